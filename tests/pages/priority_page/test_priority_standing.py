"""What the page of a priority makes of its plans: rating, actions, places and the next answer."""

from datetime import UTC, date, datetime

import pytest

from actionplans.models import (
    ActionPlan,
    ActionStatus,
    EventKind,
    PlanEvent,
    Rating,
    ReviewAnswer,
    Via,
)
from consultations.models import Community, CommunityKind
from priorities.models import Priority
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    ReviewFactory,
    ReviewRoundFactory,
    UserFactory,
)
from tests.pages.priority_page.reading import NOW, answered, read

pytestmark = pytest.mark.django_db


def test_priority_takes_the_worst_rating_of_its_plans(priority: Priority, plan: ActionPlan) -> None:
    answered(plan, Rating.GREEN)
    second = ActionPlanFactory.create(priority=priority, number=3)
    review = ReviewFactory.create(round=plan.reviews.get().round, plan=second)
    ReviewAnswer.objects.create(
        review=review, rating=Rating.RED, by=UserFactory.create(), via=Via.LINK, at=NOW
    )
    standing = read(priority).standing
    assert standing is not None
    assert (standing.plan, standing.rating) == (second, Rating.RED)


def test_actions_are_shown_by_urgency_and_complete_ones_last(
    priority: Priority, plan: ActionPlan
) -> None:
    ActionFactory.create(
        plan=plan,
        reference="2.1",
        title="Speed watch",
        status=ActionStatus.COMPLETE,
        completed_on=date(2022, 9, 12),
    )
    ActionFactory.create(plan=plan, reference="2.2", title="Talks", due_on=date(2022, 12, 1))
    late = ActionFactory.create(
        plan=plan,
        reference="2.3",
        title="Parking",
        status=ActionStatus.IN_PROGRESS,
        rating=Rating.AMBER,
        due_on=date(2022, 9, 16),
        original_due_on=date(2022, 6, 2),
    )
    for _ in range(2):
        PlanEvent.objects.create(plan=plan, action=late, kind=EventKind.REDATED, at=NOW)
    ActionFactory.create(plan=plan, reference="2.4", status=ActionStatus.CANCELLED)

    page = read(priority)

    assert [
        (str(one.action), one.rating, one.words, one.when, one.is_late) for one in page.actions
    ] == [
        (
            "2.3 Parking",
            "AMBER",
            "In progress",
            "Due 16 September 2022, moved twice (106 days), 19 days late",
            True,
        ),
        ("2.2 Talks", "", "Not started", "Due 1 December 2022", False),
        ("2.1 Speed watch", "BLUE", "", "Complete on 12 September 2022", False),
    ]
    assert page.actions_in_words == "3 actions"
    assert (page.counts.complete, page.counts.to_start, page.counts.overdue) == (1, 1, 1)


@pytest.mark.parametrize(
    ("times", "due_on", "words"),
    [
        (1, date(2022, 12, 2), "Due 2 December 2022, moved once (1 day)"),
        (3, date(2022, 12, 31), "Due 31 December 2022, moved 3 times (30 days)"),
    ],
)
def test_action_says_how_often_its_date_moved(
    priority: Priority, plan: ActionPlan, times: int, due_on: date, words: str
) -> None:
    action = ActionFactory.create(plan=plan, due_on=due_on, original_due_on=date(2022, 12, 1))
    for _ in range(times):
        PlanEvent.objects.create(plan=plan, action=action, kind=EventKind.REDATED, at=NOW)
    assert [shown.when for shown in read(priority).actions] == [words]


@pytest.mark.parametrize(
    ("count", "shown", "words"),
    [(1, 1, "1 action"), (8, 8, "8 actions"), (30, 8, "8 of 30 actions")],
)
def test_long_plan_shows_its_most_urgent_actions(
    priority: Priority, plan: ActionPlan, count: int, shown: int, words: str
) -> None:
    for _ in range(count):
        ActionFactory.create(plan=plan)
    page = read(priority)
    assert (len(page.actions), page.actions_in_words) == (shown, words)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], []),
        (["Bottesford", "Asfordby"], ["Asfordby", "Bottesford"]),
        (["A", "B", "C", "D", "E"], ["A", "B", "C", "D", "E"]),
        (["A", "B", "C", "D", "E", "F"], ["A", "B", "C", "D", "2 more"]),
    ],
)
def test_places_are_named_once_and_a_few(
    priority: Priority, plan: ActionPlan, names: list[str], said: list[str]
) -> None:
    places = [
        Community.objects.create(name=name, slug=name.lower(), kind=CommunityKind.VILLAGE)
        for name in names
    ]
    for _ in range(2):
        ActionFactory.create(plan=plan).communities.set(places)
    assert read(priority).places == said


def test_next_answer_is_due_in_the_round_that_asks(priority: Priority, plan: ActionPlan) -> None:
    round_ = ReviewRoundFactory.create(opened_at=datetime(2022, 10, 3, 8, tzinfo=UTC))
    ReviewFactory.create(round=round_, plan=plan)
    assert read(priority).next_due_on == date(2022, 10, 10)


def test_next_answer_after_one_was_given_is_due_in_the_coming_round(
    priority: Priority, plan: ActionPlan
) -> None:
    answered(plan, Rating.GREEN)
    assert read(priority).next_due_on is None
    ReviewRoundFactory.create(
        period_start=date(2022, 10, 1),
        period_end=date(2022, 12, 31),
        opens_on=date(2023, 1, 3),
        due_on=date(2023, 1, 10),
        papers_on=None,
    )
    assert read(priority).next_due_on == date(2023, 1, 10)
