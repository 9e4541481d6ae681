"""What was worked out from the database, kept in this process for exactly as long as nothing is written to it."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from django.db import connection

from smp_portal.foundation.statements import ask

Value = TypeVar("Value")

# As many different questions as a meeting asks at one time; the one asked longest ago goes first.
MOST = 32

# A transaction that has written something sees its own rows, and nobody else does yet.
_STATE = "SELECT pg_current_snapshot()::text WHERE pg_current_xact_id_if_assigned() IS NULL"


class _Kept:
    """What is kept, all of it of one state of the database."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.state = ""
        self.found: dict[Hashable, Any] = {}

    def get(self, state: str, key: Hashable) -> Any:
        """What is kept under a key, or None; all of it goes once the database is in another state."""
        with self.lock:
            if state != self.state:
                self.state, self.found = state, {}
            found = self.found.pop(key, None)
            if found is not None:
                self.found[key] = found
            return found

    def put(self, state: str, key: Hashable, value: Any) -> None:
        """Keep a value, unless the database was changed while it was worked out."""
        with self.lock:
            if state == self.state:
                self.found[key] = value
                while len(self.found) > MOST:
                    del self.found[next(iter(self.found))]


_kept = _Kept()


class Unchanged:
    """The database's state at one moment: what was worked out from it is kept for as long as it stays the same.

    PostgreSQL tells whether anything was written by the snapshot in which it answers; SQLite can't tell one
    connection from the next, so there all is worked out each time. It is made before anything that `make` uses is
    read, or that is part of the key.
    """

    def __init__(self) -> None:
        self.state = _state()

    def once(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What `make` works out, or what it worked out last, if nothing was written to the database since.

        The key names all that it depends on beside the database: the question, the person's rights, the time. The
        value is shared between requests: it is read, never changed.
        """
        if not self.state:
            return make()
        found: Value | None = _kept.get(self.state, key)
        if found is None:
            found = make()
            _kept.put(self.state, key, found)
        return found


def _state() -> str:
    """Which transactions the database has finished, in words; none where that can't be told or doesn't suffice."""
    if connection.vendor != "postgresql":
        return ""
    rows = ask(_STATE)
    return f"{connection.settings_dict['NAME']} {rows[0][0]}" if rows else ""
