"""A second run asks Django about the database only when the code may expect another one."""

import sqlite3
from pathlib import Path

from deploy.embedded.database import is_prepared, mark_prepared


def test_missing_database_is_not_prepared(tmp_path: Path) -> None:
    path = tmp_path / "portal.sqlite3"
    assert is_prepared(path) is False
    assert path.exists() is False


def test_database_of_another_making_is_not_prepared(tmp_path: Path) -> None:
    path = tmp_path / "portal.sqlite3"
    with sqlite3.connect(path) as link:
        link.execute("CREATE TABLE anything (id)")
    link.close()
    assert is_prepared(path) is False


def test_marked_database_is_prepared(tmp_path: Path) -> None:
    path = tmp_path / "portal.sqlite3"
    mark_prepared(path)
    assert is_prepared(path) is True


def test_database_marked_by_other_migrations_is_not_prepared(tmp_path: Path) -> None:
    path = tmp_path / "portal.sqlite3"
    mark_prepared(path)
    with sqlite3.connect(path) as link:
        link.execute("PRAGMA user_version = 1")
    link.close()
    assert is_prepared(path) is False
