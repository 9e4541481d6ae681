"""Two versions of a text in one: what stayed, what was taken out, what was put in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

WORDS = re.compile(r"\S+|\s+")
# Beyond so many comparisons of words nobody reads single words any more, and the page would wait for them.
MOST_COMPARED = 4_000_000


class Kind(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """Some words of a redline, all of which stayed, went or came."""

    kind: Kind
    text: str


Redline = tuple[Piece, ...]


def redline(old: str, new: str) -> Redline:
    """The two texts word by word: kept and removed pieces give the old one, kept and added pieces the new one."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    start = _same(before, after)
    end = _same(before[start:][::-1], after[start:][::-1])
    pieces = [
        (Kind.KEPT, before[:start]),
        *_changes(before[start : len(before) - end], after[start : len(after) - end]),
        (Kind.KEPT, before[len(before) - end :]),
    ]
    return tuple(_merged([Piece(kind, "".join(words)) for kind, words in pieces if words]))


def _same(before: list[str], after: list[str]) -> int:
    """How many words the two begin with alike."""
    for index, (one, other) in enumerate(zip(before, after, strict=False)):
        if one != other:
            return index
    return min(len(before), len(after))


def _changes(before: list[str], after: list[str]) -> Iterator[tuple[Kind, list[str]]]:
    if len(before) * len(after) > MOST_COMPARED:
        yield from ((Kind.REMOVED, before), (Kind.ADDED, after))
        return
    # Two blanks alike never tie other words together; beside a word that stayed they stay too.
    matcher = SequenceMatcher(str.isspace, before, after, autojunk=False)
    for how, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if how == "equal":
            yield Kind.KEPT, before[old_from:old_to]
        else:
            yield from (
                (Kind.REMOVED, before[old_from:old_to]),
                (Kind.ADDED, after[new_from:new_to]),
            )


def _merged(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces with neighbours of one kind put together."""
    for kind, group in groupby(pieces, key=lambda piece: piece.kind):
        yield Piece(kind, "".join(piece.text for piece in group))
