"""Working days of England, and hours by London's clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smp_portal.foundation.working_days import (
    add_working_days,
    at_hour,
    is_working_day,
    working_day_from,
)

DAYS = st.dates(min_value=date(2021, 1, 1), max_value=date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2022, 10, 5), True),
        (date(2022, 10, 8), False),
        (date(2022, 10, 9), False),
        (date(2022, 4, 15), False),  # Good Friday
        (date(2022, 4, 18), False),  # Easter Monday
        (date(2022, 6, 2), False),  # spring bank holiday, moved for the jubilee
        (date(2022, 6, 3), False),  # platinum jubilee
        (date(2022, 5, 30), True),  # where the spring bank holiday would have been
        (date(2022, 9, 19), False),  # the Queen's funeral
        (date(2022, 12, 27), False),  # Christmas Day was a Sunday
        (date(2022, 8, 1), True),  # a bank holiday in Scotland only
        (date(2022, 3, 17), True),  # a bank holiday in Northern Ireland only
        (date(2023, 5, 8), False),  # coronation
    ],
)
def test_working_day_by_the_bank_holidays_of_england(day: date, works: bool) -> None:
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2022, 10, 3), date(2022, 10, 3)),
        (date(2022, 10, 1), date(2022, 10, 3)),
        (date(2022, 4, 15), date(2022, 4, 19)),
        (date(2022, 12, 24), date(2022, 12, 28)),
    ],
)
def test_working_day_from_a_day_is_that_day_or_the_next(day: date, found: date) -> None:
    assert working_day_from(day) == found


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (date(2022, 10, 3), 5, date(2022, 10, 10)),
        (date(2022, 10, 10), -3, date(2022, 10, 5)),
        (date(2022, 10, 7), 1, date(2022, 10, 10)),
        (date(2022, 10, 8), 1, date(2022, 10, 10)),
        (date(2022, 10, 10), -1, date(2022, 10, 7)),
        (date(2022, 12, 23), 1, date(2022, 12, 28)),
        (date(2022, 10, 8), 0, date(2022, 10, 8)),
    ],
)
def test_working_days_are_counted_over_weekends_and_holidays(
    day: date, count: int, found: date
) -> None:
    assert add_working_days(day, count) == found


@given(DAYS, st.integers(min_value=1, max_value=40))
def test_working_days_added_are_as_many_as_lie_between(day: date, count: int) -> None:
    found = add_working_days(day, count)
    between = [day + timedelta(days=n) for n in range(1, (found - day).days + 1)]
    assert is_working_day(found)
    assert len([one for one in between if is_working_day(one)]) == count


@given(DAYS.filter(is_working_day), st.integers(min_value=0, max_value=40))
def test_working_days_taken_back_lead_to_where_one_began(day: date, count: int) -> None:
    assert add_working_days(add_working_days(day, count), -count) == day


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        (date(2022, 10, 5), datetime(2022, 10, 5, 8, tzinfo=UTC)),
        (date(2022, 11, 5), datetime(2022, 11, 5, 9, tzinfo=UTC)),
        (date(2022, 10, 30), datetime(2022, 10, 30, 9, tzinfo=UTC)),
        (date(2023, 3, 26), datetime(2023, 3, 26, 8, tzinfo=UTC)),
    ],
)
def test_nine_o_clock_is_london_time_summer_and_winter(day: date, moment: datetime) -> None:
    assert at_hour(day, 9) == moment
