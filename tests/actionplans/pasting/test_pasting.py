"""What periods, figures and lines of a spreadsheet mean."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from actionplans.pasting.figures import read_figure
from actionplans.pasting.periods import read_period
from actionplans.periods import period_words, whole_with
from smp_portal.foundation.words import figure

SPRING = (date(2021, 4, 1), date(2021, 6, 30))
WINTER = (date(2021, 10, 1), date(2022, 3, 31))
YEAR = (date(2021, 4, 1), date(2022, 3, 31))


@pytest.mark.parametrize(
    ("text", "every", "period"),
    [
        ("April to June 2021", 3, SPRING),
        ("Apr-Jun 2021", 3, SPRING),
        ("  apr – jun 21 ", 3, SPRING),
        ("Q1 2021/22", 3, SPRING),
        ("2021-22 Q1", 3, SPRING),
        ("Q1 21/22", 3, SPRING),
        ("30/06/2021", 3, SPRING),
        ("01.04.2021", 3, SPRING),
        ("30 June 2021", 3, SPRING),
        ("2021-06-30", 3, SPRING),
        ("2021-06-30 00:00:00", 3, SPRING),
        ("1/4/2021 - 30/6/2021", 3, SPRING),
        ("Oct 2021 to Mar 2022", 6, WINTER),
        ("October to March 2022", 6, WINTER),
        ("2021/22", 12, YEAR),
        ("2021/2022", 12, YEAR),
        ("year to March 2022", 12, YEAR),
        ("year ending December 2021", None, (date(2021, 1, 1), date(2021, 12, 31))),
        ("Apr-21", 1, (date(2021, 4, 1), date(2021, 4, 30))),
        ("September 2021", 1, (date(2021, 9, 1), date(2021, 9, 30))),
        ("04/2021", 1, (date(2021, 4, 1), date(2021, 4, 30))),
        ("3 May 2021", None, (date(2021, 5, 3), date(2021, 5, 3))),
    ],
)
def test_period_is_read(text: str, every: int | None, period: tuple[date, date]) -> None:
    assert read_period(text, every=every) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Q1 2021",
        "Q5 2021/22",
        "2021/23",
        "2021",
        "15/05/2021",
        "31/06/2021",
        "06/30/2021",
        "June",
        "Marchember 2021",
        "30/06/2021 - 01/04/2021",
        "Total",
    ],
)
def test_period_is_not_guessed(text: str) -> None:
    assert read_period(text, every=3) is None


days = st.dates(date(2001, 4, 1), date(2098, 3, 31))


@given(days, st.sampled_from([1, 3, 6, 12]))
def test_period_written_in_words_is_read_back(day: date, months: int) -> None:
    period = whole_with(day, months=months)
    assert read_period(period_words(*period), every=months) == period
    start, end = period
    assert read_period(f"{start:%d/%m/%Y} - {end:%d/%m/%Y}", every=months) == period
    assert read_period(f"{end.isoformat()}", every=months) == period


@pytest.mark.parametrize(
    ("text", "value", "out_of"),
    [
        ("12", "12", None),
        (" 1,234 ", "1234", None),
        ("1,234,567.5", "1234567.5", None),
        ("64%", "64", None),
        ("£1,200.50", "1200.5", None),
        ("0", "0", None),
        ("14 of 22", "14", "22"),
        ("14/22", "14", "22"),
        ("14 out of 22", "14", "22"),
        ("0 of 22", "0", "22"),
    ],
)
def test_figure_is_read(text: str, value: str, out_of: str | None) -> None:
    found = read_figure(text)
    assert (found.value, found.out_of) == (
        Decimal(value),
        None if out_of is None else Decimal(out_of),
    )


@pytest.mark.parametrize("text", ["n/a", "N/A", "na", "#N/A", "-", "–", "not available", ".."])
def test_figure_that_is_not_there(text: str) -> None:
    found = read_figure(text)
    assert (found.value, found.is_blank, str(found)) == (None, False, "Not available")


def test_figure_of_an_empty_cell_is_nothing() -> None:
    assert read_figure("  ").is_blank


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("12,5", "Enter the figure with a point, like 12.5: a comma stands between thousands"),
        ("about 10", "Enter the figure in figures alone, like 40, and say the rest in words"),
        ("ten", "Enter the figure in figures, like 40"),
        ("1e9", "Enter the figure in figures, like 40"),
        ("-5", "Enter a figure of nought or more"),
        ("\N{MINUS SIGN}5", "Enter a figure of nought or more"),
        ("(5)", "Enter a figure of nought or more"),
        ("1.234", "The figure must have 2 figures or fewer after the point"),
        ("12345678901", "The figure must have 10 figures or fewer before the point"),
        ("5 of 0", "Nothing is a part of nought: enter the figure alone, or n/a"),
        ("#DIV/0!", "Nothing is a part of nought: enter the figure alone, or n/a"),
        ("#REF!", "The spreadsheet shows an error here: enter the figure"),
        ("23 of 22", "The figure can’t be more than there are in all"),
    ],
)
def test_figure_is_refused_with_what_to_do(text: str, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_figure(text)
    assert refused.value.messages == [message]


@given(st.decimals(0, 9_999_999_999, places=2))
def test_figure_written_by_the_portal_is_read_back(value: Decimal) -> None:
    assert read_figure(figure(value)).value == value


@given(st.text(max_size=20))
def test_any_cell_is_read_or_refused(text: str) -> None:
    read_period(text, every=3)
    try:
        found = read_figure(text)
    except ValidationError:
        return
    assert found.value is None or found.value >= 0
