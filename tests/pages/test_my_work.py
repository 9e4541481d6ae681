"""The page that each person opens first."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from actionplans.models import (
    EventKind,
    PlanEvent,
    Rating,
    Review,
    ReviewAnswer,
    ReviewRound,
    ReviewState,
    Via,
)
from partners.models import User
from tests.factories import (
    AbsenceFactory,
    ActionFactory,
    ActionPlanFactory,
    MeetingFactory,
    ReviewFactory,
    UserFactory,
    board_member,
    officer,
    owner,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

MORNING = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)


def answered(review: Review, **details: object) -> ReviewAnswer:
    review.state = ReviewState.ANSWERED
    review.save()
    given = {"rating": Rating.GREEN, "by": review.plan.owner, "via": Via.LINK, "at": MORNING}
    return ReviewAnswer.objects.create(review=review, **(given | details))


def text_of(client: Client, person: User) -> str:
    client.force_login(person)
    response = client.get(reverse("pages:my_work"))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_my_work_says_warmly_that_nothing_waits(client: Client) -> None:
    assert "Nothing waits for you today." in text_of(client, owner())


def test_my_work_of_an_owner(client: Client, round_: ReviewRound) -> None:
    person = owner()
    plan = ActionPlanFactory.create(title="Road safety", owner=person)
    review = ReviewFactory.create(round=round_, plan=plan)
    page = text_of(client, person)
    assert "1 update waits for your answer" in page
    assert "Road safety action plan" in page
    assert "July to September 2022 · due Monday 10 October" in page
    assert reverse("actionplans:review_answer", args=[review.pk]) in page
    assert "Plans you own" in page
    assert "Came in, to accept or return" not in page


def test_my_work_of_an_actions_lead_person(client: Client, round_: ReviewRound) -> None:
    person = owner()
    action = ActionFactory.create(
        reference="1.4", title="Lighting survey", lead_person=person, due_on=date(2022, 9, 30)
    )
    review = ReviewFactory.create(round=round_, plan=action.plan)
    page = text_of(client, person)
    assert "1 update waits for your answer" in page
    assert reverse("actionplans:action_report", args=[review.pk, action.pk]) in page
    assert "was due 30 September 2022" in page


def test_my_work_of_a_deputy_while_somebody_is_away(client: Client, round_: ReviewRound) -> None:
    absence = AbsenceFactory.create()
    ReviewFactory.create(round=round_, plan=ActionPlanFactory.create(owner=absence.user))
    assert "1 update waits for your answer" in text_of(client, absence.deputy)
    assert "Nothing waits for you today." in text_of(client, owner())


def test_my_work_of_an_officer(client: Client, round_: ReviewRound) -> None:
    answered(
        ReviewFactory.create(round=round_),
        narrative="Six villages running.",
        needs_help=True,
        decision_asked="lend a county officer",
    )
    late = owner(full_name="Simon Reeve", telephone="01632 960124")
    ReviewFactory.create(round=round_, plan=ActionPlanFactory.create(owner=late))
    page = text_of(client, officer())
    assert "July to September 2022: 1 of 2 in." in page
    assert "the papers go out Thursday 13 October" in page
    assert "Six villages running." in page
    assert "Asks the partnership team for help" in page
    assert "Asks the board: lend a county officer" in page
    assert "Simon Reeve" in page
    assert "01632 960124" in page
    assert "Record an answer" in page
    assert "asks for help" in page
    assert "Say what was done" in page


def test_my_work_shows_officers_what_needs_someone(client: Client, round_: ReviewRound) -> None:
    ActionPlanFactory.create(title="Left alone", owner=None)
    disowned = ActionPlanFactory.create(title="Not his", owner__full_name="Tom Ashby")
    PlanEvent.objects.create(
        plan=disowned,
        kind=EventKind.NOT_MINE,
        reason="Ask the new inspector",
        by=disowned.owner,
        via=Via.LINK,
        at=MORNING,
    )
    page = text_of(client, officer())
    assert "Nobody owns this plan, so nobody can be asked" in page
    assert "Tom Ashby says this isn’t theirs. Whose, they say: Ask the new inspector" in page
    PlanEvent.objects.create(
        plan=disowned, kind=EventKind.OWNER_CHANGED, by=officer(), via=Via.PORTAL, at=MORNING
    )
    assert "Tom Ashby says this isn’t theirs" not in text_of(client, officer())


def test_my_work_of_an_officer_before_the_first_round(client: Client) -> None:
    assert "No round is open." in text_of(client, officer())


def test_my_work_of_a_board_member(client: Client) -> None:
    MeetingFactory.create()
    page = text_of(client, board_member())
    words = (
        "The board meets on <b>Thursday 20 October</b>. The papers go out on Thursday 13 October."
    )
    assert words in page
    assert "Nothing waits for you today" not in page
    assert reverse("pages:dashboard") in page


def test_my_work_for_an_unknown_role_does_not_exist(client: Client) -> None:
    client.force_login(UserFactory.create(role="SOMETHING"))
    assert client.get(reverse("pages:my_work")).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_my_work_of_an_officer_takes_the_same_queries_for_one_plan_and_thirty(
    client: Client,
    round_: ReviewRound,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    person = officer()
    for _ in range(count):
        answered(ReviewFactory.create(round=round_))
        ReviewFactory.create(round=round_, plan=ActionPlanFactory.create(owner=person))
        ActionPlanFactory.create(owner=None)
    client.force_login(person)
    with django_assert_num_queries(15):
        client.get(reverse("pages:my_work"))


@pytest.mark.parametrize("count", [1, 30])
def test_my_work_of_an_owner_takes_the_same_queries_for_one_plan_and_thirty(
    client: Client,
    round_: ReviewRound,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    person = owner()
    for _ in range(count):
        plan = ActionPlanFactory.create(owner=person)
        ReviewFactory.create(round=round_, plan=plan)
        led = ActionFactory.create(lead_person=person)
        ReviewFactory.create(round=round_, plan=led.plan)
    client.force_login(person)
    with django_assert_num_queries(12):
        client.get(reverse("pages:my_work"))
