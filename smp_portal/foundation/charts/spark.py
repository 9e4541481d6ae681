"""A line so small that it stands beside its figure: no axis and no words, which its text alternative has."""

from collections.abc import Iterator
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from smp_portal.foundation.charts.chart import LineChart, Point
from smp_portal.foundation.charts.spec import BRAND, INK
from smp_portal.foundation.charts.telling import words

_WIDTH, _HEIGHT, _EDGE = 160, 36, 4
_KEPT = 512
_FEWEST = 2  # a line has two ends


@lru_cache(maxsize=_KEPT)
def spark(chart: LineChart) -> SafeString:
    """The figures as a small SVG from nought up, broken where the chart breaks; nothing where no line can be drawn."""
    if len(chart.figures) < _FEWEST:
        return SafeString()
    size = format_html('width="{}" height="{}" viewBox="0 0 {} {}"', *(_WIDTH, _HEIGHT) * 2)
    drawn = format_html_join("", "{}", ((part,) for part in _parts(chart)))
    return format_html(
        '<svg class="spark" role="img" aria-label="{}" {} focusable="false">{}</svg>',
        words(chart),
        size,
        drawn,
    )


def _parts(chart: LineChart) -> Iterator[SafeString]:
    if chart.target:
        up = _up(chart, float(chart.target.value))
        dashed = '<path d="M0 {} H{}" stroke="{}" stroke-width="1" stroke-dasharray="4 3"/>'
        yield format_html(dashed, up, _WIDTH, INK)
    for line in chart.lines:
        places = " ".join(
            f"{_along(chart, one)},{_up(chart, float(one.value or 0))}" for one in line
        )
        bent = '<polyline points="{}" fill="none" stroke="{}" stroke-width="2"/>'
        yield format_html(bent, places, BRAND) if len(line) > 1 else _dot(chart, line[0], "2")
    yield _dot(chart, chart.figures[-1], "3.5")


def _dot(chart: LineChart, point: Point, size: str) -> SafeString:
    x, y = _along(chart, point), _up(chart, float(point.value or 0))
    return format_html('<circle cx="{}" cy="{}" r="{}" fill="{}"/>', x, y, size, BRAND)


def _along(chart: LineChart, point: Point) -> str:
    """How far right a point is: its period's end, between the first and the last."""
    first, last = chart.in_order[0].end.toordinal(), chart.in_order[-1].end.toordinal()
    part = (point.end.toordinal() - first) / max(last - first, 1)
    return f"{_EDGE + part * (_WIDTH - 2 * _EDGE):.1f}"


def _up(chart: LineChart, value: float) -> str:
    """How far down a value is; nought is always in sight, and so is the target."""
    held = [float(chart.target.value)] if chart.target else []
    values = [0.0, *(float(one.value or 0) for one in chart.figures), *held]
    low, high = min(values), max(values)
    part = (value - low) / ((high - low) or 1)
    return f"{_HEIGHT - _EDGE - part * (_HEIGHT - 2 * _EDGE):.1f}"
