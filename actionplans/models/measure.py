"""How the partnership knows that a plan works: its measures of success."""

from datetime import date

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from actionplans.models.plan import ActionPlan
from consultations.models import Community, Theme
from partners.models import User

# How many days after a period its figure is there, unless somebody says otherwise.
LAG, LAG_AT_MOST = 14, 366


class MeasureKind(models.TextChoices):
    NUMBER = "NUMBER", "A number"
    TESTIMONY = "TESTIMONY", "What people say"


class MeasureDirection(models.TextChoices):
    """Which way is better; more reports of domestic abuse can be success."""

    INCREASE = "INCREASE", "More is better"
    DECREASE = "DECREASE", "Less is better"
    NO_JUDGEMENT = "NO_JUDGEMENT", "No judgement"


class MeasureState(models.TextChoices):
    TO_BE_AGREED = "TO_BE_AGREED", "To be agreed with the community"
    PROPOSED = "PROPOSED", "Proposed"
    AGREED = "AGREED", "Agreed"
    RETIRED = "RETIRED", "No longer used"


class Every(models.IntegerChoices):
    """How long the periods are that a measure is read for, in months."""

    MONTH = 1, "Every month"
    QUARTER = 3, "Every quarter"
    HALF = 6, "Every half-year"
    YEAR = 12, "Every year"


class MeasureQuerySet(models.QuerySet["Measure"]):
    def visible_to(self, user: User, *, on: date | None = None) -> "MeasureQuerySet":
        """The measures of the plans that a person may read."""
        return self.filter(plan__in=ActionPlan.objects.visible_to(user, on=on))

    def in_use(self) -> "MeasureQuerySet":
        return self.exclude(state=MeasureState.RETIRED)


class Measure(models.Model):
    """One measure of success of a plan, designed with the community.

    `continues` is the same measure in last year's plan: their readings make one line. `note` says how to read it.
    `every` is empty where it is read now and then; `lag` is in days. `theme` is what the voices beside it speak of,
    `communities` where they come from: none means everywhere.
    """

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="measures")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=MeasureKind, default=MeasureKind.NUMBER)
    direction = models.CharField(
        max_length=15, choices=MeasureDirection, default=MeasureDirection.NO_JUDGEMENT
    )
    unit = models.CharField(max_length=100, blank=True)
    baseline = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    target_by = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=15, choices=MeasureState, default=MeasureState.TO_BE_AGREED)
    agree_by = models.DateField(null=True, blank=True)
    agreed_with = models.CharField(max_length=300, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    retired_because = models.CharField(max_length=300, blank=True)
    every = models.PositiveSmallIntegerField(choices=Every, null=True, blank=True)
    lag = models.PositiveSmallIntegerField(default=LAG)
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    communities = models.ManyToManyField(Community, blank=True, related_name="+")
    geography = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=200, blank=True)
    continues = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="continued_by"
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords(m2m_fields=[communities])

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="measure_number_once",
                violation_error_message="The plan already has a measure with this number.",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeasureState.TO_BE_AGREED) | Q(agree_by__isnull=False),
                name="measure_to_be_agreed_by_a_day",
                violation_error_message="Enter the day by which the measure is agreed.",
            ),
            models.CheckConstraint(
                condition=Q(target_by=None) | Q(target__isnull=False),
                name="measure_target_with_its_day",
                violation_error_message="Enter the target, or leave out the day to reach it by.",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeasureState.AGREED) | Q(agreed_on__isnull=False),
                name="measure_agreed_on_a_day",
                violation_error_message="Enter the day on which the measure was agreed.",
            ),
            models.CheckConstraint(
                condition=Q(agreed_on=None, agreed_with="")
                | (Q(agreed_on__isnull=False) & ~Q(agreed_with="")),
                name="measure_agreed_with_somebody",
                violation_error_message="Enter with whom the measure was agreed, and when.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=MeasureState.RETIRED, retired_on__isnull=False) & ~Q(retired_because="")
                )
                | (~Q(state=MeasureState.RETIRED) & Q(retired_on=None) & Q(retired_because="")),
                name="measure_retired_with_a_reason",
                violation_error_message="Enter since when the measure is no longer used, and why.",
            ),
            models.CheckConstraint(
                condition=Q(every__in=Every.values) | Q(every=None),
                name="measure_every_known",
                violation_error_message="Choose how often the measure is read.",
            ),
            models.CheckConstraint(
                condition=Q(lag__lte=LAG_AT_MOST),
                name="measure_lag_at_most",
                violation_error_message="Enter 366 days or fewer.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_overdue_to_agree(self, *, on: date) -> bool:
        """Whether the day by which it was to be agreed has passed."""
        waits = self.state == MeasureState.TO_BE_AGREED
        return waits and self.agree_by is not None and self.agree_by < on
