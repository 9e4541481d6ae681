"""Rows that keep every version of themselves: who saved it when, and what it said at a moment."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import (
    Case,
    DecimalField,
    Exists,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    When,
)
from django.db.models.functions import Cast, Coalesce, JSONObject


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


def said_then(model: Any, of: str, fields: Iterable[Any], *, at: datetime, **more: str) -> Case:
    """What a row said at a moment, to be read with another that names it under `of`; None where it wasn't changed since.

    What is older than what is kept of it is as that begins. `put_back` puts it into the row; `more` are names for
    what else is wanted of the record.
    """
    # A number would be rounded on its way.
    said = {
        field.attname: Cast(field.attname, TextField())
        if isinstance(field, DecimalField)
        else field.attname
        for field in fields
    }
    words: Any = JSONObject(**said, **more)
    kept: QuerySet[Any] = model.history.filter(id=OuterRef(of))
    known = kept.filter(history_date__lte=at).order_by("-history_date", "-history_id")
    first = kept.order_by("history_date", "history_id")
    then = (Subquery(records.values_list(words)[:1]) for records in (known, first))
    return Case(When(Exists(kept.filter(history_date__gt=at)), then=Coalesce(*then)))


def put_back(row: models.Model, fields: Iterable[Any], said: Mapping[str, Any]) -> None:
    """Let a row say what it said then: it is there to be shown, never to be saved."""
    for field in fields:
        setattr(row, field.attname, field.to_python(said[field.attname]))


def sign(row: models.Model, *, by: models.Model, now: datetime) -> None:
    """Say who saves a row next and when: left to itself the library takes the machine's clock, not the portal's."""
    row._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - simple-history's own way
    row._history_date = now  # type: ignore[attr-defined]  # noqa: SLF001
