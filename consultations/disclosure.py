"""What of a result may be shown to those who may not read the answers: no figure under 5, and none that tells one.

Pure functions, about numbers alone. Why these rules suffice stands in docs/decisions.md; the test tries to work the
hidden figures out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SMALLEST_COUNT = 5
SMALLEST_BASE = 10
TEN = 10


@dataclass(frozen=True)
class Part:
    """One of the audiences into which people are divided: how many answered, and how many chose each option."""

    base: int
    counts: tuple[int, ...]


def shown_rows(parts: Sequence[Part], *, most: int) -> frozenset[int]:
    """The options whose figures may be shown for every audience of one division; the others for none of them.

    `most` is how many options a person may choose. Where the sums over the options would tell a hidden figure,
    none is shown.
    """
    people = [part for part in parts if part.base]
    if not people or any(part.base < SMALLEST_BASE for part in people):
        return frozenset()
    options = range(len(people[0].counts))
    if any(part.base - count < SMALLEST_COUNT for part in people for count in part.counts):
        # Who did not choose an option is a figure as well.
        return frozenset()
    few = [row for row in options if any(part.counts[row] < SMALLEST_COUNT for part in people)]
    if len(few) == 1 and not all(_is_open(part, few[0], people, most) for part in people):
        few.append((few[0] + 1) % len(options))
    shown = frozenset(options) - frozenset(few)
    return shown if not few or all(_has_room(part, shown, most) for part in people) else frozenset()


def is_few(count: int) -> bool:
    """Whether a number of people may be told to others only as "fewer than 5"; that nobody answered may be told."""
    return 0 < count < SMALLEST_COUNT


def in_tens(count: int) -> int:
    """A number of people who spoke as others are told it, whole tens below it: no two of them differ by a few."""
    return count // TEN * TEN


def told_in_tens(count: int) -> str:
    """Such a number in words; that nobody is among fewer than ten is not told either."""
    return f"at least {in_tens(count):,}" if in_tens(count) else f"fewer than {TEN}"


def has_small_figure(count: int, base: int) -> bool:
    """Whether fewer than 5 people chose something, or fewer than 5 did not."""
    return min(count, base - count) < SMALLEST_COUNT


def together(counts: Sequence[int]) -> list[tuple[int, ...]]:
    """Neighbours put together until no group is small: the positions in each group, in order.

    Who is put together depends on the order alone, as a choice by size would itself tell something. The last group
    stays too small where all of them together are.
    """
    groups: list[tuple[int, ...]] = []
    waiting: tuple[int, ...] = ()
    for position in range(len(counts)):
        waiting = (*waiting, position)
        if is_large_enough([counts[one] for one in waiting]):
            groups.append(waiting)
            waiting = ()
    while waiting and groups:
        waiting = (*groups.pop(), *waiting)
        if is_large_enough([counts[one] for one in waiting]):
            break
    return [*groups, waiting] if waiting else groups


def is_large_enough(counts: Sequence[int]) -> bool:
    """Whether a group may be shown: one of 5 or more, or several who are 10 or more together."""
    if len(counts) == 1:
        return counts[0] >= SMALLEST_COUNT
    return sum(counts) >= SMALLEST_BASE


def _is_open(part: Part, row: int, people: Sequence[Part], most: int) -> bool:
    """Whether a single hidden option could have been chosen by nobody here, or by all who chose it anywhere."""
    shown = frozenset(range(len(part.counts))) - {row}
    overall = sum(other.counts[row] for other in people)
    return _room(part, shown, most) >= min(overall, part.base)


def _has_room(part: Part, shown: frozenset[int], most: int) -> bool:
    """Whether what is shown leaves open what is hidden: everybody chose at least one option, and at most `most`.

    It looks at what is shown alone. A rule that looked at what is hidden would tell of it by being met.
    """
    is_answered = sum(part.counts[row] for row in shown) >= part.base
    return is_answered and _room(part, shown, most) >= SMALLEST_BASE


def _room(part: Part, shown: frozenset[int], most: int) -> int:
    """How many choices people had left besides those that are shown."""
    limit = min(most, len(part.counts)) * part.base
    return limit - sum(part.counts[row] for row in shown)
