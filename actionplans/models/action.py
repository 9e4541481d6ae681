"""Actions: the initiatives of a plan, each with a lead organisation and a date."""

from datetime import date

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Count, F, Q

from actionplans.models.event import EventKind
from actionplans.models.measure import Measure
from actionplans.models.plan import ActionPlan, PlanStatus, Rating
from consultations.models import Community, Finding
from partners.models import Partner, User


class ActionStatus(models.TextChoices):
    NOT_STARTED = "NOT_STARTED", "Not started"
    IN_PROGRESS = "IN_PROGRESS", "In progress"
    COMPLETE = "COMPLETE", "Complete"
    CANCELLED = "CANCELLED", "Cancelled"


OPEN_STATUSES = [ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS]


class ActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, user: User, *, on: date | None = None) -> "ActionQuerySet":
        """The actions of the plans that a person may read."""
        return self.filter(plan__in=ActionPlan.objects.visible_to(user, on=on))

    def open(self) -> "ActionQuerySet":
        return self.filter(status__in=OPEN_STATUSES)

    def vacant(self) -> "ActionQuerySet":
        """Open actions whose lead person has left; one without a lead person is led by its organisation."""
        return self.open().filter(lead_person__is_active=False)

    def overdue(self, *, on: date) -> "ActionQuerySet":
        """Open actions of active plans whose date has passed."""
        return self.open().filter(due_on__lt=on, plan__status=PlanStatus.ACTIVE)

    def with_moves(self) -> "ActionQuerySet":
        """Each with `times_moved`, the number of times its date was moved."""
        moved = Count("events", filter=Q(events__kind=EventKind.REDATED))
        return self.annotate(times_moved=moved)


class Action(models.Model):
    """One initiative of an action plan."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="actions")
    reference = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    lead_partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="actions_led")
    lead_person = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions_led",
    )
    supporting_partners = models.ManyToManyField(
        Partner, blank=True, related_name="actions_supported"
    )
    communities = models.ManyToManyField(Community, blank=True, related_name="actions")
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField()
    original_due_on = models.DateField(editable=False)
    status = models.CharField(max_length=20, choices=ActionStatus, default=ActionStatus.NOT_STARTED)
    completed_on = models.DateField(null=True, blank=True)
    progress = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(100)])
    rating = models.CharField(max_length=10, choices=Rating, blank=True)
    success_measure = models.TextField(blank=True)
    measures = models.ManyToManyField(Measure, blank=True, related_name="actions")
    findings = models.ManyToManyField(Finding, blank=True, related_name="actions")
    continues = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
    )
    decision = models.OneToOneField(
        "actionplans.Decision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="action",
    )
    version = models.PositiveIntegerField(default=1)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "reference"],
                name="action_reference_once",
                violation_error_message="The plan already has an action with this reference.",
            ),
            models.CheckConstraint(
                condition=Q(progress__lte=100),
                name="action_progress_percent",
                violation_error_message="Progress is between 0 and 100 per cent.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(due_on__gte=F("starts_on")),
                name="action_dates_in_order",
                violation_error_message="The action can't be due before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(status=ActionStatus.COMPLETE, completed_on__isnull=False)
                | (~Q(status=ActionStatus.COMPLETE) & Q(completed_on__isnull=True)),
                name="action_completed_with_date",
                violation_error_message="A complete action has the day on which it was completed.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATUSES

    @property
    def is_vacant(self) -> bool:
        """Whether the person who led it has left, and nobody took it over."""
        return self.is_open and self.lead_person is not None and not self.lead_person.is_active

    def is_overdue(self, *, on: date) -> bool:
        """Whether the action is still open after its date."""
        return self.is_open and self.due_on < on

    def days_late(self, *, on: date) -> int:
        """How many days an open action is past its date, 0 if it is not."""
        return (on - self.due_on).days if self.is_overdue(on=on) else 0

    @property
    def days_moved(self) -> int:
        """How far the date has moved in all, in days."""
        return (self.due_on - self.original_due_on).days
