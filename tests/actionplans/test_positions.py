"""Where a plan stands, by the rules of the performance framework."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from actionplans.models import (
    ActionPlan,
    ActionStatus,
    DecisionKind,
    Rating,
    Review,
    ReviewAnswer,
    ReviewDecision,
    ReviewRound,
    Via,
)
from actionplans.queries.positions import positions
from actionplans.queries.standing import ActionCounts, Freshness, PlanPosition, worst
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    ReviewFactory,
    ReviewRoundFactory,
    UserFactory,
    officer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

TODAY = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)


def opened_round(title: str, start: date, end: date, opens: date, due: date) -> ReviewRound:
    return ReviewRoundFactory.create(
        title=title,
        period_start=start,
        period_end=end,
        opens_on=opens,
        due_on=due,
        papers_on=None,
        opened_at=datetime(opens.year, opens.month, opens.day, 8, tzinfo=UTC),
    )


@pytest.fixture
def spring() -> ReviewRound:
    return opened_round(
        "April to June 2022",
        date(2022, 4, 1),
        date(2022, 6, 30),
        date(2022, 7, 1),
        date(2022, 7, 8),
    )


@pytest.fixture
def summer() -> ReviewRound:
    return opened_round(
        "July to September 2022",
        date(2022, 7, 1),
        date(2022, 9, 30),
        date(2022, 10, 3),
        date(2022, 10, 10),
    )


def answer(review: Review, rating: Rating, at: datetime) -> ReviewAnswer:
    return ReviewAnswer.objects.create(
        review=review, rating=rating, by=UserFactory.create(), via=Via.PORTAL, at=at
    )


@pytest.fixture
def owing(spring: ReviewRound, summer: ReviewRound) -> ActionPlan:
    """A plan that was on track in spring and has still to answer for summer."""
    plan = ActionPlanFactory.create()
    in_spring = ReviewFactory.create(round=spring, plan=plan)
    answer(in_spring, Rating.GREEN, datetime(2022, 7, 5, tzinfo=UTC))
    ReviewFactory.create(round=summer, plan=plan)
    return plan


def position_of(plan: ActionPlan, now: datetime = TODAY) -> PlanPosition:
    (position,) = positions(ActionPlan.objects.filter(pk=plan.pk), now=now)
    return position


def test_position_of_a_plan_never_answered() -> None:
    position = position_of(ActionPlanFactory.create())
    assert position.rating == Rating.GREY
    assert position.words == "Not yet rated"
    assert position.compared == "New this year"
    assert position.freshness is Freshness.NEVER
    assert position.actions == ActionCounts()


def test_position_got_worse(spring: ReviewRound, summer: ReviewRound) -> None:
    plan = ActionPlanFactory.create()
    answer(
        ReviewFactory.create(round=spring, plan=plan),
        Rating.GREEN,
        datetime(2022, 7, 5, tzinfo=UTC),
    )
    answer(
        ReviewFactory.create(round=summer, plan=plan),
        Rating.AMBER,
        datetime(2022, 10, 4, tzinfo=UTC),
    )
    position = position_of(plan)
    assert position.rating == Rating.AMBER
    assert position.words == "At risk"
    assert position.compared == "Worse than July (on track)"
    assert position.awaits_officer
    assert position.asked_due_on is None


def test_position_keeps_the_last_answer_until_the_next_is_due(owing: ActionPlan) -> None:
    position = position_of(owing)
    assert position.rating == Rating.GREEN
    assert position.compared == "July; new answer due Monday 10 October"
    assert position.freshness is Freshness.CURRENT


def test_position_turns_grey_the_day_after_the_answer_was_due(owing: ActionPlan) -> None:
    last_minute = datetime(2022, 10, 10, 22, 59, tzinfo=UTC)
    assert position_of(owing, last_minute).rating == Rating.GREEN
    after_midnight = datetime(2022, 10, 10, 23, 0, tzinfo=UTC)
    position = position_of(owing, after_midnight)
    assert position.rating == Rating.GREY
    assert position.words == "No update since July"
    assert position.compared == "Was on track in July"


def test_position_looks_back_to_the_plan_it_continues(spring: ReviewRound) -> None:
    last_year = ActionPlanFactory.create(year="2021/22")
    winter = opened_round(
        "January to March 2022",
        date(2022, 1, 1),
        date(2022, 3, 31),
        date(2022, 4, 1),
        date(2022, 4, 8),
    )
    answer(
        ReviewFactory.create(round=winter, plan=last_year),
        Rating.GREEN,
        datetime(2022, 4, 6, tzinfo=UTC),
    )
    plan = ActionPlanFactory.create(continues=last_year)
    ReviewFactory.create(round=spring, plan=plan)
    position = position_of(plan)
    assert position.words == "No update since April"
    assert position.compared == "Was on track in April"


def test_position_takes_the_officers_correction(spring: ReviewRound) -> None:
    review = ReviewFactory.create(round=spring)
    told = answer(review, Rating.GREEN, datetime(2022, 7, 5, tzinfo=UTC))
    ReviewDecision.objects.create(
        review=review,
        answer=told,
        kind=DecisionKind.CORRECT,
        rating=Rating.RED,
        reason="Two actions have stopped.",
        by=officer(),
        at=datetime(2022, 7, 6, tzinfo=UTC),
    )
    before = position_of(review.plan, datetime(2022, 7, 5, 12, tzinfo=UTC))
    assert (before.rating, before.awaits_officer) == (Rating.GREEN, True)
    after = position_of(review.plan, datetime(2022, 7, 6, 12, tzinfo=UTC))
    assert (after.rating, after.awaits_officer) == (Rating.RED, False)


def test_position_counts_the_newest_of_two_answers(spring: ReviewRound) -> None:
    review = ReviewFactory.create(round=spring)
    answer(review, Rating.GREEN, datetime(2022, 7, 5, 9, tzinfo=UTC))
    answer(review, Rating.AMBER, datetime(2022, 7, 5, 10, tzinfo=UTC))
    position = position_of(review.plan)
    assert position.rating == Rating.AMBER
    assert position.compared == "First answer"


def test_position_says_where_the_dates_differ(spring: ReviewRound) -> None:
    review = ReviewFactory.create(round=spring)
    answer(review, Rating.GREEN, datetime(2022, 7, 5, tzinfo=UTC))
    ActionFactory.create(plan=review.plan, due_on=date(2022, 9, 16))
    ActionFactory.create(
        plan=review.plan, status=ActionStatus.COMPLETE, completed_on=date(2022, 9, 1)
    )
    ActionFactory.create(plan=review.plan, status=ActionStatus.CANCELLED)
    ActionFactory.create(plan=review.plan, due_on=date(2022, 10, 5))
    position = position_of(review.plan)
    assert position.dates_differ == "One action is 19 days late"
    assert position.actions == ActionCounts(complete=1, under_way=0, to_start=1, overdue=1)


def test_worst_of_a_priority() -> None:
    green, grey = ActionPlanFactory.create(), ActionPlanFactory.create()
    assert worst([]) is None
    standing = worst([position_of(grey), position_of(green)])
    assert standing is not None
    assert standing.rating == Rating.GREY


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("days_ago", "queries"), [(0, 4), (1, 5)])
def test_positions_take_the_same_queries_for_one_plan_and_thirty(
    count: int,
    days_ago: int,
    queries: int,
    spring: ReviewRound,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for plan in ActionPlanFactory.create_batch(count):
        review = ReviewFactory.create(round=spring, plan=plan)
        answer(review, Rating.GREEN, datetime(2022, 7, 5, tzinfo=UTC))
        ActionFactory.create(plan=plan)
    with django_assert_num_queries(queries):
        found = positions(ActionPlan.objects.all(), now=TODAY - timedelta(days=days_ago))
    assert len(found) == count
