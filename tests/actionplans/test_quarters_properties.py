"""Financial quarters, and rounds worked out from them, whatever the day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.quarters import Quarter, financial_year, period_title, quarter_of, year_from

days = st.dates(date(2015, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "quarter", "year"),
    [
        (date(2022, 3, 31), Quarter(2021, 4), "2021/22"),
        (date(2022, 4, 1), Quarter(2022, 1), "2022/23"),
        (date(2022, 10, 5), Quarter(2022, 3), "2022/23"),
        (date(2023, 1, 1), Quarter(2022, 4), "2022/23"),
        (date(2100, 1, 1), Quarter(2099, 4), "2099/00"),
    ],
)
def test_quarter_of_a_day(day: date, quarter: Quarter, year: str) -> None:
    assert quarter_of(day) == quarter
    assert financial_year(day) == year


@pytest.mark.parametrize(
    ("quarter", "starts_on", "ends_on", "title"),
    [
        (Quarter(2022, 1), date(2022, 4, 1), date(2022, 6, 30), "April to June 2022"),
        (Quarter(2022, 2), date(2022, 7, 1), date(2022, 9, 30), "July to September 2022"),
        (Quarter(2022, 3), date(2022, 10, 1), date(2022, 12, 31), "October to December 2022"),
        (Quarter(2023, 4), date(2024, 1, 1), date(2024, 3, 31), "January to March 2024"),
    ],
)
def test_quarter_has_its_dates(
    quarter: Quarter, starts_on: date, ends_on: date, title: str
) -> None:
    assert (quarter.starts_on, quarter.ends_on, quarter.title) == (starts_on, ends_on, title)


def test_period_title_across_the_new_year() -> None:
    title = period_title(date(2022, 10, 1), date(2023, 3, 31))
    assert title == "October 2022 to March 2023"


@given(days)
def test_quarter_holds_its_day(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter.starts_on <= day <= quarter.ends_on
    assert quarter_of(quarter.ends_on + timedelta(days=1)) == quarter.next()


@given(days)
def test_quarters_in_a_row_leave_no_day_out(day: date) -> None:
    quarters = year_from(quarter_of(day))
    assert len(quarters) == 4
    for earlier, later in pairwise(quarters):
        assert later.starts_on == earlier.ends_on + timedelta(days=1)
        assert later > earlier
