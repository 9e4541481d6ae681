"""How a measure's figures, periods and changes are said, whatever they are."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.models import Measure, MeasureDirection, MeasureKind, MeasureState, Reading
from actionplans.periods import by_words, period_in_mind, period_words
from actionplans.queries.measure_standing import MeasureStanding, change_words
from smp_portal.foundation.words import figure

TODAY = date(2022, 10, 5)
JUNE = (date(2022, 4, 1), date(2022, 6, 30))
SEPTEMBER = (date(2022, 7, 1), date(2022, 9, 30))
days = st.dates(date(2015, 1, 1), date(2040, 12, 31))
amounts = st.decimals(0, 100_000, places=2)


def read(value: object, out_of: object = None, period: tuple[date, date] = SEPTEMBER) -> Reading:
    whole = None if out_of is None else Decimal(str(out_of))
    start, end = period
    return Reading(period_start=start, period_end=end, value=Decimal(str(value)), out_of=whole)


def standing(
    latest: Reading | None = None, previous: Reading | None = None, **details: Any
) -> MeasureStanding:
    known = {"state": MeasureState.AGREED, "direction": MeasureDirection.INCREASE}
    measure = Measure(**known | details)
    return MeasureStanding(measure, latest, previous, None, TODAY)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2022, 7, 1), date(2022, 9, 30), "July to September 2022"),
        (date(2021, 4, 1), date(2022, 3, 31), "year to March 2022"),
        (date(2022, 3, 1), date(2022, 3, 31), "March 2022"),
        (date(2020, 2, 1), date(2020, 2, 29), "February 2020"),
        (date(2019, 1, 1), date(2021, 12, 31), "three years to 2021"),
        (date(2019, 4, 1), date(2021, 3, 31), "two years to March 2021"),
        (date(2021, 10, 1), date(2022, 3, 31), "October 2021 to March 2022"),
        (date(2022, 3, 4), date(2022, 3, 4), "4 March 2022"),
        (date(2022, 3, 4), date(2022, 3, 31), "4 March 2022 to 31 March 2022"),
        (date(2010, 1, 1), date(2019, 12, 31), "January 2010 to December 2019"),
    ],
)
def test_period_words(start: date, end: date, words: str) -> None:
    assert period_words(start, end) == words


def test_period_in_mind_leaves_out_this_year() -> None:
    assert period_in_mind(*JUNE, on=TODAY) == "April to June"
    assert period_in_mind(*JUNE, on=date(2023, 1, 4)) == "April to June 2022"
    across = date(2021, 10, 1), date(2022, 3, 31)
    assert period_in_mind(*across, on=TODAY) == "October 2021 to March 2022"


@given(start=days, end=days)
def test_period_words_are_told_apart_by_both_ends(start: date, end: date) -> None:
    first, last = sorted((start, end))
    words = period_words(first, last)
    assert str(last.year) in words
    longer = period_words(first, last + timedelta(days=1))
    assert words != longer


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2022, 12, 31), "December"),
        (date(2023, 3, 31), "March 2023"),
        (date(2022, 12, 16), "16 December"),
        (date(2023, 3, 30), "30 March 2023"),
    ],
)
def test_by_words(day: date, words: str) -> None:
    assert by_words(day, on=TODAY) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [("10.00", "10"), ("1234.50", "1,234.5"), ("0.05", "0.05"), ("100", "100"), ("0", "0")],
)
def test_figure(number: str, words: str) -> None:
    assert figure(Decimal(number)) == words


@pytest.mark.parametrize(
    ("direction", "latest", "previous", "words"),
    [
        ("INCREASE", read(10, 10), read(6, 10, JUNE), "4 more than April to June (better)"),
        ("INCREASE", read(5), read(6, None, JUNE), "1 fewer than April to June (worse)"),
        ("DECREASE", read(5), read(6, None, JUNE), "1 fewer than April to June (better)"),
        ("DECREASE", read(5.5), read(6, None, JUNE), "0.5 less than April to June (better)"),
        ("DECREASE", read(7), read(0, None, JUNE), "7 more than April to June (worse)"),
        ("INCREASE", read(6), read(6, None, JUNE), "the same as April to June"),
        ("INCREASE", read(10, 12), read(6, 8, JUNE), "it was 6 of 8 in April to June"),
        (
            "NO_JUDGEMENT",
            read(61),
            read(48, None, JUNE),
            "13 more than April to June (no judgement: rises with encouragement to report)",
        ),
    ],
)
def test_change_words(direction: str, latest: Reading, previous: Reading, words: str) -> None:
    measure = Measure(direction=direction, note="Rises with encouragement to report")
    assert change_words(measure, latest, previous, on=TODAY) == words


@given(new=amounts, old=amounts, direction=st.sampled_from(MeasureDirection))
def test_change_words_are_plain_whatever_the_figures(
    new: Decimal, old: Decimal, direction: MeasureDirection
) -> None:
    words = change_words(Measure(direction=direction), read(new), read(old, None, JUNE), on=TODAY)
    assert "%" not in words
    assert "-" not in words
    assert ("better" in words or "worse" in words) == (
        new != old and direction != MeasureDirection.NO_JUDGEMENT
    )
    rises = direction == MeasureDirection.INCREASE
    assert ("(better)" in words) == (
        new != old and direction != MeasureDirection.NO_JUDGEMENT and rises == (new > old)
    )


def test_standing_says_the_mockups_figures() -> None:
    villages = standing(read(10, 10), read(6, 10, JUNE), target=Decimal(10))
    assert (villages.figure, villages.beside, villages.aim) == (
        "10 of 10",
        "April to June 6",
        "Reached",
    )
    calls = standing(
        read(61),
        read(48, None, JUNE),
        direction=MeasureDirection.NO_JUDGEMENT,
        note="Rises with encouragement to report",
    )
    assert (calls.figure, calls.beside, calls.aim) == (
        "61",
        "April to June 48",
        "Rises with encouragement to report: no judgement",
    )
    reached = standing(
        read(141),
        read(120, None, JUNE),
        target=Decimal(200),
        target_by=date(2023, 3, 31),
    )
    assert (reached.figure, reached.aim) == ("141", "Target 200 by March 2023")
    events = standing(
        read(17, 26), read(12, 26, JUNE), target=Decimal(26), target_by=date(2024, 3, 31)
    )
    assert (events.figure, events.aim) == ("17 of 26", "By March 2024")
    march = date(2022, 3, 1), date(2022, 3, 31)
    voices = standing(
        read(14, 22, march), kind=MeasureKind.TESTIMONY, unit="voices", geography="three schools"
    )
    assert (voices.figure, voices.beside, voices.aim) == (
        "14 of 22 voices",
        "March",
        "Heard in three schools",
    )


@pytest.mark.parametrize(
    ("latest", "target", "beside", "is_said"),
    [
        (read(61), None, "", True),
        (read(48), None, "Rises: no judgement", True),
        (read(61), Decimal(70), "Target 70", False),
    ],
)
def test_standing_says_once_that_there_is_no_judgement(
    latest: Reading, target: Decimal | None, beside: str, is_said: bool
) -> None:
    unjudged: dict[str, Any] = {
        "direction": MeasureDirection.NO_JUDGEMENT,
        "note": "Rises",
        "target": target,
    }
    calls = standing(latest, read(48, None, JUNE), **unjudged)
    assert (calls.aim_beside_change, calls.is_note_said) == (beside, is_said)
    first = standing(latest, **unjudged)
    assert first.aim_beside_change == first.aim


def test_standing_names_the_period_of_a_figure_that_is_old() -> None:
    winter = date(2022, 1, 1), date(2022, 3, 31)
    old = standing(read(6, None, JUNE), read(4, None, winter))
    assert (old.figure, old.beside) == ("6", "April to June")


def test_standing_with_a_target_that_was_missed() -> None:
    missed = standing(read(141), target=Decimal(200), target_by=date(2022, 9, 30))
    assert missed.aim == "Target 200 by September not reached"
    fewer = standing(read(3), direction=MeasureDirection.DECREASE, target=Decimal(5))
    assert fewer.aim == "Reached"


@pytest.mark.parametrize(
    ("agree_by", "words", "is_overdue"),
    [
        (date(2022, 12, 31), "To be agreed by December", False),
        (date(2022, 10, 5), "To be agreed by 5 October", False),
        (date(2022, 10, 4), "Was to be agreed by 4 October", True),
        (date(2022, 6, 30), "Was to be agreed by June", True),
    ],
)
def test_standing_to_be_agreed_is_a_gap_only_after_its_day(
    agree_by: date, words: str, is_overdue: bool
) -> None:
    waiting = standing(state=MeasureState.TO_BE_AGREED, agree_by=agree_by)
    assert (waiting.agree_words, waiting.is_overdue) == (words, is_overdue)
