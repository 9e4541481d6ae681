"""How a chart is drawn: its Vega-Lite specification, from its figures alone."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from smp_portal.foundation.charts.chart import LineChart, Point
from smp_portal.foundation.charts.telling import target_words
from smp_portal.foundation.words import figure

INK, SOFT, BRAND, LINE, BAND = "#0b0c0c", "#4b5a5c", "#0b4a53", "#cfd8d8", "#e8f1f1"
# Noto Sans comes with the portal, for servers that have no Arial.
FONT = "Arial, Liberation Sans, Noto Sans, sans-serif"
_MONTHS_IN_A_YEAR = 12
# The edge of a letter, and of nothing else.
EDGE = "white"
# A letter's width by its height.
_LETTER = 0.8
_ROOM = Decimal("1.15")

Spec = dict[str, Any]


@dataclass(frozen=True)
class Size:
    """The room that a drawing has, in CSS pixels, and how many figures are named in it."""

    width: int
    height: int
    font: int
    labels: int


class Width(Enum):
    """Two drawings of each chart, for a letter is to be read on a phone too."""

    WIDE = Size(width=620, height=240, font=15, labels=9)
    NARROW = Size(width=262, height=200, font=13, labels=4)


def specification(chart: LineChart, width: Width) -> Spec:
    """What Vega-Lite is asked to draw; a person's words go in as data, never as an expression."""
    size = width.value
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": size.width,
        "height": size.height,
        "background": "white",
        "padding": 6,
        "layer": _layers(chart, size),
        "config": {
            "font": FONT,
            # The picture has one name of its own; its hundred strokes need none.
            "aria": False,
            "view": {"stroke": None},
            "axis": {"labelColor": INK, "labelFontSize": size.font, "gridColor": LINE},
            "text": {"color": INK, "fontSize": size.font},
        },
    }


def _layers(chart: LineChart, size: Size) -> list[Spec]:
    """What there is to draw, one above the other; a layer without rows would be laid out all the same."""
    layers = [
        *_frame(chart, size),
        *_held_against(chart, size),
        *_breaks(chart),
        *_line(chart, size),
    ]
    return [layer for layer in layers if layer["data"]["values"]]


def _frame(chart: LineChart, size: Size) -> list[Spec]:
    """The scales, the periods along the bottom, and a band where there is no figure."""
    periods = [{"x": _middle(point), "words": _short(point)} for point in _named(chart, size)]
    gaps = [
        {"from": _day(point.start), "to": _day(point.end), "x": _middle(point)}
        for point in chart.gaps
    ]
    has_room = len(chart.points) * size.font * 4 <= size.width
    along = {"field": "x", **_along(chart)}
    return [
        _layer(
            gaps,
            {"type": "rect", "color": BAND},
            x={**along, "field": "from"},
            x2={"field": "to"},
            y={"value": 0},
            y2={"value": size.height},
        ),
        _layer(
            gaps if has_room else [],
            {"type": "text", "text": ["No", "figure"], "baseline": "middle", "color": SOFT},
            x=along,
            y={"value": size.height / 2},
        ),
        _layer(
            periods,
            {"type": "text", "baseline": "top", "dy": 8, "lineHeight": size.font + 3},
            x=along,
            y={"value": size.height},
            text={"field": "words"},
        ),
    ]


def _held_against(chart: LineChart, size: Size) -> list[Spec]:
    """The target, dashed, and where it started, dotted, each with its words on the line."""
    lines: list[tuple[Decimal, str, list[int], Spec]] = []
    if chart.target:
        above = {"align": "left", "baseline": "bottom", "x": 4, "dy": -4, "fontWeight": "bold"}
        lines.append((chart.target.value, target_words(chart.target), [8, 5], above))
    if chart.baseline is not None:
        below = {"align": "right", "baseline": "top", "x": size.width - 4, "dy": 4}
        lines.append((chart.baseline, f"Started at {figure(chart.baseline)}", [2, 4], below))
    return [layer for line in lines for layer in _rule(chart, *line)]


def _rule(chart: LineChart, value: Decimal, words: str, dash: list[int], place: Spec) -> list[Spec]:
    row = [{"y": float(value), "words": words}]
    up = {"field": "y", **_up(chart)}
    place = {**place}
    x = {"value": place.pop("x")}
    return [
        _layer(row, {"type": "rule", "color": INK, "strokeWidth": 1.5, "strokeDash": dash}, y=up),
        _layer(row, {"type": "text", **place}, x=x, y=up, text={"field": "words"}),
    ]


def _breaks(chart: LineChart) -> list[Spec]:
    rows = [
        {"x": _day(one.on), "words": f"Definition {place}"}
        for place, one in enumerate(chart.breaks_in_order, start=2)
    ]
    along = {"field": "x", **_along(chart)}
    rule = {"type": "rule", "color": SOFT, "strokeWidth": 1.5, "strokeDash": [1, 3]}
    text = {"type": "text", "align": "center", "baseline": "bottom", "color": SOFT}
    return [
        _layer(rows, rule, x=along),
        _layer(rows, text, x=along, y={"value": -4}, text={"field": "words"}),
    ]


def _line(chart: LineChart, size: Size) -> list[Spec]:
    rows = [
        {"x": _middle(point), "y": float(point.value or 0), "piece": piece}
        for piece, line in enumerate(chart.lines)
        for point in line
    ]
    said = [
        {"x": _middle(point), "y": float(point.value or 0), "words": figure(point.value)}
        for point in _said(chart, size)
    ]
    xy = {"x": {"field": "x", **_along(chart)}, "y": {"field": "y", **_up(chart)}}
    piece = {"field": "piece", "type": "nominal"}
    dot = {"type": "point", "filled": True, "color": BRAND, "size": 80, "opacity": 1}
    # A white edge, drawn first, keeps a figure legible where the line runs through it.
    edge = {"stroke": EDGE, "strokeWidth": 4, "strokeJoin": "round"}
    above = {"type": "text", "baseline": "bottom", "dy": -9, "fontWeight": "bold", **edge}
    return [
        _layer(rows, {"type": "line", "color": BRAND, "strokeWidth": 3}, **xy, detail=piece),
        _layer(rows, dot, **xy),
        _layer(said, above, **xy, text={"field": "words"}),
    ]


def _layer(rows: list[Spec], mark: Spec, **encoding: Spec) -> Spec:
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def _along(chart: LineChart) -> Spec:
    days = [_day(point.start) for point in chart.points] + [_day(p.end) for p in chart.points]
    days += [_day(one.on) for one in chart.breaks]
    domain = [min(days, default=0), max(days, default=1)]
    scale = {"domain": domain, "nice": False, "zero": False, "padding": 0}
    return {"type": "quantitative", "axis": None, "scale": scale}


def _up(chart: LineChart) -> Spec:
    held = [chart.target.value if chart.target else None, chart.baseline]
    values = [value for value in [*(p.value for p in chart.points), *held] if value is not None]
    low, high = min([Decimal(), *values]), max([Decimal(), *values])
    # Room for the words above the highest figure; nought is always in sight.
    domain = [float(low * _ROOM), float(high * _ROOM) if high > low else 1.0]
    axis: Spec = {"title": None, "format": ",.2~f", "tickCount": 4, "domain": False, "ticks": False}
    if all(value == value.to_integral_value() for value in values):
        # People and villages are counted whole.
        axis["tickMinStep"] = 1
    return {"type": "quantitative", "axis": axis, "scale": {"domain": domain, "nice": True}}


def _named(chart: LineChart, size: Size) -> list[Point]:
    """The points whose period has room: every one, or every other and so on back from the last."""
    step = -(-len(chart.points) // size.labels) or 1
    return list(reversed(chart.in_order[::-1][::step]))


def _said(chart: LineChart, size: Size) -> list[Point]:
    """The points whose figure is written: all where there is room, else first, highest, lowest, last."""
    known = chart.figures
    letters = max((len(figure(point.value)) for point in known), default=0)
    if letters * size.font * _LETTER * len(chart.points) <= size.width:
        return list(known)
    by_value = sorted(known, key=lambda point: point.value or 0)
    return list(dict.fromkeys([known[0], by_value[0], by_value[-1], known[-1]]))


def _short(point: Point) -> list[str]:
    start, end = point.start, point.end
    months = (end.year - start.year) * _MONTHS_IN_A_YEAR + end.month - start.month + 1
    if start == end:
        return [f"{end.day} {end:%b}", f"{end.year}"]
    if months == _MONTHS_IN_A_YEAR and start.month != 1:
        return ["Year to", f"{end:%b %Y}"]
    if months == 1:
        return [f"{end:%b}", f"{end.year}"]
    return [f"{start:%b}–{end:%b}", f"{end.year}"]


def _day(day: date) -> int:
    return day.toordinal()


def _middle(point: Point) -> float:
    return (_day(point.start) + _day(point.end)) / 2
