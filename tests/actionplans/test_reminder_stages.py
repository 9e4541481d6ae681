"""When stages fall due: on working days of England at nine, by London's clocks in summer and winter."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.models import FrameworkSettings, Stage
from actionplans.reminders.stages import may_send, next_sending_time, passed_stages, stage_times
from smp_portal.foundation.working_days import LONDON, is_working_day
from tests.factories import ReviewRoundFactory

RULES = FrameworkSettings()
MOMENTS = st.datetimes(datetime(2021, 1, 1), datetime(2034, 12, 31), timezones=st.just(LONDON))  # noqa: DTZ001 - hypothesis adds the zone


def test_stage_times_of_the_autumn_round() -> None:
    times = stage_times(ReviewRoundFactory.build(), RULES)

    assert times == {
        Stage.OPENED: datetime(2022, 10, 3, 8, tzinfo=UTC),
        Stage.DUE: datetime(2022, 10, 5, 8, tzinfo=UTC),
        Stage.OVERDUE: datetime(2022, 10, 17, 8, tzinfo=UTC),
        Stage.ESCALATED: datetime(2022, 10, 24, 8, tzinfo=UTC),
    }


def test_stage_times_are_at_nine_by_london_on_both_sides_of_the_clock_change() -> None:
    round_ = ReviewRoundFactory.build(opens_on=date(2022, 10, 24), due_on=date(2022, 11, 1))

    times = stage_times(round_, RULES)

    assert times[Stage.OPENED] == datetime(2022, 10, 24, 8, tzinfo=UTC)
    assert times[Stage.OVERDUE] == datetime(2022, 11, 8, 9, tzinfo=UTC)


def test_stage_times_wait_for_the_working_day_after_easter() -> None:
    round_ = ReviewRoundFactory.build(opens_on=date(2022, 4, 15), due_on=date(2022, 4, 22))

    times = stage_times(round_, RULES)

    assert times[Stage.OPENED] == datetime(2022, 4, 19, 8, tzinfo=UTC)
    assert times[Stage.DUE] == datetime(2022, 4, 19, 8, tzinfo=UTC)


@given(
    opens_on=st.dates(date(2021, 1, 1), date(2034, 12, 31)),
    days=st.integers(0, 40),
    lead=st.integers(0, 10),
    hour=st.integers(0, 23),
)
def test_stage_times_fall_on_working_days_at_the_agreed_hour(
    opens_on: date, days: int, lead: int, hour: int
) -> None:
    rules = FrameworkSettings(due_lead_days=lead, send_hour=hour)
    round_ = ReviewRoundFactory.build(opens_on=opens_on, due_on=opens_on + timedelta(days=days))

    times = stage_times(round_, rules)

    assert list(times) == [Stage.OPENED, Stage.DUE, Stage.OVERDUE, Stage.ESCALATED]
    for moment in times.values():
        local = moment.astimezone(LONDON)
        assert is_working_day(local.date())
        assert (local.hour, local.minute) == (hour, 0)
        assert may_send(moment, rules)
    assert times[Stage.DUE] < times[Stage.OVERDUE] < times[Stage.ESCALATED]


@pytest.mark.parametrize(
    ("now", "passed"),
    [
        (datetime(2022, 10, 3, 7, 59, tzinfo=UTC), []),
        (datetime(2022, 10, 3, 8, tzinfo=UTC), [Stage.OPENED]),
        (datetime(2022, 10, 5, 8, tzinfo=UTC), [Stage.OPENED, Stage.DUE]),
        (datetime(2022, 10, 30, 8, tzinfo=UTC), [Stage.OPENED, Stage.DUE, Stage.OVERDUE]),
    ],
)
def test_passed_stages_by_window_not_by_day(now: datetime, passed: list[Stage]) -> None:
    assert passed_stages(stage_times(ReviewRoundFactory.build(), RULES), now=now) == passed


@pytest.mark.parametrize(
    ("moment", "goes_out"),
    [
        (datetime(2022, 10, 5, 8, 59, tzinfo=LONDON), False),
        (datetime(2022, 10, 5, 9, 0, tzinfo=LONDON), True),
        (datetime(2022, 10, 5, 17, 59, tzinfo=LONDON), True),
        (datetime(2022, 10, 5, 18, 0, tzinfo=LONDON), False),
        (datetime(2022, 10, 8, 11, 0, tzinfo=LONDON), False),
        (datetime(2022, 12, 26, 11, 0, tzinfo=LONDON), False),
    ],
)
def test_may_send_in_working_hours_only(moment: datetime, goes_out: bool) -> None:
    assert may_send(moment, RULES) is goes_out


@pytest.mark.parametrize(
    ("moment", "sent_at"),
    [
        (
            datetime(2022, 10, 5, 11, 30, tzinfo=LONDON),
            datetime(2022, 10, 5, 11, 30, tzinfo=LONDON),
        ),
        (datetime(2022, 10, 5, 7, 0, tzinfo=LONDON), datetime(2022, 10, 5, 9, 0, tzinfo=LONDON)),
        (datetime(2022, 10, 7, 19, 0, tzinfo=LONDON), datetime(2022, 10, 10, 9, 0, tzinfo=LONDON)),
        (datetime(2022, 12, 24, 9, 0, tzinfo=LONDON), datetime(2022, 12, 28, 9, 0, tzinfo=LONDON)),
    ],
)
def test_next_sending_time_after_hours_is_the_next_working_morning(
    moment: datetime, sent_at: datetime
) -> None:
    assert next_sending_time(moment, RULES) == sent_at


@given(moment=MOMENTS, hour=st.integers(0, 23))
def test_next_sending_time_is_one_at_which_mail_goes_out(moment: datetime, hour: int) -> None:
    rules = FrameworkSettings(send_hour=hour)

    found = next_sending_time(moment, rules)

    assert found >= moment
    assert may_send(found, rules)
    assert found - moment <= timedelta(days=6)
