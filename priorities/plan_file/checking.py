"""Every table and key of a plan file held against what it may say."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

from priorities.plan_file.problems import Path, Problem, entry_words
from priorities.plan_file.reading import Places
from priorities.plan_file.shape import PLAN_FILE, Key, Table

MOST_SHOWN = 60


@dataclass
class Entry:
    """One table of the file: what it says that holds, and the entries inside it."""

    path: Path = ()
    says: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, list["Entry"]] = field(default_factory=dict)

    def all(self, name: str) -> list["Entry"]:
        """The entries of one kind directly inside this one."""
        return self.parts.get(name, [])


def check(data: dict[str, Any], places: Places) -> tuple[Entry, list[Problem]]:
    """What of the file holds, and all that does not."""
    checking = _Checking(places)
    whole = checking.entry((), data, PLAN_FILE)
    return whole, checking.problems


class _Checking:
    def __init__(self, places: Places) -> None:
        self.places = places
        self.problems: list[Problem] = []

    def entry(self, path: Path, raw: dict[str, Any], table: Table) -> Entry:
        entry = Entry(path)
        for name in raw.keys() - set(table.known):
            expected = ", ".join(table.known)
            self.refuse(path, name, f"{name} is not known here; expected one of {expected}")
        for name, key in table.keys.items():
            self._key(entry, raw, name, key)
        if table.slug_from and "slug" not in raw:
            self._slug(entry, table)
        for name, inside in table.tables.items():
            entry.parts[name] = self._entries((*path, name), raw, name, inside)
        return entry

    def refuse(self, path: Path, name: str, words: str) -> None:
        line = self.places.first_below((*path, name) if name else path)
        self.problems.append(Problem(line, entry_words(path), words))

    def _key(self, entry: Entry, raw: dict[str, Any], name: str, key: Key) -> None:
        value = raw.get(name)
        if value is None:
            if key.is_required:
                self.refuse(entry.path, "", f"{name} is missing; expected {key.kind.expects}")
        elif key.kind.takes(value):
            entry.says[name] = value.strip() if isinstance(value, str) else value
        else:
            words = f"{name} is {_shown(value)}; expected {key.kind.expects}"
            self.refuse(entry.path, name, words)

    def _slug(self, entry: Entry, table: Table) -> None:
        key = table.keys["slug"]
        made = slugify(entry.says.get(table.slug_from, ""))
        if key.kind.takes(made):
            entry.says["slug"] = made
        elif table.slug_from in entry.says:
            words = f"slug is missing, and {table.slug_from} gives none"
            self.refuse(entry.path, "", f"{words}; expected {key.kind.expects}")

    def _entries(self, path: Path, raw: dict[str, Any], name: str, table: Table) -> list[Entry]:
        heading = ".".join(step for step in path if isinstance(step, str))
        value = raw.get(name)
        if table.is_single:
            if isinstance(value, dict):
                return [self.entry(path, value, table)]
            self.refuse((), name, f"{name} is missing; expected one table headed [{heading}]")
            return []
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            words = f"{name} is not a list of entries; expected each headed [[{heading}]]"
            self.refuse(path[:-1], name, words)
            return []
        entries = [self.entry((*path, place), one, table) for place, one in enumerate(value)]
        self._no_two_alike(entries, table)
        return entries

    def _no_two_alike(self, entries: list[Entry], table: Table) -> None:
        for name in [name for name, key in table.keys.items() if key.is_own]:
            first: dict[Any, Entry] = {}
            for entry in entries:
                value = entry.says.get(name)
                if value is None:
                    continue
                other = first.setdefault(value, entry)
                if other is not entry:
                    line = self.places.first_below((*other.path, name))
                    words = f"{name} {_shown(value)} is already taken on line {line}"
                    self.refuse(entry.path, name, f"{words}; expected one of its own")


def _shown(value: object) -> str:
    words = "true" if value is True else "false" if value is False else str(value)
    words = f"“{words}”" if isinstance(value, str) else words
    return words if len(words) <= MOST_SHOWN else f"{words[: MOST_SHOWN - 1]}…"
