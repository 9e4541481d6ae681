"""What measures read, in the words and figures of a paper."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from actionplans.models import ActionPlan
from actionplans.queries import measure_chart
from actionplans.queries.measure_standing import MeasureStanding
from actionplans.queries.measures import DRAWN, latest_measures
from smp_portal.foundation import charts
from smp_portal.foundation.words import upper_first
from smp_portal.pages.board_packs.contents import BreakTold, MeasureTold, ReadingTold, day

# Of one figure a line tells nothing.
_FEWEST = 2


def tell_measures(plans: Iterable[ActionPlan], *, now: datetime) -> dict[int, list[MeasureTold]]:
    """The measures of each plan, with the readings of up to three years that were known then."""
    standings = latest_measures(plans, now=now, trail=DRAWN)
    return {plan: [_measure(one) for one in several] for plan, several in standings.items()}


def chart_of(measure: MeasureTold) -> charts.LineChart | None:
    """The measure's line, where there are figures enough to draw one."""
    points = tuple(_point(one) for one in measure.readings)
    if sum(point.value is not None for point in points) < _FEWEST:
        return None
    target = None
    if measure.target:
        by = day(measure.target_by) if measure.target_by else None
        target = charts.Target(Decimal(measure.target), by)
    return charts.LineChart(
        title=measure.title,
        unit=measure.unit,
        points=points,
        target=target,
        baseline=Decimal(measure.baseline) if measure.baseline else None,
        breaks=tuple(charts.Break(day(one.on), one.words) for one in measure.breaks),
        source=measure.source,
    )


def _point(told: ReadingTold) -> charts.Point:
    value = Decimal(told.value) if told.value else None
    return charts.Point(told.period, day(told.start), day(told.end), value, told.reason, told.said)


def _reading(point: charts.Point, keys: dict[tuple[date, date], int]) -> ReadingTold:
    return ReadingTold(
        period=upper_first(point.label),
        start=point.start.isoformat(),
        end=point.end.isoformat(),
        value=_plain(point.value),
        said=point.said,
        reason=point.reason,
        key=keys.get((point.start, point.end), 0),
    )


def _measure(standing: MeasureStanding) -> MeasureTold:
    measure, readings = standing.measure, standing.trail
    chart = measure_chart.chart_of(measure, readings, standing.definitions, on=standing.on)
    shown = chart.in_order[-DRAWN:]
    keys = {(one.period_start, one.period_end): one.pk for one in readings}
    return MeasureTold(
        title=measure.title,
        unit=measure.unit,
        source=measure.source,
        reads=_reads(standing),
        change=upper_first(standing.change),
        aim=standing.aim_beside_change,
        target=_plain(measure.target),
        target_by=_iso(measure.target_by),
        baseline=_plain(measure.baseline),
        readings=tuple(_reading(point, keys) for point in shown),
        breaks=tuple(
            BreakTold(one.on.isoformat(), one.words)
            for one in chart.breaks_in_order
            if shown[0].end < one.on
        ),
    )


def _reads(standing: MeasureStanding) -> str:
    if standing.latest:
        return f"{standing.figure}, {standing.period}"
    return standing.agree_words or "No reading yet"


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


def _iso(told: date | None) -> str:
    return told.isoformat() if told else ""
