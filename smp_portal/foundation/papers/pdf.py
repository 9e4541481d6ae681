"""A paper as tagged PDF (PDF/UA-1), and a rating's shape as a picture for Word."""

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils import timezone

from .blocks import Block, Paper, Picture

_FOLDER = Path(__file__).parent
_PIXELS_AN_INCH = 240


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
    return _compiled("paper.typ", told, format="pdf", pdf_standards="ua-1", timestamp=moment)


@lru_cache(maxsize=16)
def rating_as_picture(rating: str) -> bytes:
    """A rating's shape with its letter, as PNG."""
    return _compiled("picture.typ", {"rating": rating}, format="png", ppi=_PIXELS_AN_INCH)


def _told(block: Block) -> dict[str, Any]:
    if isinstance(block, Picture):
        return {"kind": block.kind, "svg": block.wide, "alternative": block.alternative}
    return {"kind": block.kind, **asdict(block)}


def _compiled(name: str, told: dict[str, Any], **options: Any) -> bytes:
    settled: dict[str, Any] = {
        "root": _FOLDER,
        "font_paths": [settings.PAPER_FONTS],
        "ignore_system_fonts": True,
        "sys_inputs": {"told": json.dumps(told)},
    }
    try:
        made: bytes = typst.compile(_FOLDER / name, **settled, **options)
    except typst.TypstError as error:
        raise PdfRefused(error.message) from error
    return made
