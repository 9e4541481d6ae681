"""Each row of a file as one person's answers, or the reason why it can't be taken."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from consultations.models import AgeBand, Consultation, Question, QuestionKind
from consultations.response_files.ages import read_age_band
from consultations.response_files.columns import Column, Taken
from consultations.response_files.days import Order, read_day
from consultations.response_files.deriving import pieces
from consultations.response_files.places import Places
from consultations.response_files.plain import plain
from smp_portal.foundation.words import long_date

# A kept row: its line, whether it had more cells than headings, and the cells of the kept columns.
Row = Sequence[Any]


class RowRefused(Exception):
    """Why a row can't be taken. It quotes no cell: a name may stand in any column of a row that has shifted."""


class ColumnsChanged(Exception):
    """The questions are no longer those that the columns were taken for."""


@dataclass(frozen=True)
class Asked:
    """A question as a column answers it; options are told by their place in the question's order."""

    column: Column
    words: str
    kind: str
    options: dict[str, int]
    most: int | None


@dataclass(frozen=True)
class Draft:
    """One person's answers, not yet saved: options and texts by the number of their column among the asked ones."""

    line: int
    answered_on: date
    community: int | None
    age_band: AgeBand
    options: tuple[tuple[int, int], ...]
    texts: tuple[tuple[int, str], ...]


@dataclass
class Checker:
    """Reads the rows of one file as its columns say; counts the places that the portal doesn't know."""

    columns: Sequence[Column]
    consultation: Consultation
    on: date
    asked: list[Asked] = field(init=False)
    strange: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.asked = _asked(self.columns, self.consultation)
        self.places = Places()
        one = {column.taken: column for column in self.columns if column.is_kept}
        self.day, self.place, self.age = (
            one.get(taken) for taken in (Taken.DAY, Taken.PLACE, Taken.AGE)
        )

    def read(self, row: Row) -> Draft:
        """One row as answers, or RowRefused."""
        line, is_over, cells = row
        if is_over:
            raise RowRefused(
                "It has more cells than there are headings: perhaps a heading is missing, or quotation marks around a comma"
            )
        options, texts = self._answers(cells)
        return Draft(
            line=line,
            answered_on=self._day(cells),
            community=self._community(cells),
            age_band=self._age_band(cells),
            options=tuple(options),
            texts=tuple(texts),
        )

    def _day(self, cells: Sequence[str]) -> date:
        if self.day is None:
            return self.consultation.closed_on or self.consultation.opened_on or self.on
        text = _cell(self.day, cells)
        day = read_day(text, Order(self.day.order or Order.DAY_FIRST))
        if not text:
            raise RowRefused("It has no day")
        if day is None:
            raise RowRefused(
                "Its day is no date that exists, or is written otherwise than the rest"
            )
        if day > self.on:
            raise RowRefused(f"Its day, {long_date(day)}, is still to come")
        return day

    def _community(self, cells: Sequence[str]) -> int | None:
        text = _cell(self.place, cells)
        if not text:
            return None
        found = self.places.find(text)
        if found is None:
            self.strange[text[:60]] += 1
        return found

    def _age_band(self, cells: Sequence[str]) -> AgeBand:
        band = read_age_band(_cell(self.age, cells))
        if band is None:
            raise RowRefused("Its age lies in none of the portal’s age bands, or in two of them")
        return band

    def _answers(self, cells: Sequence[str]) -> tuple[list[tuple[int, int]], list[tuple[int, str]]]:
        options: list[tuple[int, int]] = []
        texts: list[tuple[int, str]] = []
        for number, asked in enumerate(self.asked):
            text = _cell(asked.column, cells)
            if text and asked.kind == QuestionKind.TEXT:
                texts.append((number, text))
            elif text:
                options += [(number, option) for option in _chosen(asked, text)]
        if not options and not texts:
            raise RowRefused("It answers no question")
        return options, texts


def check(checker: Checker, rows: Iterable[Row]) -> Iterator[Draft | dict[str, Any]]:
    """Each row in its order: its answers, or as a problem its line and the reason."""
    for row in rows:
        try:
            yield checker.read(row)
        except RowRefused as refused:
            yield {"line": row[0], "words": str(refused)}


def _cell(column: Column | None, cells: Sequence[str]) -> str:
    if column is None or column.cell is None:
        return ""
    return str(cells[column.cell]).strip()


def _chosen(asked: Asked, text: str) -> list[int]:
    if asked.kind != QuestionKind.SEVERAL:
        option = asked.options.get(plain(text))
        if option is None:
            raise RowRefused(f"Its answer to “{asked.words}” is none that the question offers")
        return [option]
    chosen = _several(asked, text)
    if asked.most and len(chosen) > asked.most:
        raise RowRefused(
            f"It chooses {len(chosen)} answers to “{asked.words}”, which allows {asked.most}"
        )
    return chosen


def _several(asked: Asked, text: str) -> list[int]:
    # Some tools put commas between choices, others lines; a comma may also stand inside an option.
    for parts in (pieces(text), pieces(text.replace("\n", ";")), pieces(text.replace(", ", ";"))):
        options = [asked.options.get(plain(part)) for part in parts]
        if None not in options:
            return list(dict.fromkeys(option for option in options if option is not None))
    raise RowRefused(f"An answer to “{asked.words}” is none that the question offers")


def _asked(columns: Sequence[Column], consultation: Consultation) -> list[Asked]:
    questions = {
        question.pk: question for question in consultation.questions.prefetch_related("options")
    }
    asked = []
    for column in columns:
        if column.taken == Taken.NEW_QUESTION:
            if questions:
                raise ColumnsChanged
            asked.append(_asked_anew(column))
        elif column.taken == Taken.QUESTION:
            question = questions.get(column.question or 0)
            if question is None:
                raise ColumnsChanged
            asked.append(_asked_before(column, question))
    return asked


def _asked_anew(column: Column) -> Asked:
    options = {plain(text): place for place, text in enumerate(column.options)}
    return Asked(column, column.heading, column.kind, options, column.most)


def _asked_before(column: Column, question: Question) -> Asked:
    options = {plain(option.text): place for place, option in enumerate(question.options.all())}
    return Asked(column, question.text, question.kind, options, question.most)
