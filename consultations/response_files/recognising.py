"""What each column of a table is taken for, by its heading and by its cells."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from consultations.models import Consultation, Question
from consultations.response_files.ages import read_age_band
from consultations.response_files.columns import Column, Taken
from consultations.response_files.days import has_open_order, order_of, tells_a_day
from consultations.response_files.deriving import LONGEST_QUESTION, make_question
from consultations.response_files.personal import (
    nearly_all_different,
    personal_content,
    personal_heading,
)
from consultations.response_files.places import Places
from consultations.response_files.plain import plain, plain_question
from smp_portal.foundation.files import Table

_MOSTLY = 0.6
_NEARLY_ALL = 0.8
_AS_GOOD_AS_EQUAL = 0.9
_LONG_ENOUGH = 15
_NUMBERED = re.compile(r"q(?:uestion)? ?(\d{1,3})(?: .*)?|(\d{1,3})(?: .*)?")
_LIVE = re.compile(
    r"(?:where|(?:in )?(?:which|what) (?:area|village|ward|parish|town|place|community)) do you live(?: in)?"
    r"|(?:your )?(?:area|village|ward|parish|home town|community)"
)
_AGE = re.compile(r"\b(?:age|ages|aged|old)\b")
# Which of several times is the one on which somebody answered.
_WHEN = (
    r"\bstart",
    r"\b(?:modified|updated)\b",
    r"",
    r"\b(?:day|date|timestamp|when|answered)\b",
    r"\b(?:complet|submit|end|finish)",
)


@dataclass(frozen=True)
class Found:
    """A column as it stands in the file: where, its heading, its filled cells, and what its heading says as words."""

    place: int
    heading: str
    cells: list[str]
    words: str


def recognise(table: Table, consultation: Consultation) -> list[Column]:
    """A Column for each of the table's, in its order; day, place and age at most once."""
    found = [
        Found(place, heading, _filled(table, place), plain(heading))
        for place, heading in enumerate(map(_shortened, table.headings))
    ]
    questions = list(consultation.questions.all())
    columns: dict[int, Column] = {}
    for one in found:
        if holds := personal_content(one.cells) or personal_heading(one.heading):
            columns[one.place] = Column(one.heading, Taken.PERSONAL, holds=holds)
    rest = [one for one in found if one.place not in columns]
    _take_special(rest, columns, consultation)
    _take_questions([one for one in rest if one.place not in columns], columns, questions)
    for one in found:
        if one.place not in columns:
            columns[one.place] = _new_or_unknown(one, is_first=not questions)
    return [columns[one.place] for one in found]


def order_in(cells: Sequence[str], consultation: Consultation) -> tuple[str, bool]:
    """Which figure of a column's dates is the day, empty if unknown; and whether it matters at all."""
    opened_on, closed_on = consultation.opened_on, consultation.closed_on
    order = order_of(list(cells), opened_on=opened_on, closed_on=closed_on)
    return str(order or ""), has_open_order(cells)


def _take_special(
    rest: list[Found], columns: dict[int, Column], consultation: Consultation
) -> None:
    """Take the first column of places, the first of ages and the best of the days for what they are."""
    days = [one for one in rest if _share(one, tells_a_day) >= _NEARLY_ALL]
    days.sort(key=_when, reverse=True)
    for one in days[:1]:
        order, is_open = order_in(one.cells, consultation)
        columns[one.place] = Column(one.heading, Taken.DAY, order=order, has_open_order=is_open)
    for one in days[1:]:
        columns[one.place] = Column(one.heading, Taken.UNKNOWN, holds="another time")
    places = Places()
    # By its heading also where the portal knows none of the places yet: the page then lists them.
    by_place = [
        one for one in rest if _share(one, places.find) >= _MOSTLY or _LIVE.fullmatch(one.words)
    ]
    by_age = [one for one in rest if _is_age(one)]
    for taken, ones in ((Taken.PLACE, by_place), (Taken.AGE, by_age)):
        free = [one for one in ones if one.place not in columns]
        for one in free[:1]:
            columns[one.place] = Column(one.heading, taken)


def _when(one: Found) -> int:
    return max(rank for rank, words in enumerate(_WHEN) if re.search(words, one.words))


def _is_age(one: Found) -> bool:
    share = _share(one, read_age_band)
    has_bands = any(not cell.strip().isdecimal() for cell in one.cells)
    return share >= _MOSTLY if _AGE.search(one.words) else share >= _NEARLY_ALL and has_bands


def _take_questions(
    rest: list[Found], columns: dict[int, Column], questions: list[Question]
) -> None:
    """Give each question the column whose heading is most like it, if it is like enough."""
    likeness = sorted(
        ((_likeness(one, question), one, question) for one in rest for question in questions),
        key=lambda pair: -pair[0],
    )
    taken: set[int] = set()
    for likely, one, question in likeness:
        is_free = one.place not in columns and question.pk not in taken
        if likely >= _AS_GOOD_AS_EQUAL and is_free:
            taken.add(question.pk)
            columns[one.place] = Column(one.heading, Taken.QUESTION, question=question.pk)


def _likeness(one: Found, question: Question) -> float:
    heading, text = plain_question(one.heading), plain_question(question.text)
    if heading == text:
        return 2
    numbered = _NUMBERED.fullmatch(heading)
    if numbered and heading.endswith(text):
        return 1.5
    if (
        numbered
        and int(numbered[1] or numbered[2]) == question.number
        and len(heading) < _LONG_ENOUGH
    ):
        return 1
    if min(len(heading), len(text)) >= _LONG_ENOUGH and (heading in text or text in heading):
        return 1
    alike = SequenceMatcher(None, heading, text, autojunk=False)
    return alike.ratio() if alike.quick_ratio() >= _AS_GOOD_AS_EQUAL else 0


def _new_or_unknown(one: Found, *, is_first: bool) -> Column:
    holds = nearly_all_different(one.cells)
    if holds:
        return Column(one.heading, Taken.PERSONAL, holds=holds)
    column = Column(one.heading, Taken.UNKNOWN)
    if is_first and one.words and one.cells:
        make_question(column, one.cells)
    return column


def _share(one: Found, reads: Callable[[str], object]) -> float:
    return sum(1 for cell in one.cells if reads(cell)) / len(one.cells) if one.cells else 0


def _filled(table: Table, place: int) -> list[str]:
    cells = (line.cells[place].strip() for line in table.lines if not line.is_over)
    return [cell for cell in cells if cell]


def _shortened(heading: str) -> str:
    return " ".join(heading.split())[:LONGEST_QUESTION]
