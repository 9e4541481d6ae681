"""The question that a column seems to ask, for a consultation that has none yet."""

import re
from collections import Counter
from collections.abc import Sequence

from consultations.models import QuestionKind
from consultations.response_files.columns import Column, Taken
from consultations.response_files.plain import plain

MOST_OPTIONS = 40
LONGEST_OPTION, LONGEST_QUESTION = 200, 300
_LONG_ANSWER, _SENTENCE = 100, 7
_OWN_WORDS = re.compile(
    r"\b(?:anything else|tell us|comments?|explain|describe|own words|please say|why)\b"
)
_MOST = re.compile(r"\b(?:up to|at most|no more than|maximum(?: of)?|max) (\w+)")
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_LAST = re.compile(r"(?:dont know|not sure|unsure|other|none|prefer not|not applicable)")

# From the best to the worst, whatever is rated.
_STEPS = (
    r"(?:very|extremely|strongly|much) (?!un|dis|poor|bad|worse)",
    r"(?:fairly|quite|somewhat|a bit|a little|tend to|slightly)? ?(?!un|dis|neither|poor|bad|worse)\w+$",
    r"neither|about the same|no change|neutral|average",
    r"(?:fairly|quite|somewhat|a bit|a little|tend to|slightly)? ?(?:un|dis|poor|bad|worse)\w*",
    r"(?:very|extremely|strongly|much) (?:un|dis|poor|bad|worse)\w*",
)


def make_question(column: Column, cells: Sequence[str], *, kind: str = "") -> None:
    """Take a column for a question to be made, of the kind that is given or that its filled cells show."""
    column.taken, column.question = Taken.NEW_QUESTION, None
    column.kind = kind or _kind(column.heading, cells)
    column.options = [] if column.kind == QuestionKind.TEXT else _options(cells, column.kind)
    column.most = _most(column.heading) if column.kind == QuestionKind.SEVERAL else None


def pieces(cell: str) -> list[str]:
    """The choices in a cell, each once."""
    return list(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def _kind(heading: str, cells: Sequence[str]) -> str:
    if _OWN_WORDS.search(plain(heading)) or any(map(_is_long, cells)):
        return QuestionKind.TEXT
    options = {option for cell in cells for option in pieces(cell)}
    is_repeated = len(options) <= max(2, len(cells) // 3)
    if not is_repeated or not _can_be_options(options):
        return QuestionKind.TEXT
    if any(len(pieces(cell)) > 1 for cell in cells):
        return QuestionKind.SEVERAL
    return QuestionKind.SCALE if _is_scale(options) else QuestionKind.SINGLE


def _is_long(cell: str) -> bool:
    if "\n" in cell or any(len(piece) > _LONG_ANSWER for piece in pieces(cell)):
        return True
    return any(len(piece.split()) > _SENTENCE and piece[-1] in ".!?" for piece in pieces(cell))


def _can_be_options(options: set[str]) -> bool:
    return 0 < len(options) <= MOST_OPTIONS and all(len(one) <= LONGEST_OPTION for one in options)


def _options(cells: Sequence[str], kind: str) -> list[str]:
    counts = Counter(
        option
        for cell in cells
        for option in (pieces(cell) if kind == QuestionKind.SEVERAL else [cell.strip(" ;")])
    )
    if kind == QuestionKind.SCALE and _is_scale(set(counts)):
        return sorted(counts, key=lambda option: (_step(option), option))
    return sorted(counts, key=lambda one: (bool(_LAST.match(plain(one))), -counts[one], one))


def _is_scale(options: set[str]) -> bool:
    steps = [_step(option) for option in options]
    return len(options) > 2 and 0 in steps and len(_STEPS) - 1 in steps  # noqa: PLR2004


def _step(option: str) -> int:
    words = plain(option)
    if _LAST.match(words):
        return len(_STEPS)
    return next(
        (step for step, pattern in enumerate(_STEPS) if re.match(pattern, words)), len(_STEPS)
    )


def _most(heading: str) -> int | None:
    found = _MOST.search(plain(heading))
    if not found:
        return None
    number = int(found[1]) if found[1].isdecimal() else None
    if number is None and found[1] in _NUMBERS:
        number = _NUMBERS.index(found[1])
    return number if number and 2 <= number <= MOST_OPTIONS else None  # noqa: PLR2004
