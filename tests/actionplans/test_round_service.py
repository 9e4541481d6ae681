"""Rounds: made a year ahead by the framework's rules, opened when their day has come."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from actionplans.models import (
    FrameworkSettings,
    PlanStatus,
    Review,
    ReviewRound,
    ReviewState,
)
from actionplans.quarters import Quarter
from actionplans.services.rounds import (
    make_rounds,
    next_quarter_without_round,
    open_due_rounds,
    propose_rounds,
)
from smp_portal.foundation.working_days import is_working_day
from tests.factories import (
    ActionPlanFactory,
    ForumFactory,
    MeetingFactory,
    ReviewFactory,
    ReviewRoundFactory,
)

pytestmark = pytest.mark.django_db

MONDAY_9AM = datetime(2022, 10, 3, 8, 0, tzinfo=UTC)


def april_to_june(**details: object) -> ReviewRound:
    dates = {
        "title": "April to June 2022",
        "period_start": date(2022, 4, 1),
        "period_end": date(2022, 6, 30),
        "opens_on": date(2022, 7, 1),
        "due_on": date(2022, 7, 8),
        "papers_on": None,
    }
    return ReviewRoundFactory.create(**dates | details)


def states() -> list[tuple[str, str]]:
    rows = Review.objects.order_by("round__period_end", "plan__number")
    return list(rows.values_list("plan__title", "state"))


def test_round_opens_on_its_day_and_asks_about_active_plans() -> None:
    ReviewRoundFactory.create()
    ActionPlanFactory.create(title="Road safety")
    ActionPlanFactory.create(title="A draft", status=PlanStatus.DRAFT)
    ActionPlanFactory.create(title="Closed", status=PlanStatus.CLOSED)
    ActionPlanFactory.create(
        title="Next year's", year="2023/24", starts_on=date(2023, 4, 1), ends_on=date(2024, 3, 31)
    )
    assert open_due_rounds(now=MONDAY_9AM) == 1
    assert ReviewRound.objects.get().opened_at == MONDAY_9AM
    assert states() == [("Road safety", ReviewState.AWAITED)]


def test_round_does_not_open_the_day_before() -> None:
    ReviewRoundFactory.create()
    ActionPlanFactory.create()
    sunday_night = datetime(2022, 10, 2, 22, 59, tzinfo=UTC)
    assert open_due_rounds(now=sunday_night) == 0
    assert ReviewRound.objects.get().opened_at is None
    assert states() == []


def test_round_opens_at_midnight_in_london() -> None:
    ReviewRoundFactory.create()
    summer_midnight = datetime(2022, 10, 2, 23, 0, tzinfo=UTC)
    assert open_due_rounds(now=summer_midnight) == 1


def test_round_opens_once_however_often_it_is_looked_for() -> None:
    ReviewRoundFactory.create()
    ActionPlanFactory.create()
    later = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
    assert open_due_rounds(now=MONDAY_9AM) == 1
    assert open_due_rounds(now=later) == 0
    assert ReviewRound.objects.get().opened_at == MONDAY_9AM
    assert Review.objects.count() == 1


def test_round_claimed_by_another_worker_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = ReviewRoundFactory.create()
    ActionPlanFactory.create()
    seen_unopened = list(ReviewRound.objects.to_open(on=date(2022, 10, 3)))
    open_due_rounds(now=MONDAY_9AM)
    monkeypatch.setattr(
        "actionplans.models.round.ReviewRoundQuerySet.to_open", lambda *_, **__: seen_unopened
    )
    assert open_due_rounds(now=datetime(2022, 10, 3, 9, 0, tzinfo=UTC)) == 0
    round_.refresh_from_db()
    assert round_.opened_at == MONDAY_9AM


def test_round_opening_makes_earlier_unanswered_reviews_missed() -> None:
    earlier = april_to_june(opened_at=datetime(2022, 7, 1, 8, 0, tzinfo=UTC))
    awaited = ReviewFactory.create(round=earlier)
    kept = [
        ReviewFactory.create(round=earlier, state=state)
        for state in (ReviewState.ANSWERED, ReviewState.RETURNED, ReviewState.ACCEPTED)
    ]
    ReviewRoundFactory.create()
    open_due_rounds(now=MONDAY_9AM)
    awaited.refresh_from_db()
    assert awaited.state == ReviewState.MISSED
    for review, state in zip(kept, ("ANSWERED", "RETURNED", "ACCEPTED"), strict=True):
        review.refresh_from_db()
        assert review.state == state


@pytest.mark.parametrize(
    ("due_on", "state"),
    [(date(2022, 10, 3), ReviewState.AWAITED), (date(2022, 9, 30), ReviewState.MISSED)],
)
def test_round_opening_leaves_what_was_asked_extra_until_it_is_due(
    due_on: date, state: ReviewState
) -> None:
    opened = datetime(2022, 9, 20, 8, 0, tzinfo=UTC)
    days = {"opens_on": date(2022, 9, 20), "due_on": due_on, "papers_on": None}
    extra = april_to_june(is_extra=True, opened_at=opened, **days)
    review = ReviewFactory.create(round=extra)
    ReviewRoundFactory.create()
    open_due_rounds(now=MONDAY_9AM)
    review.refresh_from_db()
    assert review.state == state
    still_open = extra in ReviewRound.objects.open_now()
    assert still_open == (state == ReviewState.AWAITED)


def test_rounds_two_due_at_once_open_in_order() -> None:
    april_to_june()
    ReviewRoundFactory.create()
    ActionPlanFactory.create(title="Road safety")
    assert open_due_rounds(now=MONDAY_9AM) == 2
    assert states() == [
        ("Road safety", ReviewState.MISSED),
        ("Road safety", ReviewState.AWAITED),
    ]


def test_plan_activated_while_a_round_runs_is_asked_too() -> None:
    ReviewRoundFactory.create()
    open_due_rounds(now=MONDAY_9AM)
    ActionPlanFactory.create(title="Begun late")
    open_due_rounds(now=datetime(2022, 10, 13, 8, 0, tzinfo=UTC))
    assert states() == [("Begun late", ReviewState.AWAITED)]


def test_plan_activated_after_the_papers_waits_for_the_next_round() -> None:
    ReviewRoundFactory.create()
    open_due_rounds(now=MONDAY_9AM)
    ActionPlanFactory.create()
    open_due_rounds(now=datetime(2022, 10, 14, 8, 0, tzinfo=UTC))
    assert states() == []


def test_plan_closed_without_an_answer_has_missed_it() -> None:
    review = ReviewFactory.create(plan__status=PlanStatus.CLOSED)
    open_due_rounds(now=MONDAY_9AM)
    review.refresh_from_db()
    assert review.state == ReviewState.MISSED


def test_rounds_of_a_year_follow_the_rules_and_the_board() -> None:
    board = MeetingFactory.create()
    MeetingFactory.create(held_on=date(2022, 10, 7), papers_on=date(2022, 10, 4))
    made = make_rounds(first=Quarter(2022, 2))
    assert [(r.title, r.opens_on, r.due_on, r.papers_on, r.meeting) for r in made] == [
        (
            "July to September 2022",
            date(2022, 10, 3),
            date(2022, 10, 10),
            date(2022, 10, 13),
            board,
        ),
        ("October to December 2022", date(2023, 1, 3), date(2023, 1, 10), None, None),
        ("January to March 2023", date(2023, 4, 3), date(2023, 4, 12), None, None),
        ("April to June 2023", date(2023, 7, 3), date(2023, 7, 10), None, None),
    ]


def test_rounds_follow_the_board_alone_and_only_before_the_next_round() -> None:
    other = ForumFactory.create(slug="jag", name="Joint Action Group", is_board=False)
    MeetingFactory.create(forum=other)
    MeetingFactory.create(held_on=date(2023, 1, 20), papers_on=date(2023, 1, 12))
    summer, autumn, *_ = propose_rounds(first=Quarter(2022, 2))
    assert (summer.papers_on, autumn.papers_on) == (None, date(2023, 1, 12))


def test_rounds_made_twice_are_made_once() -> None:
    assert len(make_rounds(first=Quarter(2022, 2))) == 4
    assert make_rounds(first=Quarter(2022, 2)) == []
    assert len(make_rounds(first=Quarter(2022, 3))) == 1
    assert ReviewRound.objects.count() == 5


def test_rounds_take_the_days_to_answer_from_the_framework() -> None:
    FrameworkSettings.objects.create(answer_days=1)
    assert propose_rounds(first=Quarter(2022, 2))[0].due_on == date(2022, 10, 4)


def test_next_quarter_follows_the_last_round() -> None:
    assert next_quarter_without_round(on=date(2022, 10, 5)) == Quarter(2022, 3)
    ReviewRoundFactory.create()
    april_to_june()
    assert next_quarter_without_round(on=date(2025, 1, 1)) == Quarter(2022, 3)


class RoundDatesTest(TestCase):
    """Whatever the year, rounds open and fall due on working days, in order."""

    @given(st.integers(2021, 2035), st.integers(1, 4), st.integers(0, 15))
    def test_round_dates_are_working_days_in_order(
        self, year: int, number: int, answer_days: int
    ) -> None:
        FrameworkSettings.objects.update_or_create(defaults={"answer_days": answer_days})
        for round_ in propose_rounds(first=Quarter(year, number)):
            assert is_working_day(round_.opens_on)
            assert is_working_day(round_.due_on)
            assert round_.period_end < round_.opens_on <= round_.due_on
            assert (round_.opens_on - round_.period_end).days <= 5
