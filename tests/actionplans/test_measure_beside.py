"""What stands beside a measure's figures: earlier ones, the picture, and what is still to come."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from actionplans.models import Measure, MeasureDefinition, MeasureState, Reading
from actionplans.models.plan import ActionPlan
from actionplans.queries.measure_chart import chart_of
from actionplans.queries.measure_compared import CHANGED, OTHER_WHOLE, compare
from actionplans.queries.measure_expected import expected_of, first_comes_by

START, END = date(2022, 7, 1), date(2022, 9, 30)
AT = datetime(2022, 10, 4, 9, 0, tzinfo=UTC)


def measure(**details: Any) -> Measure:
    plan = ActionPlan(starts_on=date(2022, 4, 1), ends_on=date(2023, 3, 31))
    known = {"title": "People", "direction": "INCREASE", "state": MeasureState.AGREED, "every": 3}
    return Measure(**{"plan": plan, "lag": 14, **known} | details)


def read(value: object, *, years: int = 0, out_of: int | None = None) -> Reading:
    """What July to September read, so many years before 2022."""
    return Reading(
        period_start=START.replace(year=2022 - years),
        period_end=END.replace(year=2022 - years),
        value=None if value is None else Decimal(str(value)),
        out_of=None if out_of is None else Decimal(out_of),
        unavailable_reason="" if value is not None else "Not counted",
    )


def spring() -> Reading:
    return Reading(period_start=date(2022, 4, 1), period_end=date(2022, 6, 30), value=Decimal(6))


def definition(text: str, since: date) -> MeasureDefinition:
    return MeasureDefinition(text=text, valid_from=since, at=AT, pk=1)


def told(*readings: Reading, **details: Any) -> list[tuple[str, str, str]]:
    rows = compare(measure(**details), list(readings), [])
    return [(row.figure, row.difference, row.part) for row in rows]


def test_figure_is_held_against_last_year_and_three_years() -> None:
    rows = compare(measure(), [read(12), read(8, years=1), read(9, years=2), read(20, years=3)], [])
    assert [(row.against, row.figure, row.difference, row.part) for row in rows] == [
        (
            "Same period last year: July to September 2021",
            "8",
            "4 more (better)",
            "50% more",
        ),
        (
            "Average of that period in the three years before, from 3 years",
            "12.3",
            "0.3 less (worse)",
            "2% less",
        ),
    ]


def test_figure_without_earlier_years_says_so() -> None:
    rows = compare(measure(), [read(12), read(50, years=4)], [])
    assert [(row.figure, row.difference) for row in rows] == [("No figure", ""), ("No figure", "")]
    assert rows[1].against == "Average of that period in the three years before"


def test_figure_is_not_held_against_a_year_that_was_not_counted() -> None:
    rows = compare(measure(), [read(12), read(None, years=1), read(6, years=2)], [])
    assert [row.figure for row in rows] == ["No figure", "6"]
    assert rows[1].against.endswith(", from 1 year")


@pytest.mark.parametrize(
    ("baseline", "difference", "part"),
    [
        (0, "12 more (better)", "No percentage: it was nought"),
        (12, "The same", ""),
        (8, "4 more (better)", "50% more"),
        (16, "4 fewer (worse)", "25% less"),
        ("12.01", "0.01 less (worse)", "Less than 1%"),
    ],
)
def test_figure_is_held_against_where_it_started(
    baseline: object, difference: str, part: str
) -> None:
    assert told(read(12), baseline=Decimal(str(baseline)))[-1][1:] == (difference, part)


def test_nothing_from_nothing_is_the_same_and_no_percentage() -> None:
    assert told(read(0), baseline=Decimal(0))[-1] == (
        "0",
        "The same",
        "No percentage: it was nought",
    )


def test_figures_that_count_something_else_are_told_and_not_compared() -> None:
    defined = [definition("By head", date(2022, 4, 1))]
    rows = compare(measure(), [read(12), read(8, years=1)], defined)
    assert [(row.figure, row.difference, row.part) for row in rows] == [
        ("8", CHANGED, ""),
        ("No figure", "", ""),
    ]


def test_parts_of_other_wholes_are_told_and_not_compared() -> None:
    assert told(read(12, out_of=20), read(8, years=1, out_of=10))[0] == (
        "8 of 10",
        OTHER_WHOLE,
        "",
    )


def test_no_figure_is_held_against_nothing() -> None:
    assert told(read(None), baseline=Decimal(4)) == []


@pytest.mark.parametrize(
    ("on", "words", "is_late"),
    [
        (date(2022, 10, 1), "July to September comes by 14 October", False),
        (date(2022, 10, 14), "July to September comes by 14 October", False),
        (date(2022, 10, 15), "July to September was to come by 14 October", True),
    ],
)
def test_figure_is_late_only_after_its_lag(on: date, words: str, is_late: bool) -> None:
    expected = expected_of(measure(), spring(), on=on)
    assert expected is not None
    assert (expected.words, expected.is_late) == (words, is_late)


@pytest.mark.parametrize(
    "details",
    [
        {"every": None},
        {"state": MeasureState.TO_BE_AGREED},
        {"state": MeasureState.RETIRED},
    ],
)
def test_figure_is_not_expected_of(details: dict[str, Any]) -> None:
    assert expected_of(measure(**details), None, on=date(2022, 11, 1)) is None


def test_figure_is_not_expected_before_a_period_is_over_or_once_it_is_there() -> None:
    assert expected_of(measure(), None, on=date(2022, 6, 30)) is None
    assert expected_of(measure(), None, on=date(2022, 7, 1)) is not None
    assert expected_of(measure(), read(None), on=date(2022, 11, 1)) is None


@pytest.mark.parametrize(
    ("on", "words", "is_late"),
    [
        (date(2022, 10, 1), "July to September comes by 11 November", False),
        (date(2022, 10, 12), "July to September comes by 11 November", False),
        (date(2022, 11, 11), "July to September comes by 11 November", False),
        (date(2022, 11, 12), "July to September was to come by 11 November", True),
    ],
)
def test_figure_of_a_slow_source_is_late_only_after_six_weeks(
    on: date, words: str, is_late: bool
) -> None:
    expected = expected_of(measure(lag=42), spring(), on=on)
    assert expected is not None
    assert (expected.words, expected.is_late) == (words, is_late)


def test_figure_that_is_late_hides_behind_none_that_is_not() -> None:
    late = expected_of(measure(lag=42), None, on=date(2022, 10, 5))
    assert late is not None
    assert (late.words, late.is_late) == ("April to June was to come by 11 August", True)


@pytest.mark.parametrize(
    ("agreed_on", "is_owed"), [(date(2022, 6, 30), True), (date(2022, 7, 1), False)]
)
def test_figure_is_not_owed_for_a_period_that_was_over_before_the_measure_was_agreed(
    agreed_on: date, is_owed: bool
) -> None:
    expected = expected_of(measure(agreed_on=agreed_on), None, on=date(2022, 9, 30))
    assert (expected is not None) == is_owed


@pytest.mark.parametrize(
    ("every", "lag", "begun", "comes_by"),
    [
        (3, 14, date(2022, 4, 1), date(2022, 7, 14)),
        (3, 42, date(2022, 4, 1), date(2022, 8, 11)),
        (3, 14, date(2022, 4, 2), date(2022, 10, 14)),
        (1, 0, date(2022, 4, 1), date(2022, 4, 30)),
        (12, 60, date(2022, 4, 1), date(2023, 5, 30)),
        (None, 14, date(2022, 4, 1), date(2022, 7, 15)),
    ],
)
def test_first_figure_comes_after_the_first_whole_period_and_its_lag(
    every: int | None, lag: int, begun: date, comes_by: date
) -> None:
    first = measure(every=every, lag=lag)
    first.plan.starts_on = begun
    assert first_comes_by(first) == comes_by


@pytest.mark.parametrize(
    ("every", "comes_by"), [(3, date(2022, 10, 14)), (None, date(2022, 10, 19))]
)
def test_first_figure_comes_after_the_measure_was_agreed(every: int | None, comes_by: date) -> None:
    assert first_comes_by(measure(every=every, agreed_on=date(2022, 7, 6))) == comes_by


def points(*readings: Reading, on: date, **details: Any) -> list[tuple[str, str, str]]:
    drawn = chart_of(measure(**details), readings, [], on=on)
    return [(point.label, point.figure, point.reason) for point in drawn.points]


def test_chart_shows_a_period_that_nobody_recorded_once_it_is_late() -> None:
    last = read(8, years=1)
    missing = [
        ("October to December 2021", "no figure", "Nothing was recorded"),
        ("January to March 2022", "no figure", "Nothing was recorded"),
        ("April to June 2022", "no figure", "Nothing was recorded"),
    ]
    first = ("July to September 2021", "8", "")
    assert points(last, on=date(2022, 10, 14)) == [first, *missing]
    late = ("July to September 2022", "no figure", "Nothing was recorded")
    assert points(last, on=date(2022, 10, 15)) == [first, *missing, late]
    assert points(last, on=date(2022, 10, 15), every=None) == [first]


def test_chart_says_why_a_figure_is_not_there() -> None:
    assert points(read(None), on=date(2022, 10, 5)) == [
        ("July to September 2022", "no figure", "Not counted")
    ]


def test_chart_breaks_where_something_else_is_counted() -> None:
    said = [
        definition("Households", date(2021, 4, 1)),
        definition("Heads", date(2022, 7, 1)),
        definition("Heads", date(2022, 8, 1)),
    ]
    drawn = chart_of(measure(), [read(8, years=1), read(12)], said, on=date(2022, 10, 5))
    assert [(one.on, one.words) for one in drawn.breaks] == [(date(2022, 7, 1), "Heads")]
    assert [len(line) for line in drawn.lines] == [1, 1]
