"""One review behind a personal link: what its page shows and what it takes."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import (
    PlanEvent,
    Rating,
    Review,
    ReviewAnswer,
    ReviewState,
    Via,
)
from tests.actionplans.asking import (
    AT_RISK,
    NOW,
    answer,
    road_safety,
    said_in_july,
    text,
)
from tests.factories import ActionFactory, ActionPlanFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def test_link_review_shows_the_last_answer_and_chooses_nothing(
    client: Client, review: Review, link: str
) -> None:
    said_in_july(review)
    page = text(client.get(f"{link}{review.pk}/"))
    assert "1 of 1 · due by Monday 10 October" in page
    assert "on 4 July: “Six villages running.”" in page
    assert "Nothing has changed since July</label>" in page
    assert "Still at risk." in page
    assert " checked" not in page
    assert page.count('type="radio"') == 5


def test_link_review_never_rated_offers_no_repeating(
    client: Client, review: Review, link: str
) -> None:
    page = text(client.get(f"{link}{review.pk}/"))
    assert "Nothing has changed" not in page
    assert page.count('type="radio"') == 4


def test_link_review_takes_an_answer(client: Client, review: Review, link: str) -> None:
    response = client.post(f"{link}{review.pk}/", AT_RISK | {"needs_help": "on"})
    assert (response.status_code, response["Location"]) == (302, link)
    sent = ReviewAnswer.objects.get()
    assert (sent.rating, sent.narrative, sent.needs_help, sent.no_change) == (
        Rating.AMBER,
        "Two parish councils trained.",
        True,
        False,
    )
    assert (sent.by, sent.on_behalf_of, sent.via, sent.at) == (
        review.plan.owner,
        None,
        Via.LINK,
        NOW,
    )
    review.refresh_from_db()
    assert review.state == ReviewState.ANSWERED


def test_link_review_leads_to_what_is_left(client: Client, review: Review, link: str) -> None:
    other = road_safety(title="Drug related crime", number=3, owner=review.plan.owner)
    page = text(client.get(f"{link}{review.pk}/"))
    assert "1 of 2 · due by" in page
    assert "Send and go to the next</button>" in page
    response = client.post(f"{link}{review.pk}/", AT_RISK)
    assert response["Location"] == f"{link}{other.pk}/"
    page = text(client.get(f"{link}{other.pk}/"))
    assert "1 left · due by" in page
    assert "Send</button>" in page


def test_link_review_nothing_has_changed(client: Client, review: Review, link: str) -> None:
    said_in_july(review, Rating.RED)
    client.post(f"{link}{review.pk}/", {"rating": "NO_CHANGE"})
    sent = review.answers.get()
    assert (sent.rating, sent.no_change, sent.narrative) == (Rating.RED, True, "")


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({}, "Choose whether this plan will deliver what it set out to"),
        ({"rating": "AMBER"}, "Say in a sentence or two how it is going"),
        ({"rating": "GREY", "narrative": "Well."}, "Choose an answer to"),
        ({"rating": "NO_CHANGE"}, "Choose an answer to"),
        (
            {"rating": "AMBER", "narrative": "x" * 2001},
            "Shorten what you say to 2000 characters or fewer",
        ),
    ],
)
def test_link_review_says_what_to_put_right(
    client: Client, review: Review, link: str, form: dict[str, str], message: str
) -> None:
    response = client.post(f"{link}{review.pk}/", form)
    assert response.status_code == 200
    assert "<title>Error: Road safety action plan" in text(response)
    assert message in text(response)
    assert ReviewAnswer.objects.count() == 0


def test_link_review_keeps_what_was_typed(client: Client, review: Review, link: str) -> None:
    action = ActionFactory.create(plan=review.plan, due_on=date(2022, 9, 16))
    name = f"action-{action.pk}"
    form = {"narrative": "Kept words.", f"{name}-status": "IN_PROGRESS", f"{name}-reason": "Rain."}
    page = text(client.post(f"{link}{review.pk}/", form))
    assert "Kept words.</textarea>" in page
    assert 'value="Rain."' in page


def test_link_review_can_be_corrected_until_accepted(
    client: Client, review: Review, link: str
) -> None:
    answer(review)
    page = text(client.get(f"{link}{review.pk}/"))
    assert "Two schools postponed.</textarea>" in page
    assert " checked" not in page
    client.post(f"{link}{review.pk}/", {"rating": "RED", "narrative": "Worse."})
    assert [sent.rating for sent in review.answers.all()] == ["RED", "AMBER"]


def test_link_review_accepted_stays_and_keeps_what_is_typed(
    client: Client, review: Review, link: str
) -> None:
    answer(review)
    Review.objects.update(state=ReviewState.ACCEPTED)
    page = text(client.get(f"{link}{review.pk}/"))
    assert "The partnership team has accepted this answer, so it stays as it is." in page
    assert "<form" not in page
    page = text(client.post(f"{link}{review.pk}/", AT_RISK))
    assert "has accepted this review, so its answer can’t be changed" in page
    assert "Two parish councils trained.</textarea>" in page
    assert ReviewAnswer.objects.count() == 1


def test_link_not_mine_makes_a_note_and_leaves_it_owed(
    client: Client, review: Review, link: str
) -> None:
    response = client.post(f"{link}{review.pk}/not-mine/", {"who_then": "Ask Rosie Hall."})
    assert response["Location"] == link
    event = PlanEvent.objects.get()
    assert (event.kind, event.reason, event.via, event.by) == (
        "NOT_MINE",
        "Ask Rosie Hall.",
        Via.LINK,
        review.plan.owner,
    )
    page = text(client.get(link))
    assert "1 update due by" in page
    assert "You told us that this isn’t yours." in page


def test_link_not_mine_by_a_lone_button_says_what_to_do(
    client: Client, review: Review, link: str
) -> None:
    response = client.post(f"{link}{review.pk}/not-mine/")
    assert "Say who should be asked, or that you don’t know" in text(response)
    assert PlanEvent.objects.count() == 0


@pytest.mark.parametrize("count", [1, 30])
def test_link_review_takes_as_many_queries_for_thirty_actions(
    client: Client,
    review: Review,
    link: str,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    ActionFactory.create_batch(count, plan=review.plan, lead_person=review.plan.owner)
    ActionPlanFactory.create()
    with django_assert_num_queries(12):
        client.get(f"{link}{review.pk}/")
