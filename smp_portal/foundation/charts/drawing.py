"""The picture itself, as SVG for pages and papers; each drawn once and then remembered."""

import re
from functools import lru_cache
from typing import Any

import vl_convert
from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from smp_portal.foundation.charts.chart import LineChart
from smp_portal.foundation.charts.spec import EDGE, Spec, Width, specification
from smp_portal.foundation.charts.telling import words

_KEPT = 512
# The library gives its groups roles without names; the picture has one name, and nothing in it another.
_TAG, _ROLE = re.compile(r"<[a-z][^<>]*>"), re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_EDGE = f'stroke="{EDGE}"'
# What no XML may hold, however it got into a text.
_UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@lru_cache(maxsize=_KEPT)
def svg(chart: LineChart, width: Width = Width.WIDE) -> SafeString:
    """The chart as SVG that a page may hold under its content security policy: no style, no script, no id."""
    drawn = vl_convert.vegalite_to_svg(_spec(chart, width), allowed_base_urls=[])
    name = escape(_speakable(words(chart)))
    opening = f'<svg role="img" aria-label="{name}" '
    bare = _TAG.sub(lambda tag: _edged(_ROLE.sub("", tag[0])), drawn)
    # Its texts went through the drawing library as data, which escapes them.
    return mark_safe(bare.replace("<svg ", opening, 1))  # noqa: S308


def _edged(tag: str) -> str:
    """An edge below its letter: the library knows no order, and each text of its own is a text to lay out."""
    return tag.replace(_EDGE, f'{_EDGE} paint-order="stroke"')


def _spec(chart: LineChart, width: Width) -> Spec:
    _know_fonts()
    spec: Spec = _clean(specification(chart, width))
    return spec


@lru_cache(maxsize=1)
def _know_fonts() -> None:
    if settings.PAPER_FONTS.is_dir():
        vl_convert.register_font_directory(str(settings.PAPER_FONTS))


def _clean(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _clean(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_clean(value) for value in part]
    return _speakable(part) if isinstance(part, str) else part


def _speakable(text: str) -> str:
    return _UNSPEAKABLE.sub("", text)
