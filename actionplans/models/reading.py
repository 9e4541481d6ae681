"""What a measure reads, and what exactly is counted."""

from django.db import models
from django.db.models import F, Q

from actionplans.models.measure import Measure
from actionplans.periods import period_words
from partners.models import User
from smp_portal.foundation.append_only import AppendOnlyQuerySet
from smp_portal.foundation.words import figure, long_date


class MeasureDefinition(models.Model):
    """What exactly is counted from a day on; a new one breaks the line. Of one day's the newest holds."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="definitions")
    text = models.TextField()
    valid_from = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "-at", "-pk"]
        indexes = [models.Index(fields=["measure", "-valid_from"], name="definition_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="definition_has_words",
                violation_error_message="Enter what exactly is counted.",
            ),
        ]

    def __str__(self) -> str:
        return f"From {long_date(self.valid_from)}: {self.text}"


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
    narrative = models.TextField()
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
            models.CheckConstraint(
                condition=~Q(narrative=""),
                name="reading_has_narrative",
                violation_error_message="Enter what lies behind the reading.",
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
