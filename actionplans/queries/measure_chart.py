"""A measure's readings as a line: with its gaps, and where something else began to be counted."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from actionplans.models import Measure, MeasureDefinition, Reading
from actionplans.periods import last_whole, period_words, whole_from, whole_with
from smp_portal.foundation.charts import Break, LineChart, Point, Target

NOT_RECORDED = "Nothing was recorded"
# As many as anybody looks at in one picture: ten years of quarters.
_AT_MOST = 40


def chart_of(
    measure: Measure,
    readings: Iterable[Reading],
    definitions: Iterable[MeasureDefinition],
    *,
    on: date,
) -> LineChart:
    """The picture of what counts: the readings that no later one replaces, oldest first."""
    read = [_point(reading) for reading in readings]
    points = sorted([*read, *_gaps(measure, read, on)], key=lambda one: one.end)[-_AT_MOST:]
    target = measure.target
    return LineChart(
        title=measure.title,
        unit=measure.unit,
        points=tuple(points),
        target=Target(target, measure.target_by) if target is not None else None,
        baseline=measure.baseline,
        breaks=breaks_in([point.end for point in points], definitions),
        source=measure.source,
    )


def _point(reading: Reading) -> Point:
    return Point(
        label=reading.period,
        start=reading.period_start,
        end=reading.period_end,
        value=reading.value,
        reason=reading.unavailable_reason,
        said=reading.figure if reading.out_of is not None else "",
    )


def _gaps(measure: Measure, read: Sequence[Point], on: date) -> list[Point]:
    """The periods since the first reading that should have one and have none."""
    if measure.every is None or not read:
        return []
    due = last_whole(on - timedelta(days=measure.lag + 1), months=measure.every)[1]
    start, end = whole_with(min(point.start for point in read), months=measure.every)
    gaps = []
    while end <= due:
        if not any(point.start <= end and point.end >= start for point in read):
            gaps.append(Point(period_words(start, end), start, end, None, NOT_RECORDED))
        start, end = whole_from(end + timedelta(days=1), months=measure.every)
    return gaps


def breaks_in(ends: Sequence[date], definitions: Iterable[MeasureDefinition]) -> tuple[Break, ...]:
    """From which days something else was counted than before, of a measure whose periods ended on these days."""
    found, before = [], ""
    for one in sorted(definitions, key=lambda one: (one.valid_from, one.at, one.pk)):
        was_counted = any(end < one.valid_from for end in ends)
        if one.text != before and was_counted:
            found.append(Break(one.valid_from, one.text))
        before = one.text
    return tuple(found)
