"""Work for officers: asking at once, settling “this isn’t mine”, answering a request for help."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from actionplans.models import (
    Action,
    ActionPlan,
    EventKind,
    PlanEvent,
    Rating,
    Review,
    ReviewAnswer,
    Via,
)
from actionplans.queries.officers_work import disowned, help_wanted
from actionplans.services.given import AnswerGiven
from actionplans.services.reviews import answer_review, record_not_mine
from actionplans.services.team_answers import answer_help, answer_not_mine
from partners.models import User
from tests.actionplans.asking import NOW, road_safety, text
from tests.factories import AbsenceFactory, ActionFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

LATER = datetime(2022, 10, 6, 9, 0, tzinfo=UTC)


@pytest.fixture
def review() -> Review:
    return road_safety()


@pytest.fixture
def tom(review: Review) -> User:
    assert review.plan.owner is not None
    return review.plan.owner


def not_mine(review: Review, by: User, *, action: Action | None = None) -> PlanEvent:
    return record_not_mine(
        review=review, by=by, who_then="Ask Rosie Hall", via=Via.LINK, now=NOW, action=action
    )


def asks_for_help(review: Review, by: User, *, now: datetime = NOW) -> ReviewAnswer:
    given = AnswerGiven(rating=Rating.AMBER, narrative="No van.", needs_help=True)
    return answer_review(
        review=review, given=given, by=by, on_behalf_of=None, via=Via.LINK, now=now
    )


def test_ask_now_says_whom_and_when(client: Client, helen: User, review: Review) -> None:
    assert f"/reviews/{review.pk}/ask-now/" in text(client.get(f"/reviews/{review.pk}/"))
    assert "Ask Tom Ashby now</a>" in text(client.get(f"/action-plans/{review.plan_id}/"))
    page = text(client.get(f"/reviews/{review.pk}/ask-now/"))
    assert "Ask Tom Ashby now?" in page
    assert "The mail goes out today, within minutes." in page
    client.post(f"/reviews/{review.pk}/ask-now/")
    event = PlanEvent.objects.get(kind=EventKind.ASKED_NOW)
    assert (event.plan, event.by, event.at) == (review.plan, helen, NOW)
    assert "Tom Ashby is asked: the mail goes out today" in text(client.get("/my-work/"))
    assert "Asked by an officer" in text(client.get(f"/action-plans/{review.plan_id}/history/"))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2022, 10, 5, 6, 0, tzinfo=UTC), "goes out today at 9:00am."),
        (datetime(2022, 10, 5, 18, 0, tzinfo=UTC), "goes out on Thursday 6 October at 9:00am."),
        (datetime(2022, 10, 7, 18, 0, tzinfo=UTC), "goes out on Monday 10 October at 9:00am."),
    ],
)
def test_ask_now_outside_of_hours_says_when(
    client: Client, helen: User, review: Review, moment: datetime, words: str
) -> None:
    with time_machine.travel(moment, tick=False):
        client.force_login(helen)
        assert words in text(client.get(f"/reviews/{review.pk}/ask-now/"))


def test_ask_now_twice_is_refused_in_words(client: Client, helen: User, review: Review) -> None:
    client.post(f"/reviews/{review.pk}/ask-now/")
    page = text(client.post(f"/reviews/{review.pk}/ask-now/"))
    assert "Helen Marsh asked on 5 October 2022 at 9:30am: wait an hour" in page
    assert PlanEvent.objects.filter(kind=EventKind.ASKED_NOW).count() == 1


def test_ask_now_while_away_names_the_deputy(
    client: Client, helen: User, review: Review, tom: User
) -> None:
    AbsenceFactory.create(user=tom, deputy=UserFactory.create(full_name="Dee Deputy"))
    page = text(client.get(f"/reviews/{review.pk}/ask-now/"))
    assert "Ask Dee Deputy now?" in page
    assert "Tom Ashby is away." in page


def test_ask_now_of_what_is_answered(
    client: Client, helen: User, review: Review, tom: User
) -> None:
    asks_for_help(review, tom)
    assert "Nothing is owed" in text(client.get(f"/reviews/{review.pk}/ask-now/"))
    assert "ask-now" not in text(client.get(f"/reviews/{review.pk}/"))


def test_not_mine_given_to_somebody_else_leaves_the_list(
    client: Client, helen: User, review: Review, tom: User
) -> None:
    said = not_mine(review, tom)
    rosie = UserFactory.create(full_name="Rosie Hall", post="Clerk")
    place = f"/reviews/not-mine/{said.pk}/answer/"
    assert place in text(client.get("/my-work/"))
    assert "Whose, they say: Ask Rosie Hall" in text(client.get(place))
    form = {"outcome": "GIVE", "to": rosie.pk, "words": "She runs the villages’ scheme"}
    assert client.post(place, form)["Location"] == reverse("pages:my_work")
    assert ActionPlan.objects.get(pk=review.plan_id).owner == rosie
    kinds = PlanEvent.objects.order_by("pk").values_list("kind", "reason")
    assert list(kinds) == [
        ("NOT_MINE", "Ask Rosie Hall"),
        ("NOT_MINE_ANSWERED", "Given to somebody else: She runs the villages’ scheme"),
        ("OWNER_CHANGED", ""),
    ]
    assert place not in text(client.get("/my-work/"))
    assert client.get(place).status_code == 404
    history = text(client.get(f"/action-plans/{review.plan_id}/history/"))
    assert "“This isn’t mine” answered" in history
    assert "She runs the villages’ scheme" in history


def test_not_mine_that_stays_tells_the_owner_why(
    client: Client, helen: User, review: Review, tom: User
) -> None:
    said = not_mine(review, tom)
    client.post(
        f"/reviews/not-mine/{said.pk}/answer/",
        {"outcome": "STAY", "words": "Until the new post is filled", "to": ""},
    )
    assert list(disowned()) == []
    client.force_login(tom)
    page = text(client.get(f"/reviews/{review.pk}/"))
    assert "It stays where it is: Until the new post is filled" in page
    assert "Helen Marsh" not in page


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({}, "Choose whether somebody else takes it, or it stays"),
        ({"outcome": "GIVE"}, "Choose who takes it"),
        ({"outcome": "STAY"}, "Say why it stays, so that the person who asked knows"),
    ],
)
def test_not_mine_says_what_to_put_right(
    client: Client, helen: User, review: Review, form: dict[str, str], message: str
) -> None:
    assert review.plan.owner is not None
    said = not_mine(review, review.plan.owner)
    assert message in text(client.post(f"/reviews/not-mine/{said.pk}/answer/", form))
    assert list(disowned()) == [said]


def test_not_mine_cannot_be_given_to_who_has_it(
    client: Client, helen: User, review: Review, tom: User
) -> None:
    said = not_mine(review, tom)
    form = {"outcome": "GIVE", "to": str(tom.pk)}
    page = text(client.post(f"/reviews/not-mine/{said.pk}/answer/", form))
    assert "Choose somebody else: Tom Ashby has it already" in page


def test_not_mine_of_an_action_is_settled_apart_from_the_plan(
    helen: User, review: Review, tom: User
) -> None:
    lead, rosie = UserFactory.create(), UserFactory.create(full_name="Rosie Hall")
    action = ActionFactory.create(plan=review.plan, lead_person=lead)
    plans = not_mine(review, tom)
    actions = not_mine(review, lead, action=action)
    answer_not_mine(said=actions, to=rosie, words="", by=helen, now=LATER)
    action.refresh_from_db()
    assert action.lead_person == rosie
    assert list(disowned()) == [plans]
    answer_not_mine(said=plans, to=None, words="It stays", by=helen, now=LATER)
    assert list(disowned()) == []


def test_not_mine_settled_twice_is_refused(helen: User, review: Review, tom: User) -> None:
    said = not_mine(review, tom)
    answer_not_mine(said=said, to=None, words="It stays", by=helen, now=LATER)
    with pytest.raises(ValidationError, match="Somebody has settled this already"):
        answer_not_mine(said=said, to=UserFactory.create(), words="", by=helen, now=LATER)
    assert ActionPlan.objects.get(pk=review.plan_id).owner == tom


def test_not_mine_said_again_comes_back(helen: User, review: Review, tom: User) -> None:
    answer_not_mine(said=not_mine(review, tom), to=None, words="Stays", by=helen, now=NOW)
    again = record_not_mine(review=review, by=tom, who_then="No!", via=Via.LINK, now=LATER)
    assert list(disowned()) == [again]


def test_help_that_was_given_leaves_the_list_and_stays_in_the_history(
    client: Client, helen: User, review: Review, tom: User
) -> None:
    asked = asks_for_help(review, tom)
    place = f"/reviews/help/{asked.pk}/answer/"
    assert place in text(client.get("/my-work/"))
    assert "Say what was done, so that others can rely on it" in text(client.post(place))
    client.post(place, {"words": "The council lends a van"})
    event = PlanEvent.objects.get(kind=EventKind.HELP_ANSWERED)
    assert (event.reason, event.by) == ("The council lends a van", helen)
    assert place not in text(client.get("/my-work/"))
    assert "The council lends a van" in text(
        client.get(f"/action-plans/{review.plan_id}/history/", {"kind": "answers"})
    )
    with pytest.raises(ValidationError, match="Somebody has settled this already"):
        answer_help(asked=asked, words="Twice", by=helen, now=LATER)


def test_help_is_wanted_as_long_as_the_newest_answer_says_so(
    helen: User, review: Review, tom: User
) -> None:
    asks_for_help(review, tom)
    other = asks_for_help(road_safety(title="Other", number=3, owner=UserFactory.create()), tom)
    without = AnswerGiven(rating=Rating.GREEN, narrative="Found a van.")
    answer_review(review=review, given=without, by=tom, on_behalf_of=None, via=Via.LINK, now=LATER)
    assert list(help_wanted()) == [other]
    again = asks_for_help(review, tom, now=datetime(2022, 10, 7, 9, 0, tzinfo=UTC))
    assert list(help_wanted()) == [other, again]
    ActionPlan.objects.filter(pk=other.review.plan_id).update(status="CLOSED")
    assert list(help_wanted()) == [again]
