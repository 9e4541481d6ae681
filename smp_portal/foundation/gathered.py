"""Small rows of several tables, read in one query where each table by itself would take one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast

Row = tuple[Any, ...]


def gathered(
    columns: Sequence[str], *, order: Sequence[str], parts: Mapping[str, QuerySet[Any]]
) -> dict[str, list[Row]]:
    """The rows of each part under its name, in the order of some of their columns.

    Every part has all the columns, as fields or annotations of the same kinds.
    """
    named = [
        rows.order_by().annotate(part=Value(name)).values_list("part", *columns)
        for name, rows in parts.items()
    ]
    found: dict[str, list[Row]] = defaultdict(list)
    for part, *row in named[0].union(*named[1:], all=True).order_by("part", *order):
        found[part].append(tuple(row))
    return found


def as_text(field: str = "") -> Any:
    """A column of text from a field of any kind; without one it is empty."""
    return Cast(F(field), TextField()) if field else Value("", TextField())


def as_number(field: str = "") -> Any:
    """A column of whole numbers from a key, a number or a yes or no; without one it is 0."""
    return Cast(F(field), IntegerField()) if field else Value(0, IntegerField())
