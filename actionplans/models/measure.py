"""How the partnership knows that a plan works: measures, and what they read."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from actionplans.models.plan import ActionPlan
from actionplans.periods import period_words
from partners.models import User
from smp_portal.foundation.append_only import AppendOnlyQuerySet
from smp_portal.foundation.words import figure


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


class MeasureQuerySet(models.QuerySet["Measure"]):
    def visible_to(self, user: User, *, on: date | None = None) -> "MeasureQuerySet":
        """The measures of the plans that a person may read."""
        return self.filter(plan__in=ActionPlan.objects.visible_to(user, on=on))

    def in_use(self) -> "MeasureQuerySet":
        return self.exclude(state=MeasureState.RETIRED)

    def overdue_to_agree(self, *, on: date) -> "MeasureQuerySet":
        """Those that should have been agreed with the community by now: a gap."""
        return self.filter(state=MeasureState.TO_BE_AGREED, agree_by__lt=on)


class Measure(models.Model):
    """One measure of success of a plan, designed with the community.

    `continues` is the same measure in last year's plan: their readings make one line. `note` says how to read it.
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
    geography = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=200, blank=True)
    continues = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="continued_by"
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

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
        ]

    def __str__(self) -> str:
        return self.title

    def is_overdue_to_agree(self, *, on: date) -> bool:
        """Whether the day by which it was to be agreed has passed."""
        waits = self.state == MeasureState.TO_BE_AGREED
        return waits and self.agree_by is not None and self.agree_by < on


class ReadingQuerySet(AppendOnlyQuerySet["Reading"]):
    def counting(self) -> "ReadingQuerySet":
        """Those that no later one replaces."""
        return self.filter(replaced_by=None)


class Reading(models.Model):
    """What a measure read in a period, or why that is not available; a correction is a new reading in its place.

    `out_of` is how many there are in all, where the value is some of them: 14 of 22 voices.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="readings")
    period_start = models.DateField()
    period_end = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    out_of = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    unavailable_reason = models.CharField(max_length=300, blank=True)
    narrative = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-period_end", "-recorded_at", "-pk"]
        indexes = [models.Index(fields=["measure", "-period_end"], name="reading_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "period_start", "period_end"],
                condition=Q(replaces=None),
                name="reading_first_once_a_period",
                violation_error_message=(
                    "This period has a reading already. Correct that one instead."
                ),
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")),
                name="reading_period_in_order",
                violation_error_message="The period can't end before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, unavailable_reason="")
                | (Q(value=None, out_of=None) & ~Q(unavailable_reason="")),
                name="reading_value_or_reason",
                violation_error_message="Enter the value, or say why it is not available.",
            ),
            models.CheckConstraint(
                condition=Q(out_of=None) | Q(out_of__gt=0, value__lte=F("out_of")),
                name="reading_value_within_all",
                violation_error_message="The value can't be more than there are in all.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure}, {self.period}"

    @property
    def period(self) -> str:
        """The period as it is said: "July to September 2022"."""
        return period_words(self.period_start, self.period_end)

    @property
    def figure(self) -> str:
        """What was read: "141", "10 of 10", or "not available"."""
        if self.value is None:
            return "not available"
        return figure(self.value) if self.out_of is None else self._part

    @property
    def _part(self) -> str:
        return f"{figure(self.value)} of {figure(self.out_of)}"
