"""A chart in words, for those who don't see it."""

from datetime import date, timedelta

from smp_portal.foundation.charts.chart import Break, LineChart, Point, Target
from smp_portal.foundation.words import counted, figure, long_date, month


def words(chart: LineChart) -> str:
    """The chart as it is read out: first, last, highest and lowest, direction, target and every gap."""
    said = [
        f"Line chart: {chart.title}{f', in {chart.unit}' if chart.unit else ''}.",
        *_figures(chart),
    ]
    if chart.baseline is not None:
        said.append(f"It started at {figure(chart.baseline)}.")
    if chart.target:
        said.append(f"{target_words(chart.target)}.")
    said += [f"{note}." for note in notes(chart)]
    return " ".join(said)


def notes(chart: LineChart) -> list[str]:
    """What the picture can only mark: each gap with its reason, each new definition with its words."""
    gaps = [_gap(point) for point in chart.gaps]
    return gaps + [_break(place, one) for place, one in enumerate(chart.breaks_in_order, start=2)]


def target_words(target: Target) -> str:
    """The label of the dashed line: "Target 200 by March 2023"."""
    by = f" by {_day(target.by)}" if target.by else ""
    return f"Target {figure(target.value)}{by}"


def _figures(chart: LineChart) -> list[str]:
    known = chart.figures
    if not known:
        return ["No figure yet."]
    first, last = known[0], known[-1]
    if len(known) == 1:
        return [f"1 figure: {_said(first)}."]
    highest = max(known, key=lambda point: point.value or 0)
    lowest = min(known, key=lambda point: point.value or 0)
    return [
        f"{counted(len(known), 'figure,figures')} from {first.label} to {last.label}.",
        f"First {_said(first)}; last {_said(last)}: {_way(chart)}.",
        f"Highest {_said(highest)}; lowest {_said(lowest)}.",
    ]


def _way(chart: LineChart) -> str:
    if len({_definition(chart, point) for point in chart.figures}) > 1:
        return "not to be compared, for what is counted has changed"
    first, last = chart.figures[0].value or 0, chart.figures[-1].value or 0
    if first == last:
        return "the same at the end as at the start"
    return (
        "higher at the end than at the start"
        if last > first
        else "lower at the end than at the start"
    )


def _definition(chart: LineChart, point: Point) -> int:
    return sum(one.on <= point.end for one in chart.breaks)


def _said(point: Point) -> str:
    return f"{point.figure} in {point.label}"


def _gap(point: Point) -> str:
    reason = point.reason.rstrip(".")
    return f"No figure for {point.label}{f': {reason}' if reason else ''}"


def _break(place: int, one: Break) -> str:
    return f"Definition {place}, from {long_date(one.on)}: {one.words.rstrip('.')}"


def _day(day: date) -> str:
    return month(day) if (day + timedelta(days=1)).day == 1 else long_date(day)
