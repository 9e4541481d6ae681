"""By what a list can be sorted, and its rows in that order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import F, Model, OrderBy, QuerySet

Row = TypeVar("Row")
Kept = TypeVar("Kept", bound=Model)

# The words for one way and for the other.
A_TO_Z = ("A to Z", "Z to A")
EARLIEST = ("earliest first", "latest first")


@dataclass(frozen=True)
class SortKey:
    """One thing that a list can be sorted by: its name in the address, its heading, the words for either way."""

    name: str
    words: str
    ways: tuple[str, str]


@dataclass(frozen=True)
class Sort:
    """How somebody wants a list sorted: "-due" has the latest date first."""

    name: str
    is_descending: bool

    @classmethod
    def of(cls, asked: str, keys: Iterable[SortKey]) -> "Sort | None":
        """What was asked for; nothing where the list can't be sorted by it."""
        name = asked.removeprefix("-")
        known = name in {key.name for key in keys}
        return cls(name, asked.startswith("-")) if known else None


def ordered(
    rows: QuerySet[Kept],
    sort: Sort | None,
    fields: Mapping[str, tuple[str, ...]],
    *,
    then: tuple[Any, ...],
) -> QuerySet[Kept]:
    """Rows of the database in the order asked for, what is empty last; `then` settles every tie."""
    if sort is None:
        return rows.order_by(*then)
    return rows.order_by(*[_direction(field, sort) for field in fields[sort.name]], *then)


def arranged(
    rows: Iterable[Row], sort: Sort | None, values: Mapping[str, Callable[[Row], Any]]
) -> list[Row]:
    """Rows that are read already in the order asked for, what is empty last; ties stay as they came."""
    rows = list(rows)
    if sort is None:
        return rows
    value = values[sort.name]
    filled = [row for row in rows if value(row) is not None]
    empty = [row for row in rows if value(row) is None]
    return sorted(filled, key=value, reverse=sort.is_descending) + empty


def _direction(field: str, sort: Sort) -> OrderBy:
    if sort.is_descending:
        return F(field).desc(nulls_last=True)
    return F(field).asc(nulls_last=True)
