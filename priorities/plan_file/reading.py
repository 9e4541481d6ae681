"""The text of a plan file as tables and keys, with the line of each."""

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from priorities.plan_file.problems import Path, PlanFileRefused, Problem

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass
class Places:
    """The line on which each table and key of a file begins."""

    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The line of a table or key; of what it stands in, where it has no line of its own."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def first_below(self, path: Path) -> int:
        """The first line of anything written under a name."""
        below = [line for known, line in self.lines.items() if known[: len(path)] == path]
        return min(below, default=self.line(path))


def read(text: str) -> tuple[dict[str, Any], Places]:
    """What the file says and where, or PlanFileRefused if it is not TOML."""
    try:
        data = tomllib.loads(text)
    except ValueError as error:  # also a number of thousands of figures
        raise PlanFileRefused([_unreadable(str(error), text)]) from error
    return data, _Walk().places(text)


def _unreadable(message: str, text: str) -> Problem:
    found = _PLACE.search(message)
    line = int(found[1]) if found and found[1] else text.rstrip("\n").count("\n") + 1
    words = _PLACE.sub("", message)
    return Problem(line, "the file", f"it can't be read here ({words}); expected TOML")


class _Walk:
    """Goes through a file that is known to be sound, one table heading or key after the other."""

    def __init__(self) -> None:
        self.found = Places()
        self.table: Path = ()
        self.entries: dict[Path, int] = {}

    def places(self, text: str) -> Places:
        pending: list[str] = []
        first = 1
        # Not splitlines(), here and above: it also ends a line at characters that TOML takes as text.
        for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
            first = first if pending else number
            pending.append(line)
            statement = _whole("\n".join(pending))
            if statement is not None:
                self._place(statement, first, is_heading=pending[0].lstrip().startswith("["))
                pending = []
        return self.found

    def _place(self, statement: dict[str, Any], line: int, *, is_heading: bool) -> None:
        if is_heading:
            names, is_entry = _heading(statement)
            self.table = self._enter(names, is_entry=is_entry)
            self.found.lines.setdefault(self.table, line)
        else:
            self._place_keys(self.table, statement, line)

    def _enter(self, names: list[str], *, is_entry: bool) -> Path:
        path: Path = ()
        for name in names[:-1]:
            path = self._newest((*path, name))
        path = (*path, names[-1])
        if is_entry:
            self.entries[path] = self.entries.get(path, -1) + 1
        return self._newest(path)

    def _newest(self, path: Path) -> Path:
        return (*path, self.entries[path]) if path in self.entries else path

    def _place_keys(self, path: Path, keys: dict[str, Any], line: int) -> None:
        for name, value in keys.items():
            self.found.lines.setdefault((*path, name), line)
            if isinstance(value, dict):
                self._place_keys((*path, name), value, line)


def _whole(lines: str) -> dict[str, Any] | None:
    """One statement, or None while its text or list goes on on the next line."""
    try:
        return tomllib.loads(lines)
    except tomllib.TOMLDecodeError:
        return None


def _heading(statement: dict[str, Any]) -> tuple[list[str], bool]:
    """The names in "[[priority.reason]]", and whether it begins one of several entries."""
    names: list[str] = []
    inside: Any = statement
    while isinstance(inside, dict) and inside:
        ((name, inside),) = inside.items()
        names.append(name)
    return names, isinstance(inside, list)
