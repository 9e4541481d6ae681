"""A paper as tagged PDF (PDF/UA-1), and a rating's shape or a chart as a picture for Word."""

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils import timezone

from smp_portal.foundation import charts
from smp_portal.foundation.charts import LineChart

from .blocks import Block, Paper, Picture

_FOLDER = Path(__file__).parent
_PIXELS_AN_INCH = 240
_PIXELS_OF_A_SCREEN = 96  # an inch has so many, by the book


class PdfRefused(Exception):
    """The paper could not be drawn; the words are the program's own."""


def paper_as_pdf(paper: Paper) -> bytes:
    """The paper as a file; the same paper always gives the same bytes."""
    made = timezone.localtime(paper.made_at)
    told = {
        "title": paper.title,
        "under_title": paper.under_title,
        "publisher": paper.publisher,
        "made": [made.year, made.month, made.day],
        "blocks": [_told(block) for block in paper.blocks],
    }
    moment = int(made.timestamp())
    inputs = {"told": json.dumps(told)}
    return _compiled("paper.typ", inputs, format="pdf", pdf_standards="ua-1", timestamp=moment)


@lru_cache(maxsize=16)
def rating_as_picture(rating: str) -> bytes:
    """A rating's shape with its letter, as PNG."""
    inputs = {"told": json.dumps({"rating": rating})}
    return _compiled("picture.typ", inputs, format="png", ppi=_PIXELS_AN_INCH)


@lru_cache(maxsize=128)
def chart_as_picture(chart: LineChart) -> bytes:
    """The chart that the page has, as PNG with two dots for each of its pixels."""
    inputs = {"drawing": f"{charts.svg(chart)}"}
    return _compiled("chart.typ", inputs, format="png", ppi=2 * _PIXELS_OF_A_SCREEN)


def _told(block: Block) -> dict[str, Any]:
    if isinstance(block, Picture):
        return {"kind": block.kind, "svg": block.wide, "alternative": block.alternative}
    return {"kind": block.kind, **asdict(block)}


def _compiled(name: str, inputs: dict[str, str], **options: Any) -> bytes:
    settled: dict[str, Any] = {
        "root": _FOLDER,
        "font_paths": [settings.PAPER_FONTS],
        "ignore_system_fonts": True,
        "sys_inputs": inputs,
    }
    try:
        made: bytes = typst.compile(_FOLDER / name, **settled, **options)
    except typst.TypstError as error:
        raise PdfRefused(error.message) from error
    return made
