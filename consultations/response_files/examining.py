"""A file looked at before anything of it is kept."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from consultations.models import Consultation
from consultations.response_files.checking import Checker, Draft, Row, check
from consultations.response_files.columns import Column, Taken, taken_twice
from consultations.response_files.days import tells_a_day
from consultations.response_files.personal import without_contacts
from consultations.response_files.recognising import recognise
from smp_portal.foundation.files import Line, read_table

_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_EXAMPLES, _LONGEST_EXAMPLE = 3, 60
_MOST_STRANGE = 50


@dataclass(frozen=True)
class Examination:
    """What a file came to: its columns, the cells that are kept, and the rows that can't be taken."""

    sha256: str
    columns: list[Column]
    rows: list[Row]
    problems: list[dict[str, Any]] = field(default_factory=list)

    @property
    def taken_count(self) -> int:
        return len(self.rows) - len(self.problems)


def examine(data: bytes, *, consultation: Consultation, on: date) -> Examination:
    """What the file's columns are taken for and which rows can be taken, or FileRefused; saves nothing."""
    table = read_table(data)
    columns = recognise(table, consultation)
    rows = _kept_rows(columns, table.lines)
    problems = look_through(columns, rows, consultation=consultation, on=on)
    return Examination(sha256(data).hexdigest(), columns, rows, problems)


def look_through(
    columns: Sequence[Column], rows: Sequence[Row], *, consultation: Consultation, on: date
) -> list[dict[str, Any]]:
    """The rows that can't be taken; notes with each column what an officer should see of it."""
    checker = Checker(columns, consultation, on)
    problems = [one for one in check(checker, rows) if not isinstance(one, Draft)]
    for column in columns:
        column.strange = {}
        column.examples = _examples(filled_cells(column, rows))
        if column.taken == Taken.PLACE:
            column.strange = dict(checker.strange.most_common(_MOST_STRANGE))
    return problems


def what_is_missing(columns: Sequence[Column]) -> list[str]:
    """What has to be settled before a file can be loaded, each as a sentence."""
    missing = [
        f"Two columns are taken for the same: change what “{heading}” is taken for"
        for heading in taken_twice(columns)
    ]
    if any(one.taken == Taken.DAY and one.has_open_order and not one.order for one in columns):
        missing.append("Say whether its dates begin with the day or with the month")
    if not any(column.is_answer for column in columns):
        missing.append(
            "No column answers a question of this consultation, so there is nothing to load"
        )
    return missing


def filled_cells(column: Column, rows: Iterable[Row]) -> list[str]:
    """The cells of a kept column that say something."""
    place = column.cell
    if place is None:
        return []
    return [cells[place] for _, is_over, cells in rows if not is_over and cells[place]]


def _kept_rows(columns: list[Column], lines: Iterable[Line]) -> list[Row]:
    """The cells of the kept columns, without addresses and numbers; nothing of a row that has shifted."""
    kept = [(place, column) for place, column in enumerate(columns) if column.is_kept]
    for cell, (_, column) in enumerate(kept):
        column.cell = cell
    rows: list[Row] = []
    for line in lines:
        cells = (
            [] if line.is_over else [_cleaned(line.cells[place], column) for place, column in kept]
        )
        rows.append([line.number, int(line.is_over), cells])
    return rows


def _cleaned(cell: str, column: Column) -> str:
    text = _HIDDEN.sub(" ", cell.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if column.taken == Taken.DAY and tells_a_day(text):
        return text
    cleaned, removed = without_contacts(text)
    column.removed += removed
    return cleaned


def _examples(cells: Sequence[str]) -> list[str]:
    found: list[str] = []
    for cell in cells:
        short = " ".join(cell.split())
        short = short if len(short) <= _LONGEST_EXAMPLE else f"{short[:_LONGEST_EXAMPLE]}…"
        if short not in found:
            found.append(short)
        if len(found) == _EXAMPLES:
            break
    return found
