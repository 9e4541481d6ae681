"""Statements in plain SQL, for the few places where thousands are asked one after the other."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

Row = tuple[Any, ...]


def ask(words: str, values: Sequence[Any] = ()) -> list[Row]:
    """The rows that a statement finds."""
    with _cursor() as cursor:
        cursor.execute(words, [_kept(value) for value in values])
        return list(cursor.fetchall())


def change(words: str, values: Sequence[Any] = ()) -> int:
    """Change rows, and say how many."""
    with _cursor() as cursor:
        cursor.execute(words, [_kept(value) for value in values])
        return int(cursor.rowcount)


def marks(values: Sequence[object]) -> str:
    """As many places for values as there are."""
    return ", ".join(["%s"] * len(values))


def _kept(value: Any) -> Any:
    """A value as this database keeps it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list):
        return connection.ops.adapt_json_value(value, None)
    return value


def _cursor() -> CursorWrapper:
    if connection.vendor != "postgresql":
        return connection.cursor()
    # Values that go beside the words, not in them, let PostgreSQL keep its plan from one time to the next.
    from django.db.backends.postgresql.base import ServerBindingCursor  # noqa: PLC0415

    connection.ensure_connection()
    cursor: Any = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    return wrap(cursor)
