"""What a measure reads now, what it read before, and the words for both."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from actionplans.models import (
    Measure,
    MeasureDefinition,
    MeasureDirection,
    MeasureKind,
    MeasureState,
    Reading,
)
from actionplans.periods import by_words, period_in_mind
from actionplans.quarters import quarter_of
from actionplans.queries.measure_chart import chart_of
from actionplans.queries.measure_expected import Expected, counted_in, expected_of
from smp_portal.foundation.charts import LineChart
from smp_portal.foundation.words import figure, lower_first, upper_first

UNJUDGED = "no judgement"


@dataclass(frozen=True)
class MeasureStanding:
    """One measure on a day: the newest figure, the one before, and what is missing.

    `missing` is a newer reading that says why there is no figure. `definitions`, the newest first, are there where
    one of them breaks the line; `trail` is its newest readings, the oldest first.
    """

    measure: Measure
    latest: Reading | None
    previous: Reading | None
    missing: Reading | None
    on: date
    definitions: tuple[MeasureDefinition, ...] = ()
    trail: tuple[Reading, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether it is still to be agreed with the community."""
        return self.measure.state == MeasureState.TO_BE_AGREED

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been agreed by now: a gap."""
        return self.measure.is_overdue_to_agree(on=self.on)

    @property
    def is_unread(self) -> bool:
        """Whether it is there to be read and nobody has said anything of it yet."""
        return not (self.waits or self.latest or self.missing)

    @property
    def agree_words(self) -> str:
        """By when it is agreed: "To be agreed by December"; a day that has passed "was to be agreed by June"."""
        if not self.waits or self.measure.agree_by is None:
            return ""
        verb = "Was to be agreed by" if self.is_overdue else "To be agreed by"
        return f"{verb} {by_words(self.measure.agree_by, on=self.on)}"

    @property
    def figure(self) -> str:
        """The newest figure: "141", "10 of 10", "14 of 22 voices"."""
        if self.latest is None:
            return ""
        is_said = self.measure.kind == MeasureKind.TESTIMONY and self.measure.unit
        return f"{self.latest.figure} {self.measure.unit}" if is_said else self.latest.figure

    @property
    def period(self) -> str:
        """The newest figure's period: "July to September"."""
        return self._period(self.latest) if self.latest else ""

    @property
    def beside(self) -> str:
        """What stands beside the newest figure: the one before, or its own period where it is old or alone."""
        if self.latest is None:
            return ""
        if self.previous is None or self._is_old or self.is_counted_anew:
            return self.period
        period = self._period(self.previous)
        return f"{period}{': ' if period[-1].isdecimal() else ' '}{figure(self.previous.value)}"

    @property
    def before(self) -> str:
        """The figure before: "6 in April to June"; none where something else was counted."""
        if self.latest is None or self.previous is None or self.is_counted_anew:
            return ""
        is_part_of_the_same = self.previous.out_of == self.latest.out_of
        said = figure(self.previous.value) if is_part_of_the_same else self.previous.figure
        return f"{said} in {self._period(self.previous)}"

    @property
    def change(self) -> str:
        """How the newest figure differs from the one before: "4 more than April to June (better)"."""
        if self.latest is None or self.previous is None:
            return ""
        if self.is_counted_anew:
            return f"not compared with {self._period(self.previous)}: what is counted has changed"
        return change_words(self.measure, self.latest, self.previous, on=self.on)

    @property
    def aim(self) -> str:
        """What it is measured against: "Reached", "Target 200 by March 2023", "By March 2024"."""
        measure = self.measure
        if self.waits:
            return self.agree_words if self.latest else ""
        if measure.target is not None:
            return self._against_target(measure.target)
        if (
            measure.direction == MeasureDirection.NO_JUDGEMENT
            and measure.kind == MeasureKind.NUMBER
        ):
            return f"{measure.note}: no judgement" if measure.note else "No judgement"
        if measure.geography:
            verb = "Heard in " if measure.kind == MeasureKind.TESTIMONY else ""
            return f"{verb}{measure.geography}"
        return measure.note

    @property
    def aim_beside_change(self) -> str:
        """The aim where the change stands beside it: nothing where that has said that there is no judgement."""
        return "" if self._is_left_unjudged else self.aim

    @property
    def is_note_said(self) -> bool:
        """Whether the figure, with its change and its aim, has said how it is read."""
        note = self.measure.note
        return bool(note and self.latest) and (self._is_left_unjudged or note in self.aim)

    @property
    def _is_left_unjudged(self) -> bool:
        return UNJUDGED in self.change and self.measure.target is None

    @property
    def is_counted_anew(self) -> bool:
        """Whether the newest figure counts something else than the one before."""
        if self.latest is None or self.previous is None:
            return False
        now, before = (counted_in(one, self.definitions) for one in (self.latest, self.previous))
        return now != before

    @property
    def expected(self) -> Expected | None:
        """The newest period that is over and not yet read, where the measure is read regularly."""
        newest = self.missing or self.latest
        return expected_of(self.measure, newest, on=self.on)

    @property
    def picture(self) -> LineChart:
        """Its newest readings as a line, as far as its trail goes back."""
        return chart_of(self.measure, self.trail, self.definitions, on=self.on)

    @property
    def started(self) -> str:
        return figure(self.measure.baseline)

    @property
    def target(self) -> str:
        return figure(self.measure.target)

    @property
    def is_reached(self) -> bool:
        """Whether the newest figure meets the target."""
        if self.latest is None or self.latest.value is None or self.measure.target is None:
            return False
        if self.measure.direction == MeasureDirection.DECREASE:
            return self.latest.value <= self.measure.target
        is_more = self.measure.direction == MeasureDirection.INCREASE
        return is_more and self.latest.value >= self.measure.target

    def _against_target(self, target: Decimal) -> str:
        if self.is_reached:
            return "Reached"
        day = self.measure.target_by
        if day is None:
            return f"Target {figure(target)}"
        by = f"by {by_words(day, on=self.on)}"
        if day < self.on:
            return f"Target {figure(target)} {by} not reached"
        # "17 of 26" names the target already.
        is_named = self.latest is not None and self.latest.out_of == target
        return upper_first(by) if is_named else f"Target {figure(target)} {by}"

    @property
    def _is_old(self) -> bool:
        """Whether a quarter has ended since, about which nothing is known."""
        last_ended = quarter_of(self.on).starts_on - timedelta(days=1)
        return self.latest is not None and self.latest.period_end < last_ended

    def _period(self, reading: Reading) -> str:
        return period_in_mind(reading.period_start, reading.period_end, on=self.on)


def change_words(measure: Measure, latest: Reading, previous: Reading, *, on: date) -> str:
    """One figure beside the one before it, in numbers and never in per cent: "4 more than April to June (better)"."""
    period = period_in_mind(previous.period_start, previous.period_end, on=on)
    if latest.value is None or previous.value is None:
        return ""
    if latest.out_of != previous.out_of:
        # Parts of two different wholes: neither is more than the other.
        return f"it was {previous.figure} in {period}"
    moved = latest.value - previous.value
    if moved == 0:
        return f"the same as {period}"
    more = "more" if moved > 0 else "fewer" if moved == int(moved) else "less"
    way = judged(measure, rises=moved > 0)
    if UNJUDGED in way and measure.note:
        way = f" ({UNJUDGED}: {lower_first(measure.note)})"
    return f"{figure(abs(moved))} {more} than {period}{way}"


def judged(measure: Measure, *, rises: bool) -> str:
    """Whether a move is for the better, in brackets: more can be good, bad or neither."""
    if measure.direction == MeasureDirection.NO_JUDGEMENT:
        return f" ({UNJUDGED})"
    is_better = rises == (measure.direction == MeasureDirection.INCREASE)
    return " (better)" if is_better else " (worse)"
