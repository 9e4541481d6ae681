"""Which figure a measure still owes, and what it counted in a period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from actionplans.models import Measure, MeasureDefinition, MeasureState, Reading
from actionplans.periods import last_whole, period_in_mind, whole_from, whole_with
from smp_portal.foundation.words import short_date, upper_first

# Of a measure that is read now and then, the first figure is waited for as long.
A_QUARTER = timedelta(days=91)


@dataclass(frozen=True)
class Expected:
    """A period that is over and has no reading, and the day by which its figure comes."""

    start: date
    end: date
    comes_by: date
    on: date

    @property
    def is_late(self) -> bool:
        """Whether it should be there: a source that takes six weeks is not late after four."""
        return self.comes_by < self.on

    @property
    def words(self) -> str:
        """What is waited for: "July to September comes by 14 October"."""
        period = upper_first(period_in_mind(self.start, self.end, on=self.on))
        day = short_date(self.comes_by)
        return f"{period} was to come by {day}" if self.is_late else f"{period} comes by {day}"


def expected_of(measure: Measure, newest: Reading | None, *, on: date) -> Expected | None:
    """The newest period of the plan that is over and not yet read, one that is late before one that is not.

    None of a measure read now and then, and none for a period that was over before the measure was agreed.
    """
    if measure.every is None or measure.state != MeasureState.AGREED:
        return None
    plan, lag = measure.plan, timedelta(days=measure.lag)
    over = on - timedelta(days=1)
    for day in (over - lag, over):
        start, end = last_whole(min(day, plan.ends_on), months=measure.every)
        is_owed = start >= plan.starts_on and end >= _counts_from(measure)
        if is_owed and not (newest and newest.period_end >= end):
            return Expected(start, end, end + lag, on)
    return None


def first_comes_by(measure: Measure) -> date:
    """The day by which a measure's first figure comes: the first period is over, and its lag has passed."""
    begun, lag = _counts_from(measure), timedelta(days=measure.lag)
    if measure.every is None:
        return begun + A_QUARTER + lag
    start, end = whole_with(begun, months=measure.every)
    if start < measure.plan.starts_on:
        end = whole_from(end + timedelta(days=1), months=measure.every)[1]
    return end + lag


def _counts_from(measure: Measure) -> date:
    """The first day of a plan on which its measure was agreed."""
    return max(measure.plan.starts_on, measure.agreed_on or measure.plan.starts_on)


def counted_in(reading: Reading, definitions: Iterable[MeasureDefinition]) -> str:
    """What was counted in a reading's period: the newest definition that began before it was over."""
    begun = [one for one in definitions if one.valid_from <= reading.period_end]
    newest = max(begun, key=lambda one: (one.valid_from, one.at, one.pk), default=None)
    return newest.text if newest else ""
