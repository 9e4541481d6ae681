"""Rows that keep every version of themselves: who saved it when, and what it said at a moment."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import QuerySet


def keep(
    row: models.Model, *, by: models.Model, now: datetime, fields: Iterable[str] | None = None
) -> None:
    """Save a row and note who did it and when, by the portal's own clock."""
    sign(row, by=by, now=now)
    row.save(update_fields=list(fields) if fields is not None else None)


def forget(row: models.Model, *, by: models.Model, now: datetime) -> None:
    """Take a row out; what it was, and that it was taken out, stays known."""
    sign(row, by=by, now=now)
    row.delete()


def as_known(model: Any, *, at: datetime, **which: Any) -> dict[int, Any]:
    """Rows as they were at a moment, by their key: without what came later, with what was taken out since."""
    return _newest(model, list(_in_order(model).filter(**which)), at=at)


def as_first_known(
    model: Any, *, at: datetime, keys: Iterable[int] | QuerySet[Any]
) -> dict[int, Any]:
    """The same for rows that are older than what is kept of them: those are as they were when that began."""
    kept = list(_in_order(model).filter(id__in=keys))
    first: dict[int, Any] = {}
    for record in sorted(kept, key=lambda record: record.history_id):
        first.setdefault(record.id, _row(model, record))
    return first | _newest(model, kept, at=at)


def sign(row: models.Model, *, by: models.Model, now: datetime) -> None:
    """Say who saves a row next and when: left to itself the library takes the machine's clock, not the portal's."""
    row._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - simple-history's own way
    row._history_date = now  # type: ignore[attr-defined]  # noqa: SLF001


def _in_order(model: Any) -> QuerySet[Any]:
    records: QuerySet[Any] = model.history.order_by("history_date", "history_id")
    return records


def _newest(model: Any, kept: list[Any], *, at: datetime) -> dict[int, Any]:
    found = {record.id: record for record in kept if record.history_date <= at}
    return {pk: _row(model, record) for pk, record in found.items() if record.history_type != "-"}


def _row(model: Any, record: Any) -> Any:
    # The library's own way would ask the database for what is left out of the history, row by row.
    names = [field.attname for field in model._meta.concrete_fields]
    return model(**{name: getattr(record, name) for name in names if hasattr(record, name)})
