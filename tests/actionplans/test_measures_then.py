"""A measure as it was known at an earlier moment: what it said, whether it was there, what it counted."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from actionplans.models import ActionPlan, Measure, MeasureState
from actionplans.queries.measures import latest_measures
from actionplans.queries.measures_then import known_communities
from actionplans.services.measures import add_measure, define_measure, edit_measure
from actionplans.services.readings import Read, add_reading, correct_reading
from consultations.models import Community
from partners.models import User
from tests.factories import (
    ActionPlanFactory,
    CommunityFactory,
    MeasureFactory,
    ReadingFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

MAY, JULY, NOW = (datetime(2022, month, 5, 8, 30, tzinfo=UTC) for month in (5, 7, 10))
SECOND = timedelta(seconds=1)
JUNE = {"period_start": date(2022, 4, 1), "period_end": date(2022, 6, 30)}


@pytest.fixture
def helen() -> User:
    return UserFactory.create()


@pytest.fixture
def plan() -> ActionPlan:
    return ActionPlanFactory.create()


def known(plan: ActionPlan, now: datetime) -> list[tuple[str, str, str]]:
    """What the plan's measures said: their title, how far they were agreed, their figure."""
    found = latest_measures([plan], now=now).get(plan.pk, [])
    return [(one.measure.title, one.measure.state, one.figure) for one in found]


def test_measure_is_not_known_before_it_was_added(plan: ActionPlan, helen: User) -> None:
    proposed = {"title": "Talks", "state": MeasureState.PROPOSED}
    add_measure(plan=plan, values=proposed, by=helen, now=MAY)
    assert known(plan, MAY - SECOND) == []
    assert known(plan, MAY) == [("Talks", "PROPOSED", "")]


def test_measure_says_what_it_said_before_it_was_changed(plan: ActionPlan, helen: User) -> None:
    proposed = {"title": "Talks", "state": MeasureState.PROPOSED, "target": Decimal(4)}
    measure = add_measure(plan=plan, values=proposed, by=helen, now=MAY)
    agreed = {"state": "AGREED", "agreed_with": "Residents", "agreed_on": date(2022, 7, 4)}
    more = {"title": "Talks held", "target": Decimal(6), **agreed}
    edit_measure(measure=measure, values=more, by=helen, now=JULY)
    (then,) = latest_measures([plan], now=JULY - SECOND)[plan.pk]
    assert (then.measure.title, then.target, then.measure.agreed_with) == ("Talks", "4", "")
    (later,) = latest_measures([plan], now=JULY)[plan.pk]
    assert (later.measure.title, later.target, later.measure.agreed_with) == (
        "Talks held",
        "6",
        "Residents",
    )


def test_measure_no_longer_used_was_used_before(plan: ActionPlan, helen: User) -> None:
    measure = MeasureFactory.create(plan=plan, title="Talks")
    gone = {"state": "RETIRED", "retired_on": date(2022, 7, 5), "retired_because": "It ended"}
    edit_measure(measure=measure, values=gone, by=helen, now=JULY)
    assert known(plan, JULY - SECOND) == [("Talks", "AGREED", "")]
    assert known(plan, JULY) == []


def test_voices_came_from_where_they_were_said_to_come(plan: ActionPlan, helen: User) -> None:
    village, town = CommunityFactory.create(), CommunityFactory.create()
    proposed = {"title": "Talks", "state": MeasureState.PROPOSED}
    measure = add_measure(
        plan=plan, values={**proposed, "communities": [village]}, by=helen, now=MAY
    )
    edit_measure(measure=measure, values={"communities": [town]}, by=helen, now=JULY)
    assert places(plan, MAY) == [village.pk]
    assert places(plan, JULY - SECOND) == [village.pk]
    assert places(plan, JULY) == [town.pk]
    edit_measure(measure=measure, values={"communities": []}, by=helen, now=NOW)
    assert places(plan, NOW - SECOND) == [town.pk]
    assert places(plan, NOW) == []


def places(plan: ActionPlan, now: datetime) -> list[int]:
    (then,) = latest_measures([plan], now=now)[plan.pk]
    return known_communities(then.measure, now=now)


def test_measure_older_than_its_history_is_as_that_begins(plan: ActionPlan, helen: User) -> None:
    measure = MeasureFactory.create(plan=plan, title="Talks")
    edit_measure(measure=measure, values={"title": "Talks held"}, by=helen, now=JULY)
    before_any = datetime(2021, 1, 1, tzinfo=UTC)
    assert known(plan, before_any) == [("Talks", "AGREED", "")]


def test_figures_that_count_something_else_are_not_compared(plan: ActionPlan, helen: User) -> None:
    measure = MeasureFactory.create(plan=plan)
    ReadingFactory.create(measure=measure, value=6, recorded_at=JULY, **JUNE)
    ReadingFactory.create(measure=measure, value=10, recorded_at=NOW - SECOND)
    since = date(2022, 7, 1)
    define_measure(measure=measure, text="By head", valid_from=since, by=helen, now=NOW)
    (then,) = latest_measures([plan], now=NOW - SECOND)[plan.pk]
    assert (then.is_counted_anew, then.before) == (False, "6 in April to June")
    (now,) = latest_measures([plan], now=NOW)[plan.pk]
    assert (now.is_counted_anew, now.before, now.beside) == (True, "", "July to September")
    assert now.change == "not compared with April to June: what is counted has changed"


def test_last_years_definition_holds_on_and_the_same_words_break_nothing(helen: User) -> None:
    before = MeasureFactory.create(
        plan__year="2021/22", plan__starts_on=date(2021, 4, 1), plan__ends_on=date(2022, 3, 31)
    )
    measure = MeasureFactory.create(continues=before)
    first: dict[str, Any] = {"text": "Talks held", "by": helen, "now": MAY}
    define_measure(measure=before, valid_from=date(2021, 4, 1), **first)
    define_measure(measure=measure, valid_from=date(2022, 4, 1), **first)
    last = {"period_start": date(2022, 1, 1), "period_end": date(2022, 3, 31)}
    ReadingFactory.create(measure=before, value=6, recorded_at=MAY, **last)
    ReadingFactory.create(measure=measure, value=8, recorded_at=JULY, **JUNE)
    (standing,) = latest_measures([measure.plan], now=NOW)[measure.plan_id]
    assert standing.change == "2 more than January to March (no judgement)"


@pytest.mark.parametrize("count", [1, 30])
def test_measures_of_a_past_moment_take_the_same_queries_for_1_and_30(
    count: int, helen: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plans = []
    for _ in range(count):
        measure = MeasureFactory.create()
        edit_measure(measure=measure, values={"title": "Other"}, by=helen, now=JULY)
        ReadingFactory.create(measure=measure, recorded_at=MAY, **JUNE)
        define_measure(measure=measure, text="New", valid_from=date(2022, 6, 1), by=helen, now=MAY)
        plans.append(measure.plan)
    with django_assert_num_queries(2):
        assert len(latest_measures(plans, now=MAY)) == count


deeds = st.lists(
    st.tuples(
        st.sampled_from(["edit", "define", "read", "correct", "add", "retire"]),
        st.integers(1, 60),
    ),
    max_size=8,
)


@given(earlier=deeds, later=deeds)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_yesterday_never_changes_by_what_is_entered_today(
    earlier: list[tuple[str, int]], later: list[tuple[str, int]]
) -> None:
    plan, by = ActionPlanFactory.create(), UserFactory.create()
    CommunityFactory.create()
    do(plan, earlier, by, NOW - timedelta(days=1))
    said = everything(plan, NOW - SECOND)
    do(plan, later, by, NOW)
    assert everything(plan, NOW - SECOND) == said


def everything(plan: ActionPlan, now: datetime) -> list[Any]:
    found = latest_measures([plan], now=now).get(plan.pk, [])
    return [
        (
            *(one.measure.pk, one.measure.title, one.figure, one.before, one.change, one.aim),
            *(one.trail, known_communities(one.measure, now=now)),
        )
        for one in found
    ]


def do(plan: ActionPlan, deeds: list[tuple[str, int]], by: User, now: datetime) -> None:
    for deed, number in deeds:
        measure = plan.measures.exclude(state=MeasureState.RETIRED).order_by("pk").last()
        if deed == "add" or measure is None:
            values = {"title": f"Measure {number}", "state": MeasureState.PROPOSED}
            add_measure(plan=plan, values=values, by=by, now=now)
        else:
            DEEDS[deed](measure, number, by=by, now=now)


def _edit(measure: Measure, number: int, **who: Any) -> None:
    places = Community.objects.all()[: number % 2]
    values = {"title": f"Title {number}", "communities": list(places)}
    edit_measure(measure=measure, values=values, **who)


def _retire(measure: Measure, number: int, **who: Any) -> None:
    gone = {"retired_on": date(2022, 9, 1), "retired_because": f"Reason {number}"}
    edit_measure(measure=measure, values={"state": "RETIRED", **gone}, **who)


def _define(measure: Measure, number: int, **who: Any) -> None:
    since = date(2022, 4, 1) + timedelta(days=number * 3)
    newest = measure.definitions.count()
    define_measure(measure=measure, text=f"Text {number} {newest}", valid_from=since, **who)


def _read(measure: Measure, number: int, **who: Any) -> None:
    free: dict[str, Any] = {
        "period_start": date(2022, 4, 1) + timedelta(days=measure.readings.count())
    }
    period = {**free, "period_end": free["period_start"]}
    add_reading(measure=measure, read=Read(Decimal(number), narrative="So"), **period, **who)


def _correct(measure: Measure, number: int, **who: Any) -> None:
    reading = measure.readings.filter(replaced_by=None).first()
    if reading:
        correct_reading(reading=reading, read=Read(Decimal(number), narrative="Right"), **who)


DEEDS = {
    "edit": _edit,
    "retire": _retire,
    "define": _define,
    "read": _read,
    "correct": _correct,
}
