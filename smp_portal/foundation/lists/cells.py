"""What a cell of a file that leaves the portal may hold: text stays text, whatever somebody typed."""

import re
from datetime import date, datetime

from django.utils import timezone

Value = str | int | float | bool | date | datetime | None

# Spreadsheets take a cell that begins so for a formula, some of them behind blanks and in wide letters too.
_FORMULA = re.compile(r"[\t\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
# What XML, and so a workbook, can't hold.
_IMPOSSIBLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(value: Value) -> str | int | float | date | datetime:
    """A value as files have it: moments as London's clock shows them, yes and no as words, lines ending one way."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.replace(tzinfo=None, microsecond=0)
    if isinstance(value, str):
        one_way = value.replace("\r\n", "\n").replace("\r", "\n")
        return _IMPOSSIBLE.sub("", one_way)
    return value


def reads_as_formula(text: str) -> bool:
    """Whether a spreadsheet would calculate this text instead of showing it."""
    return bool(_FORMULA.match(text))
