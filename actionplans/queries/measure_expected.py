"""Which figure a measure still owes, and what it counted in a period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from actionplans.models import Measure, MeasureDefinition, MeasureState, Reading
from actionplans.periods import last_whole, period_in_mind
from smp_portal.foundation.words import short_date, upper_first


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
    """The newest period of the plan that is over and not yet read; none of a measure read now and then."""
    if measure.every is None or measure.state != MeasureState.AGREED:
        return None
    plan = measure.plan
    start, end = last_whole(min(on - timedelta(days=1), plan.ends_on), months=measure.every)
    if start < plan.starts_on or (newest and newest.period_end >= end):
        return None
    return Expected(start, end, end + timedelta(days=measure.lag), on)


def counted_in(reading: Reading, definitions: Iterable[MeasureDefinition]) -> str:
    """What was counted in a reading's period: the newest definition that began before it was over."""
    begun = [one for one in definitions if one.valid_from <= reading.period_end]
    newest = max(begun, key=lambda one: (one.valid_from, one.at, one.pk), default=None)
    return newest.text if newest else ""
