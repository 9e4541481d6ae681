"""Which row of the old contents a row of the new ones is."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from priorities.comparing.changes import Row

# Two texts are versions of one when at least half of their words agree.
ALIKE = 0.5


@dataclass(frozen=True)
class Matched:
    """The rows that are in both, each old one with its new one; those that went; those that came."""

    pairs: list[tuple[Row, Row]]
    went: list[Row]
    came: list[Row]
    is_reordered: bool


def match(before: Sequence[Row], after: Sequence[Row], *, by: str, like: str = "") -> Matched:
    """Rows of one key are one row; what is left is told by how much the texts in `like` agree."""
    found: dict[int, int] = {}
    _pair(before, after, found, by=by, like="")
    if like:
        _pair(before, after, found, by=by, like=like)
    places = [found[index] for index in sorted(found)]
    taken = set(places)
    return Matched(
        pairs=[(before[index], after[found[index]]) for index in sorted(found)],
        went=[row for index, row in enumerate(before) if index not in found],
        came=[row for index, row in enumerate(after) if index not in taken],
        is_reordered=places != sorted(places),
    )


def _pair(
    before: Sequence[Row], after: Sequence[Row], found: dict[int, int], *, by: str, like: str
) -> None:
    """Note for each old row that has none yet the new row that it became."""
    for index, row in enumerate(before):
        if index in found:
            continue
        taken = set(found.values())
        free = [place for place in range(len(after)) if place not in taken]
        scores = [(_score(row, after[place], by, like), -place) for place in free]
        best, place = max(scores, default=(0.0, 0))
        if best >= ALIKE:
            found[index] = -place


def _score(old: Row, new: Row, by: str, like: str) -> float:
    if not like:
        return float(old.get(by) == new.get(by))
    ours, theirs = str(old.get(like, "")).split(), str(new.get(like, "")).split()
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio()
