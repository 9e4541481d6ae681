"""What each line of a paste means for a measure: a reading, nothing to record, or a problem."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from actionplans.models import Measure, Reading
from actionplans.pasting.figures import Figure, read_figure
from actionplans.pasting.periods import Period, read_period
from actionplans.periods import period_words, whole_from
from actionplans.services.readings import PeriodRead, Read, wrong_period
from smp_portal.foundation.words import upper_first

NOT_A_PERIOD = "Write the period like April to June 2021, Q1 2021/22 or 30/06/2021"
NO_REASON = "Say below why there is no figure, or in a third column"
NO_FIRST = "Say below with which day the first period begins"
HEADING = "A heading: left out"
_COLUMNS = 2
_GAP = re.compile(r";| {2,}")
NO_LENGTH = "Put the period before the figure: this measure is read now and then"


@dataclass(frozen=True)
class Words:
    """What is said of all lines that say nothing of their own, and where figures without a period begin."""

    narrative: str
    reason: str = ""
    first: date | None = None


@dataclass(frozen=True)
class PastedRow:
    """One line: as it was typed, as it is understood, and what is wrong with it or why it is left out."""

    line: int
    typed: str
    period: Period | None = None
    figure: Figure | None = None
    own_words: str = ""
    problem: str = ""
    left_out: str = ""
    read: PeriodRead | None = None

    @property
    def period_words(self) -> str:
        return upper_first(period_words(*self.period)) if self.period else ""

    @property
    def meaning(self) -> str:
        """What comes of it."""
        return self.problem or self.left_out or "To be recorded"


@dataclass(frozen=True)
class Paste:
    """What lines are pasted for: a measure, with the readings that it has already."""

    measure: Measure
    words: Words
    recorded: Sequence[Reading]
    on: date


def read_paste(text: str, paste: Paste) -> list[PastedRow]:
    """Every line with what it means."""
    lines = [_cells(line) for line in text.strip("\r\n").splitlines()]
    is_figures_alone = all(len(cells) == 1 for cells in lines)
    rows = _figures_alone(lines, paste) if is_figures_alone else _two_columns(lines, paste)
    found: list[PastedRow] = []
    for row in rows:
        is_settled = row.problem or row.left_out
        found.append(row if is_settled else _checked(row, paste, found))
    return found


def _cells(line: str) -> list[str]:
    """A line's cells; the empty ones behind the last are of the spreadsheet's making."""
    # Where the cells are the spreadsheet's own, what is typed in one stays together; else what follows the figure does.
    parts = line.split("\t") if "\t" in line else _GAP.split(line.strip(" "), maxsplit=_COLUMNS)
    cells = [part.strip() for part in parts]
    while len(cells) > _COLUMNS and not cells[-1]:
        cells.pop()
    return cells


def _two_columns(lines: Sequence[Sequence[str]], paste: Paste) -> list[PastedRow]:
    rows = []
    for number, cells in enumerate(lines, start=1):
        row = PastedRow(number, " | ".join(cells), own_words=" ".join(cells[_COLUMNS:]))
        if any(cells):
            figure = cells[1] if len(cells) > 1 else ""
            row = _with_period(_figure(row, figure), cells[0], paste.measure)
        else:
            row = replace(row, left_out="An empty line: left out")
        rows.append(row)
    return [_without_heading(rows[0]), *rows[1:]]


def _figures_alone(lines: Sequence[Sequence[str]], paste: Paste) -> list[PastedRow]:
    rows, start, every = [], paste.words.first, paste.measure.every
    for number, (cell, *_) in enumerate(lines, start=1):
        row = _figure(PastedRow(number, cell), cell)
        if number == 1 and row.problem and not any(letter.isdigit() for letter in cell):
            row = replace(row, problem="", left_out=HEADING)
        elif every is None or start is None:
            row = replace(row, problem=NO_FIRST if every else NO_LENGTH)
        else:
            row = replace(row, period=whole_from(start, months=every))
            start = whole_from(start, months=every)[1] + timedelta(days=1)
        rows.append(row)
    return rows


def _figure(row: PastedRow, cell: str) -> PastedRow:
    try:
        figure = read_figure(cell)
    except ValidationError as refusal:
        return replace(row, problem=" ".join(refusal.messages))
    left_out = "No figure here: left out" if figure.is_blank else ""
    return replace(row, figure=figure, left_out=left_out)


def _with_period(row: PastedRow, cell: str, measure: Measure) -> PastedRow:
    period = read_period(cell, every=measure.every)
    if period is None:
        return replace(row, problem=NOT_A_PERIOD, left_out="")
    return replace(row, period=period)


def _without_heading(row: PastedRow) -> PastedRow:
    """The first line is a heading where it says neither a period nor a figure."""
    is_heading = row.period is None and (row.figure is None or row.figure.is_blank) and row.typed
    return replace(row, problem="", left_out=HEADING) if is_heading else row


def _checked(row: PastedRow, paste: Paste, above: Iterable[PastedRow]) -> PastedRow:
    """The reading that a line makes, unless its period is wrong or taken."""
    if row.period is None or row.figure is None:
        return row
    wrong = wrong_period(paste.measure, *row.period, on=paste.on)
    problem = wrong[1] if wrong else _taken(row.period, above)
    if problem:
        return replace(row, problem=problem)
    for one in paste.recorded:
        if _overlap(row.period, (one.period_start, one.period_end)):
            return _recorded(row, one)
    return _with_reading(row, row.period, row.figure, paste.words)


def _recorded(row: PastedRow, there: Reading) -> PastedRow:
    is_same = row.period == (there.period_start, there.period_end)
    if is_same and row.figure and there.figure == str(row.figure).lower():
        return replace(row, left_out="Recorded already: left out")
    return replace(row, problem=f"There is a reading already, {there}: correct that one")


def _taken(period: Period, above: Iterable[PastedRow]) -> str:
    for other in above:
        if other.read and other.period and _overlap(period, other.period):
            return f"Line {other.line} has a figure for this period: take one of them out"
    return ""


def _with_reading(row: PastedRow, period: Period, figure: Figure, words: Words) -> PastedRow:
    reason = ""
    if figure.value is None:
        reason = row.own_words or words.reason
        if not reason:
            return replace(row, problem=NO_REASON)
    read = Read(figure.value, figure.out_of, reason, row.own_words or words.narrative)
    return replace(row, read=PeriodRead(*period, read))


def _overlap(one: Period, other: Period) -> bool:
    return one[0] <= other[1] and one[1] >= other[0]
