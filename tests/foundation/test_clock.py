"""The one clock: real time, and in the demonstration the time of its story."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries, Settings

from smp_portal.foundation import clock
from smp_portal.foundation.models import ClockShift

STORY = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)
REAL = datetime(2026, 3, 1, 12, tzinfo=UTC)


@time_machine.travel(REAL, tick=False)
def test_clock_in_service_is_real_time_and_asks_nobody(
    django_assert_num_queries: DjangoAssertNumQueries, db: None
) -> None:
    ClockShift.objects.create(id=1, shift=timedelta(days=-9), moved_at=STORY)
    with django_assert_num_queries(0):
        assert clock.now() == REAL


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2022, 6, 30, 22, 59, tzinfo=UTC), date(2022, 6, 30)),
        (datetime(2022, 6, 30, 23, 0, tzinfo=UTC), date(2022, 7, 1)),
        (datetime(2022, 12, 31, 23, 59, tzinfo=UTC), date(2022, 12, 31)),
        (datetime(2023, 1, 1, 0, 0, tzinfo=UTC), date(2023, 1, 1)),
    ],
)
def test_clock_today_is_the_day_in_london(moment: datetime, day: date) -> None:
    with time_machine.travel(moment, tick=False):
        assert clock.today() == day


def test_clock_is_never_moved_in_service(db: None) -> None:
    with pytest.raises(RuntimeError, match="only in the demonstration"):
        clock.move_to(STORY)
    assert ClockShift.objects.count() == 0


@pytest.mark.django_db
def test_clock_of_the_demonstration_runs_on_from_where_it_was_set(
    settings: Settings,
) -> None:
    settings.DEMO = True
    with time_machine.travel(REAL, tick=False) as traveller:
        clock.move_to(STORY)
        assert clock.now() == STORY
        traveller.shift(timedelta(hours=3))
        assert clock.now() == STORY + timedelta(hours=3)
        clock.move_to(STORY + timedelta(days=7))
        assert clock.today() == date(2022, 10, 12)
    assert ClockShift.objects.get().moved_at == STORY + timedelta(days=7)


@pytest.mark.django_db
def test_clock_held_for_a_page_is_read_once(
    settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.DEMO = True
    with time_machine.travel(REAL, tick=False):
        clock.move_to(STORY)
        with django_assert_num_queries(1), clock.held():
            assert [clock.now(), clock.now()] == [STORY, STORY]


@pytest.mark.django_db
def test_clock_moved_while_held_shows_the_new_time_at_once(settings: Settings) -> None:
    settings.DEMO = True
    with time_machine.travel(REAL, tick=False), clock.held():
        clock.move_to(STORY)
        assert clock.now() == STORY
