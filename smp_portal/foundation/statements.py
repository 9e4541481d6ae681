"""Statements in plain SQL, for the few places where thousands are asked one after the other."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.utils import CursorWrapper

Row = tuple[Any, ...]


def ask(words: str, values: Sequence[Any] = ()) -> list[Row]:
    """The rows that a statement finds."""
    with _executed(words, values) as cursor:
        return list(cursor.fetchall())


def change(words: str, values: Sequence[Any] = ()) -> int:
    """Change rows, and say how many."""
    with _executed(words, values) as cursor:
        return int(cursor.rowcount)


def marks(values: Sequence[object]) -> str:
    """As many places for values as there are."""
    return ", ".join(["%s"] * len(values))


def _executed(words: str, values: Sequence[Any]) -> CursorWrapper:
    # Django's `connection` looks for this thread's own each time that it is named.
    here = connections[DEFAULT_DB_ALIAS]
    cursor = _cursor(here)
    cursor.execute(words, [_kept(value, here.ops) for value in values])
    return cursor


def _kept(value: Any, operations: BaseDatabaseOperations) -> Any:
    """A value as this database keeps it."""
    if isinstance(value, datetime):
        return operations.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return operations.adapt_datefield_value(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list):
        return operations.adapt_json_value(value, None)
    return value


def _cursor(here: BaseDatabaseWrapper) -> CursorWrapper:
    if here.vendor != "postgresql":
        return here.cursor()
    # Values that go beside the words, not in them, let PostgreSQL keep its plan from one time to the next.
    from django.db.backends.postgresql.base import ServerBindingCursor  # noqa: PLC0415

    here.ensure_connection()
    cursor: Any = ServerBindingCursor(here.connection)  # type: ignore[call-arg]
    wrap = here.make_debug_cursor if here.queries_logged else here.make_cursor
    return wrap(cursor)
