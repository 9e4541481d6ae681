"""What may be shown of a table, and who is counted together."""

import pytest

from consultations.disclosure import Part, has_small_figure, shown_rows, together


@pytest.mark.parametrize(
    ("counts", "groups"),
    [
        ([], []),
        ([5, 9, 7], [(0,), (1,), (2,)]),
        ([4, 9, 7], [(0, 1), (2,)]),
        ([4, 5, 7], [(0, 1, 2)]),
        ([9, 7, 4], [(0,), (1, 2)]),
        ([9, 5, 4], [(0, 1, 2)]),
        ([0, 30], [(0, 1)]),
        ([1, 2], [(0, 1)]),
        ([4], [(0,)]),
    ],
)
def test_neighbours_are_put_together_until_nobody_is_alone(
    counts: list[int], groups: list[tuple[int, ...]]
) -> None:
    assert together(counts) == groups


def test_option_is_shown_for_every_audience_or_for_none() -> None:
    parts = [Part(40, (30, 25, 5, 20)), Part(40, (30, 25, 4, 20))]
    assert shown_rows(parts, most=4) == {0, 1, 3}
    assert shown_rows([Part(40, (30, 25, 5, 20)), Part(40, (30, 25, 5, 20))], most=4) == {
        0,
        1,
        2,
        3,
    }


def test_single_choice_shows_all_options_or_none() -> None:
    assert shown_rows([Part(40, (20, 15, 5))], most=1) == {0, 1, 2}
    assert shown_rows([Part(40, (20, 16, 4))], most=1) == set()


def test_small_audience_is_hidden_with_all_others() -> None:
    assert shown_rows([Part(40, (20, 20)), Part(9, (5, 4))], most=2) == set()
    assert shown_rows([Part(40, (20, 20)), Part(0, (0, 0))], most=2) == {0, 1}
    assert shown_rows([Part(0, (0, 0))], most=2) == set()


def test_nearly_all_is_a_figure_too() -> None:
    assert shown_rows([Part(40, (35, 20))], most=2) == {0, 1}
    assert shown_rows([Part(40, (36, 20))], most=2) == set()


def test_sums_that_tell_the_hidden_option_hide_the_others() -> None:
    # Forty people chose at least one: the first alone leaves open who chose what.
    assert shown_rows([Part(40, (30, 4))], most=2) == set()
    # Everybody chose two: what is hidden is what is left of eighty.
    assert shown_rows([Part(40, (35, 35, 6, 4))], most=2) == set()


def test_second_option_is_hidden_where_one_alone_could_be_told() -> None:
    # The six left of the eighty choices are fewer than the ten who chose the last option: it could not be all of them.
    parts = [Part(40, (20, 20, 34, 4)), Part(40, (20, 20, 34, 6))]
    assert shown_rows(parts, most=2) == {1, 2}
    assert shown_rows(parts, most=3) == {0, 1, 2}


@pytest.mark.parametrize(
    ("count", "base", "is_small"),
    [(5, 10, False), (4, 10, True), (6, 10, True), (0, 10, True), (10, 10, True)],
)
def test_figure_is_small_where_few_chose_or_few_did_not(
    count: int, base: int, is_small: bool
) -> None:
    assert has_small_figure(count, base) is is_small
