"""Figures as people write them in spreadsheets: "1,234", "64%", "14 of 22", "n/a"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError

from actionplans.forms.figures import FigureField
from smp_portal.foundation.forms.messages import speak_plainly
from smp_portal.foundation.words import figure, upper_first

NOT_THERE = {"n/a", "na", "n.a.", "#n/a", "not available", "not known", "n/k", "-", "–", "—", ".."}
NOUGHT = "Nothing is a part of nought: enter the figure alone, or n/a"
_PART = re.compile(r"(?P<value>.+?) ?(?:of|out of|/) ?(?P<whole>[\d.,]+)")
_BROKEN = {"#div/0!": NOUGHT}


@dataclass(frozen=True)
class Figure:
    """What one cell says: a figure, perhaps some of how many; that there is none; or nothing at all."""

    value: Decimal | None = None
    out_of: Decimal | None = None
    is_blank: bool = False

    def __str__(self) -> str:
        if self.value is None:
            return "" if self.is_blank else "Not available"
        part = f" of {figure(self.out_of)}" if self.out_of is not None else ""
        return f"{figure(self.value)}{part}"


def read_figure(text: str) -> Figure:
    """What a cell says; ValidationError with what to do where it can't be told."""
    written = " ".join(text.split())
    if not written:
        return Figure(is_blank=True)
    if written.casefold() in NOT_THERE:
        return Figure()
    if written.startswith("#"):
        raise ValidationError(
            _BROKEN.get(written.casefold(), "The spreadsheet shows an error here: enter the figure")
        )
    part = _PART.fullmatch(written)
    if part:
        return _part(_number(part["value"]), _number(part["whole"]))
    return Figure(_number(written))


def _part(value: Decimal, whole: Decimal) -> Figure:
    if whole == 0:
        raise ValidationError(NOUGHT)
    if value > whole:
        raise ValidationError("The figure can’t be more than there are in all")
    return Figure(value, whole)


def _number(text: str) -> Decimal:
    field = FigureField(min_value=0)
    speak_plainly(field, named="the figure")
    bare = text.strip().removeprefix("£").removesuffix("%").strip()
    if re.fullmatch(r"[-\u2212(] ?[\d.,]+\)?", bare):
        raise ValidationError("Enter a figure of nought or more")
    try:
        number: Decimal = field.clean(bare)
    except ValidationError as refusal:
        raise ValidationError([upper_first(words) for words in refusal.messages]) from refusal
    return number
