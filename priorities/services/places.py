"""The place of a row in its list."""

from typing import Any

from django.db.models import Max, QuerySet

from priorities.services.deeds import Deed


def next_number(rows: QuerySet[Any]) -> int:
    """The number after the last."""
    last: int = rows.aggregate(last=Max("number"))["last"] or 0
    return last + 1


def move(row: Any, rows: QuerySet[Any], *, up: bool, deed: Deed) -> None:
    """Let a row change places with the one before it or after it; the first and the last stay."""
    beyond = rows.filter(number__lt=row.number) if up else rows.filter(number__gt=row.number)
    other = beyond.order_by("-number" if up else "number").first()
    if other is None:
        return
    place = other.number
    # Two rows never have one number, not for a moment: the first steps aside.
    rows.filter(pk=row.pk).update(number=next_number(rows))
    other.number, row.number = row.number, place
    deed.save(other)
    deed.save(row)
