"""What the measures of many plans read, now and as it was known on an earlier day."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from actionplans.models import ActionPlan, Measure, MeasureState, Reading
from actionplans.queries.measures import first_measures, latest_measures
from actionplans.services.readings import Read, add_reading, correct_reading
from tests.factories import MeasureFactory, ReadingFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)
JUNE = {"period_start": date(2022, 4, 1), "period_end": date(2022, 6, 30)}


@pytest.fixture
def measure() -> Measure:
    return MeasureFactory.create(number=1)


def figures(measure: Measure, *, now: datetime = NOW) -> tuple[str, str, str]:
    (standing,) = latest_measures([measure.plan], now=now)[measure.plan_id]
    missing = standing.missing.unavailable_reason if standing.missing else ""
    return standing.figure, standing.before, missing


def test_latest_measures_are_of_the_newest_periods(measure: Measure) -> None:
    ReadingFactory.create(measure=measure, value=10, recorded_at=NOW - timedelta(days=9))
    # What was recorded last is not what happened last.
    ReadingFactory.create(measure=measure, value=6, **JUNE)
    assert figures(measure) == ("10", "6 in April to June", "")


def test_latest_measures_leave_out_what_was_corrected(measure: Measure) -> None:
    first = ReadingFactory.create(measure=measure, value=99)
    later = NOW - timedelta(hours=1)
    ReadingFactory.create(measure=measure, value=10, replaces=first, recorded_at=later)
    assert figures(measure) == ("10", "", "")


def test_latest_measures_as_they_were_known_on_an_earlier_day(measure: Measure) -> None:
    july, october = datetime(2022, 7, 4, tzinfo=UTC), datetime(2022, 10, 1, tzinfo=UTC)
    first = ReadingFactory.create(measure=measure, value=6, recorded_at=july, **JUNE)
    ReadingFactory.create(measure=measure, value=7, recorded_at=october, replaces=first, **JUNE)
    ReadingFactory.create(measure=measure, value=10, recorded_at=NOW)
    assert figures(measure, now=july - timedelta(seconds=1)) == ("", "", "")
    assert figures(measure, now=july) == ("6", "", "")
    assert figures(measure, now=october) == ("7", "", "")
    assert figures(measure) == ("10", "7 in April to June", "")


def test_latest_measures_say_what_is_not_available(measure: Measure) -> None:
    ReadingFactory.create(measure=measure, value=6, **JUNE)
    ReadingFactory.create(measure=measure, value=None, unavailable_reason="Not counted")
    assert figures(measure) == ("6", "", "Not counted")


def test_latest_measures_leave_out_those_no_longer_used(measure: Measure) -> None:
    MeasureFactory.create(plan=measure.plan, number=2, state=MeasureState.RETIRED)
    MeasureFactory.create(plan=measure.plan, number=3)
    found = latest_measures([measure.plan], now=NOW)[measure.plan_id]
    assert [standing.measure.number for standing in found] == [1, 3]


def test_first_measures_are_the_first_in_use_of_each_plan(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    retired = MeasureFactory.create(state=MeasureState.RETIRED)
    third = MeasureFactory.create(plan=retired.plan, number=3)
    second = MeasureFactory.create(plan=retired.plan, number=2)
    other = MeasureFactory.create()
    for read, value in ((second, 6), (third, 7), (other, 8)):
        ReadingFactory.create(measure=read, value=value)
    with django_assert_num_queries(2):
        found = first_measures([retired.plan, other.plan], now=NOW)
    assert {plan: one.figure for plan, one in found.items()} == {
        retired.plan_id: "6",
        other.plan_id: "8",
    }


@pytest.mark.parametrize("count", [1, 30])
def test_latest_measures_take_two_queries(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plans: list[ActionPlan] = []
    for _ in range(count):
        before = MeasureFactory.create()
        after = MeasureFactory.create(continues=before)
        ReadingFactory.create(measure=before, value=6, **JUNE)
        ReadingFactory.create(measure=after)
        plans.append(after.plan)
    with django_assert_num_queries(2):
        found = latest_measures(plans, now=NOW)
    assert {one.before for standings in found.values() for one in standings} == {
        "6 in April to June"
    }
    assert len(found) == count


periods = st.tuples(st.integers(0, 40), st.integers(0, 12))


@given(told=st.lists(periods, max_size=8))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_readings_never_overlap(told: list[tuple[int, int]]) -> None:
    measure, by = MeasureFactory.create(), UserFactory.create()
    begin, kept = date(2022, 4, 1), set[int]()
    for start, length in told:
        covered = set(range(start, start + length + 1))
        first, last = begin + timedelta(days=start), begin + timedelta(days=start + length)
        try:
            add_reading(
                measure=measure,
                period_start=first,
                period_end=last,
                read=Read(value=Decimal(1), narrative="Counted"),
                by=by,
                now=NOW,
            )
        except ValidationError:
            assert kept & covered
        else:
            assert not kept & covered
            kept |= covered
    assert Reading.objects.filter(measure=measure).count() == len(
        Reading.objects.filter(measure=measure).values("period_start").distinct()
    )


def test_correct_reading_takes_the_place_in_the_line(measure: Measure) -> None:
    first = ReadingFactory.create(measure=measure, value=9)
    by = UserFactory.create()
    newer = correct_reading(
        reading=first, read=Read(value=Decimal(10), narrative="Counted again"), by=by, now=NOW
    )
    with pytest.raises(ValidationError):
        correct_reading(
            reading=first, read=Read(value=Decimal(11), narrative="Counted"), by=by, now=NOW
        )
    assert list(Reading.objects.counting()) == [newer]
    assert figures(measure) == ("10", "", "")
