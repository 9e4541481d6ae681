"""One priority, from what people said to what is done."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from actionplans.models import (
    ActionPlan,
    ActionStatus,
    EventKind,
    PlanEvent,
    PlanStatus,
    Rating,
    ReviewAnswer,
    ReviewState,
    Via,
)
from consultations.models import Community, CommunityKind, Theme
from partners.models import User
from priorities.models import Alignment, CountyPriority, Priority, Reason, ReasonKind
from smp_portal.pages.priorities.queries import PriorityPage, read_priority
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    PartnerFactory,
    PriorityFactory,
    ReviewFactory,
    ReviewRoundFactory,
    StrategicPlanFactory,
    UserFactory,
    administrator,
    board_member,
    officer,
    owner,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)
PAGE = "/priorities/road-safety/"


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with time_machine.travel("2022-10-05T09:30:00+01:00", tick=False):
        yield


@pytest.fixture
def priority() -> Priority:
    priority: Priority = PriorityFactory.create(number=2, title="Road safety", slug="road-safety")
    reasons = [
        (ReasonKind.CONSULTATION, "Highest polling issue in the villages.", "Survey, January 2020"),
        (ReasonKind.PROGRAMME, "Complements the awareness programmes.", ""),
    ]
    for number, (kind, text, source) in enumerate(reasons, start=1):
        Reason.objects.create(priority=priority, number=number, kind=kind, text=text, source=source)
    county = CountyPriority.objects.create(number=1, title="Protect the most vulnerable")
    Alignment.objects.create(priority=priority, county_priority=county)
    priority.themes.add(Theme.objects.create(number=8, title="Environment", slug="environment"))
    return priority


@pytest.fixture
def plan(priority: Priority) -> ActionPlan:
    council = PartnerFactory.create(name="Leicestershire County Council")
    tom = owner(full_name="Tom Ashby", post="Road Safety Officer", partner=council)
    plan: ActionPlan = ActionPlanFactory.create(
        priority=priority, title="Road safety", number=2, owner=tom
    )
    return plan


def read(priority: Priority, reader: User | None = None) -> PriorityPage:
    return read_priority(priority, reader=reader or officer(), now=NOW)


def html_of(client: Client, user: User) -> str:
    client.force_login(user)
    response = client.get(PAGE)
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())


def answered(plan: ActionPlan, rating: Rating, **details: Any) -> None:
    """The plan's owner answered the round of July to September."""
    round_ = ReviewRoundFactory.create(opened_at=datetime(2022, 10, 3, 8, tzinfo=UTC))
    review = ReviewFactory.create(round=round_, plan=plan, state=ReviewState.ANSWERED)
    at = datetime(2022, 10, 4, 12, tzinfo=UTC)
    ReviewAnswer.objects.create(
        review=review, rating=rating, by=UserFactory.create(), via=Via.LINK, at=at, **details
    )


# What it says


def test_priority_detail_leads_from_what_people_said_to_why(
    client: Client, priority: Priority
) -> None:
    html = html_of(client, board_member())
    assert "<title>Road safety – Safer Melton portal</title>" in html
    assert "Priority 2 of the plan 2021 to 2024" in html
    assert (
        "<b>Highest polling issue in the villages.</b> "
        '<span class="meta">Survey, January 2020</span>'
    ) in html
    assert html.count("Highest polling issue in the villages.") == 1
    assert "It is what people said, above." in html
    programme = escape("A partner's programme")
    assert (f'Complements the awareness programmes. <span class="meta">{programme}</span>') in html
    assert "Protect the most vulnerable" in html
    assert "Environment" in html


def test_priority_detail_without_a_consultation_says_so_plainly(
    client: Client, priority: Priority
) -> None:
    priority.reasons.filter(kind=ReasonKind.CONSULTATION).delete()
    html = html_of(client, officer())
    assert "No consultation is among the reasons for this priority." in html
    assert "It is what people said" not in html
    assert "gap" not in html
    assert "broken" not in html


def test_priority_detail_says_what_is_still_to_be_written(
    client: Client, priority: Priority
) -> None:
    assert '<li class="meta">Still to be written</li>' in html_of(client, officer())
    priority.what_we_want = "Slower traffic.\nSafer children."
    priority.save()
    html = html_of(client, officer())
    assert "Slower traffic.<br>Safer children." in html
    assert "How we will work is still to be written" in html
    assert '<li class="meta">Still to be written</li>' not in html


def test_priority_detail_without_a_plan_says_so(client: Client, priority: Priority) -> None:
    html = html_of(client, officer())
    assert "No action plan is active for this priority yet." in html
    assert "Next answer due" not in html


def test_priority_detail_names_posts_and_not_people(
    client: Client, priority: Priority, plan: ActionPlan
) -> None:
    html = html_of(client, board_member())
    assert "Road Safety Officer, Leicestershire County Council" in html
    assert "Tom Ashby" not in html


def test_priority_detail_of_a_vacant_plan_says_so(
    client: Client, priority: Priority, plan: ActionPlan
) -> None:
    User.objects.filter(pk=plan.owner_id).update(is_active=False)
    assert "<strong>No owner at present</strong>" in html_of(client, officer())


def test_priority_detail_shows_the_rating_and_what_the_owner_says(
    client: Client, priority: Priority, plan: ActionPlan
) -> None:
    answered(plan, Rating.AMBER, narrative="Two schools wait.")
    html = html_of(client, board_member())
    assert '<span class="rating__words">At risk</span>' in html
    assert "First answer<br>Awaiting the officer</span>" in html
    assert "What the owner says" in html
    assert 'Two schools wait. <span class="meta">4 October 2022</span>' in html


def test_priority_takes_the_worst_rating_of_its_plans(priority: Priority, plan: ActionPlan) -> None:
    answered(plan, Rating.GREEN)
    second = ActionPlanFactory.create(priority=priority)
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


# Whose plans


@pytest.mark.parametrize(
    "hidden",
    [{"is_restricted": True}, {"status": PlanStatus.DRAFT}, {"status": PlanStatus.CLOSED}],
)
def test_priority_detail_tells_nothing_of_a_plan_that_is_not_for_the_reader(
    client: Client, priority: Priority, hidden: dict[str, Any]
) -> None:
    plan = ActionPlanFactory.create(priority=priority, title="Quiet matter", **hidden)
    ActionFactory.create(plan=plan, title="Quiet action")
    html = html_of(client, board_member())
    assert "Quiet" not in html
    assert "overdue" not in html
    assert "No action plan is active for this priority yet." in html


def test_priority_detail_counts_a_restricted_plan_for_those_who_may_read_it(
    priority: Priority, plan: ActionPlan
) -> None:
    ActionFactory.create(plan=plan)
    restricted = ActionPlanFactory.create(priority=priority, is_restricted=True)
    ActionFactory.create(plan=restricted)
    reader = board_member()
    assert read(priority, reader).actions_in_words == "1 action"
    restricted.readers.add(reader)
    assert read(priority, reader).actions_in_words == "2 actions"
    assert read(priority, officer()).actions_in_words == "2 actions"


# Who may


@pytest.mark.parametrize("make", [owner, board_member, officer, administrator])
def test_priority_detail_is_read_by_every_role(
    client: Client, priority: Priority, make: Any
) -> None:
    html_of(client, make())


def test_priority_detail_is_not_there_for_an_unknown_role(
    client: Client, priority: Priority
) -> None:
    client.force_login(UserFactory.create(role="STRANGER"))
    assert client.get(PAGE).status_code == HTTPStatus.NOT_FOUND


def test_priority_detail_asks_to_sign_in(client: Client, priority: Priority) -> None:
    response = client.get(PAGE)
    assert response.status_code == HTTPStatus.FOUND
    assert response.headers["Location"] == f"/accounts/login/?next={PAGE}"


def test_priority_detail_takes_no_post(client: Client, priority: Priority) -> None:
    client.force_login(officer())
    assert client.post(PAGE).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_priority_detail_of_nothing_is_not_there(client: Client, priority: Priority) -> None:
    client.force_login(officer())
    assert client.get("/priorities/noise/").status_code == HTTPStatus.NOT_FOUND


def test_priority_detail_is_of_the_current_plan(client: Client, priority: Priority) -> None:
    old = StrategicPlanFactory.create(
        slug="2018-2021", starts_on=date(2018, 4, 1), ends_on=date(2021, 3, 31)
    )
    PriorityFactory.create(plan=old, slug="road-safety", title="Roads of old")
    PriorityFactory.create(plan=old, slug="burglary")
    assert "Roads of old" not in html_of(client, officer())
    assert client.get("/priorities/burglary/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("count", [1, 30])
def test_priority_detail_takes_the_same_queries_for_1_and_30_actions(
    client: Client,
    priority: Priority,
    plan: ActionPlan,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    answered(plan, Rating.GREEN, narrative="All well.")
    place = Community.objects.create(name="Asfordby", slug="asfordby", kind=CommunityKind.VILLAGE)
    for _ in range(count):
        ActionFactory.create(plan=plan).communities.add(place)
    client.force_login(board_member())
    with django_assert_num_queries(14):
        client.get(PAGE)
