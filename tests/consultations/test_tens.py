"""Nobody can work out how many people a few are from numbers told in tens, and from the words that were published.

A reader may see one number of everybody and one of a part of them: of a year, of some places. Of both the published words
can be counted. What is left between the two is who agreed only to be counted: never a number of one to four.
"""

from collections import defaultdict
from collections.abc import Callable
from itertools import product

import pytest

from consultations.disclosure import in_tens, told_in_tens

MOST = 24


def worked_out(shown: Callable[[int], int]) -> set[int]:
    """The hidden differences that a reader knows for certain, over all that could be so."""
    known: dict[tuple[int, ...], set[int]] = defaultdict(set)
    for part, published, rest, rest_published in product(range(MOST), repeat=4):
        if published <= part and rest_published <= rest:
            seen = (shown(part), shown(part + rest), published, rest_published)
            known[seen].add(rest - rest_published)
    # What stands at the edge of what was tried only seems to be certain.
    whole = in_tens(MOST - 1)
    return {
        next(iter(hidden))
        for (_, everybody, *_), hidden in known.items()
        if len(hidden) == 1 and everybody < whole
    }


def test_subtracting_one_number_in_tens_from_another_tells_of_nobody() -> None:
    assert worked_out(in_tens) <= {0}


@pytest.mark.parametrize(
    "shown",
    [lambda number: number, lambda number: number if number > 4 else 0],
    ids=["exact", "exact from five"],
)
def test_subtracting_exact_numbers_would_tell(shown: Callable[[int], int]) -> None:
    assert worked_out(shown) >= {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "fewer than 10"),
        (9, "fewer than 10"),
        (10, "at least 10"),
        (19, "at least 10"),
        (20, "at least 20"),
        (1005, "at least 1,000"),
    ],
)
def test_number_is_told_in_whole_tens(number: int, words: str) -> None:
    assert told_in_tens(number) == words
