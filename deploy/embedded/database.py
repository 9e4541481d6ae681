"""Whether the database is already what this code expects, so that a second run need not ask Django."""

import contextlib
import hashlib
import sqlite3
from pathlib import Path

from deploy.embedded.places import ROOT


def is_prepared(database: Path) -> bool:
    """Whether the demonstration was put into this database by code with the same migrations."""
    if not database.exists():
        return False
    with contextlib.closing(sqlite3.connect(database)) as link:
        found: int = link.execute("PRAGMA user_version").fetchone()[0]
    return found == _shape()


def mark_prepared(database: Path) -> None:
    """Keep the mark in the database itself: a database put back from elsewhere brings its own."""
    with contextlib.closing(sqlite3.connect(database)) as link:
        link.execute(f"PRAGMA user_version = {_shape()}")


def _shape() -> int:
    """A number that changes with any migration, the packages' included: SQLite keeps 31 bits of it."""
    digest = hashlib.sha256()
    migrations = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("smp_portal/*/migrations/*.py")]
    for path in [ROOT / "requirements" / "portal.txt", *sorted(migrations)]:
        digest.update(path.name.encode() + path.read_bytes())
    return int.from_bytes(digest.digest()[:4], "big") >> 1
