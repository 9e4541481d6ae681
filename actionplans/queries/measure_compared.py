"""What the newest figure is held against: itself a year before, three years' average, and where it started."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from actionplans.models import Measure, MeasureDefinition, Reading
from actionplans.periods import a_year_before, period_words
from actionplans.queries.measure_expected import counted_in
from actionplans.queries.measure_standing import judged
from smp_portal.foundation.words import counted, figure

YEARS = 3
_TENTH = Decimal("0.1")
CHANGED = "Not compared: what is counted has changed"
OTHER_WHOLE = "Not compared: it is a part of another whole"


@dataclass(frozen=True)
class Compared:
    """One thing that a figure is held against: what it was, how far off it is, and what part of it that is."""

    against: str
    figure: str
    difference: str
    part: str = ""


def compare(
    measure: Measure,
    readings: Sequence[Reading],
    definitions: Sequence[MeasureDefinition],
) -> list[Compared]:
    """The only comparisons that are made, and never with other partnerships; none before there is a figure.

    `readings` are those that count, the newest first.
    """
    latest = next((one for one in readings if one.value is not None), None)
    if latest is None:
        return []
    earlier = _earlier(latest, readings)
    rows = [_last_year(measure, latest, earlier[0], definitions)]
    rows.append(_average(measure, latest, earlier, definitions))
    if measure.baseline is not None:
        difference, part = _difference(measure, latest, measure.baseline)
        rows.append(Compared("Where it started", figure(measure.baseline), difference, part))
    return rows


def _earlier(latest: Reading, readings: Sequence[Reading]) -> list[Reading | None]:
    """The same period one, two and three years before, as far as it was read."""
    found = {(one.period_start, one.period_end): one for one in readings if one.value is not None}
    return [found.get(_years_before(latest, years)) for years in range(1, YEARS + 1)]


def _years_before(reading: Reading, years: int) -> tuple[date, date]:
    start = a_year_before(reading.period_start, years=years)
    return start, a_year_before(reading.period_end, years=years)


def _last_year(
    measure: Measure,
    latest: Reading,
    before: Reading | None,
    definitions: Sequence[MeasureDefinition],
) -> Compared:
    against = f"Same period last year: {period_words(*_years_before(latest, 1))}"
    if before is None or before.value is None:
        return Compared(against, "No figure", "")
    refusal = _refusal(latest, before, definitions)
    if refusal:
        return Compared(against, before.figure, refusal)
    return Compared(against, before.figure, *_difference(measure, latest, before.value))


def _average(
    measure: Measure,
    latest: Reading,
    earlier: Sequence[Reading | None],
    definitions: Sequence[MeasureDefinition],
) -> Compared:
    values = [
        one.value
        for one in earlier
        if one and one.value is not None and not _refusal(latest, one, definitions)
    ]
    against = "Average of that period in the three years before"
    if not values:
        return Compared(against, "No figure", "")
    against += f", from {counted(len(values), 'year,years')}"
    average = (sum(values, Decimal()) / len(values)).quantize(_TENTH, ROUND_HALF_UP)
    return Compared(against, figure(average), *_difference(measure, latest, average))


def _refusal(latest: Reading, before: Reading, definitions: Sequence[MeasureDefinition]) -> str:
    if counted_in(latest, definitions) != counted_in(before, definitions):
        return CHANGED
    return OTHER_WHOLE if latest.out_of != before.out_of else ""


def _difference(measure: Measure, latest: Reading, before: Decimal) -> tuple[str, str]:
    """How far apart they are, in numbers and as a part of what was; nothing is a part of nought."""
    moved = (latest.value or Decimal()) - before
    part = "No percentage: it was nought" if before == 0 else _per_cent(moved, before)
    if moved == 0:
        return "The same", "" if before else part
    more = "more" if moved > 0 else "fewer" if moved == int(moved) else "less"
    return f"{figure(abs(moved))} {more}{judged(measure, rises=moved > 0)}", part


def _per_cent(moved: Decimal, before: Decimal) -> str:
    whole = (abs(moved) * 100 / abs(before)).quantize(Decimal(1), ROUND_HALF_UP)
    if moved and not whole:
        return "Less than 1%"
    return f"{whole:,}% {'more' if moved > 0 else 'less'}"
