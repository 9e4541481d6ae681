"""Action plans: a year's work on one priority, with an owner who says whether it will deliver."""

from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from partners.models import Absence, User
from priorities.models import Priority


class Rating(models.TextChoices):
    """Confidence that a plan will deliver what it set out to."""

    GREEN = "GREEN", "On track"
    AMBER = "AMBER", "At risk"
    RED = "RED", "Off track"
    BLUE = "BLUE", "Complete"
    GREY = "GREY", "Not rated"


# What a person may answer: "not rated" is the absence of an answer.
ANSWERABLE = [Rating.GREEN, Rating.AMBER, Rating.RED, Rating.BLUE]


class PlanKind(models.TextChoices):
    PRIORITY = "PRIORITY", "For a priority"
    IMPROVEMENT = "IMPROVEMENT", "Partnership improvement plan"


class PlanStatus(models.TextChoices):
    DRAFT = "DRAFT", "Draft"
    ACTIVE = "ACTIVE", "Active"
    CLOSED = "CLOSED", "Closed"


class ActionPlanQuerySet(models.QuerySet["ActionPlan"]):
    def visible_to(self, user: User, *, on: date | None = None) -> "ActionPlanQuerySet":
        """The plans that a person may read, restricted and draft ones only if they have to do with them.

        Who stands in for somebody on that day has to do with what that person is asked about.
        """
        if not user.may_read:
            return self.none()
        if user.runs_the_portal:
            return self
        named = Q(readers=user) | Q(deputy=user) | _asked(user, on)
        open_to_all = Q(is_restricted=False) & ~Q(status=PlanStatus.DRAFT)
        mine_restricted = Q(is_restricted=True) & ~Q(status=PlanStatus.DRAFT) & named
        own_draft = Q(status=PlanStatus.DRAFT, owner=user)
        visible = self.model._base_manager.filter(open_to_all | mine_restricted | own_draft)
        return self.filter(pk__in=visible.values("pk"))

    def hidden_from(self, user: User, *, on: date | None = None) -> "ActionPlanQuerySet":
        """The plans that a person may not read: all, or a few restricted ones and drafts."""
        if user.runs_the_portal:
            return self.none()
        held_back = Q(is_restricted=True) | Q(status=PlanStatus.DRAFT)
        plans = self.filter(held_back) if user.may_read else self
        return plans.exclude(pk__in=self.visible_to(user, on=on).values("pk"))

    def active(self) -> "ActionPlanQuerySet":
        return self.filter(status=PlanStatus.ACTIVE)

    def vacant(self) -> "ActionPlanQuerySet":
        """Plans that nobody can be asked about: no owner, or one who has left."""
        return self.filter(Q(owner=None) | Q(owner__is_active=False))

    def covering(self, *, start: date, end: date) -> "ActionPlanQuerySet":
        """Plans that run during a period."""
        return self.filter(starts_on__lte=end, ends_on__gte=start)


def _asked(user: User, on: date | None) -> Q:
    """Plans that this person is asked about: as owner or lead person, or for one who is away."""
    asked = Q(owner=user) | Q(actions__lead_person=user)
    if on is None:
        return asked
    away = Absence.objects.on(on).filter(deputy=user).values("user")
    return asked | Q(owner__in=away) | Q(actions__lead_person__in=away)


class ActionPlan(models.Model):
    """A year's initiatives for one priority, or for the partnership's own improvement."""

    kind = models.CharField(max_length=20, choices=PlanKind, default=PlanKind.PRIORITY)
    priority = models.ForeignKey(
        Priority,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="action_plans",
    )
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    year = models.CharField(
        max_length=7,
        validators=[RegexValidator(r"^20\d\d/\d\d$", "Enter the year as 2022/23.")],
    )
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plans_owned",
    )
    deputy = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plans_deputised",
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    status = models.CharField(max_length=10, choices=PlanStatus, default=PlanStatus.DRAFT)
    is_restricted = models.BooleanField(default=False)
    readers = models.ManyToManyField(User, blank=True, related_name="plans_readable")
    continues = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
    )
    version = models.PositiveIntegerField(default=1)

    objects = ActionPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="action_plan_dates_in_order",
                violation_error_message="The plan must end after it starts.",
            ),
            models.CheckConstraint(
                condition=Q(kind=PlanKind.PRIORITY, priority__isnull=False)
                | Q(kind=PlanKind.IMPROVEMENT, priority__isnull=True),
                name="action_plan_priority_by_kind",
                violation_error_message=(
                    "Choose the priority that the plan serves; only the improvement plan has none."
                ),
            ),
            models.CheckConstraint(
                condition=Q(deputy=None) | Q(owner=None) | ~Q(deputy=F("owner")),
                name="action_plan_deputy_is_another",
                violation_error_message="Choose somebody other than the owner as deputy.",
            ),
            models.UniqueConstraint(
                fields=["year", "number"],
                name="action_plan_number_once_a_year",
                violation_error_message="Another plan of this year has this number.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def full_title(self) -> str:
        """The title as the name of a plan: "Road safety action plan"."""
        return self.title if self.title.endswith("plan") else f"{self.title} action plan"

    @property
    def is_vacant(self) -> bool:
        """Whether nobody can be asked about this plan."""
        return self.owner is None or not self.owner.is_active
