"""Answering signed in, for oneself or recorded by an officer."""

from typing import Any

import pytest
from django.test import Client

from actionplans.models import (
    ActionUpdate,
    DecisionKind,
    Review,
    ReviewAnswer,
    ReviewState,
    Via,
)
from actionplans.services.reviews import decide_review
from tests.actionplans.asking import (
    NOW,
    answer,
    road_safety,
    said_in_july,
    text,
)
from tests.factories import (
    ActionFactory,
    UserFactory,
    officer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def test_review_answer_of_the_owner(tom: Client, review: Review) -> None:
    said_in_july(review)
    page = text(tom.get(f"/reviews/{review.pk}/answer/"))
    assert "How did the answer come?" not in page
    assert " checked" not in page
    response = tom.post(
        f"/reviews/{review.pk}/answer/", {"rating": "GREEN", "narrative": "All ten villages."}
    )
    assert response["Location"] == f"/reviews/{review.pk}/"
    sent = review.answers.get()
    assert (sent.via, sent.by, sent.on_behalf_of) == (Via.PORTAL, review.plan.owner, None)
    assert "Sent. You can correct it until the partnership team accepts it." in text(
        tom.get(f"/reviews/{review.pk}/")
    )


def test_review_answer_of_the_deputy_is_for_the_owner(client: Client) -> None:
    deputy = UserFactory.create()
    review = road_safety(deputy=deputy)
    client.force_login(deputy)
    client.post(f"/reviews/{review.pk}/answer/", {"rating": "GREEN", "narrative": "Well."})
    sent = ReviewAnswer.objects.get()
    assert (sent.by, sent.on_behalf_of) == (deputy, review.plan.owner)


def test_review_answer_recorded_by_an_officer(helen: Client, review: Review) -> None:
    assert review.plan.owner
    told = {"via": "PHONE", "said_by": review.plan.owner.pk}
    helen.post(
        f"/reviews/{review.pk}/answer/", told | {"rating": "RED", "narrative": "Off the road."}
    )
    sent = ReviewAnswer.objects.get()
    assert (sent.via, sent.by.full_name, sent.on_behalf_of) == (
        Via.PHONE,
        "Helen Marsh",
        review.plan.owner,
    )


def test_review_answer_recorded_says_how_it_came_and_who_gave_it(
    helen: Client, review: Review
) -> None:
    response = helen.post(f"/reviews/{review.pk}/answer/", {"rating": "RED", "narrative": "Late."})
    assert "Select how the answer came" in text(response)
    assert "Select who gave the answer" in text(response)
    assert ReviewAnswer.objects.count() == 0


@pytest.mark.parametrize("told", [{"via": "LINK"}, {"via": "PHONE", "said_by": 999999}])
def test_review_answer_recorded_takes_no_other_way_or_person(
    helen: Client, review: Review, told: dict[str, Any]
) -> None:
    form = {"rating": "RED", "narrative": "Late."} | told
    assert helen.post(f"/reviews/{review.pk}/answer/", form).status_code == 200
    assert ReviewAnswer.objects.count() == 0


def test_review_answer_of_a_plan_without_owner_says_what_to_do(helen: Client) -> None:
    review = road_safety(owner=None)
    page = text(helen.get(f"/reviews/{review.pk}/answer/"))
    assert "Nobody is asked about this plan, so nobody can have answered." in page
    assert "Name an owner first</a>" in page


def test_review_answer_accepted_meanwhile_keeps_what_is_typed(tom: Client, review: Review) -> None:
    Review.objects.update(state=ReviewState.ACCEPTED)
    url = f"/reviews/{review.pk}/answer/"
    assert "its answer can’t be changed" in text(tom.get(url))
    page = text(tom.post(url, {"rating": "GREEN", "narrative": "Kept words."}))
    assert "its answer can’t be changed" in page
    assert "Kept words.</textarea>" in page
    assert ReviewAnswer.objects.count() == 0


def test_review_answer_returned_shows_why(tom: Client, review: Review) -> None:
    first = answer(review)
    decide_review(
        review=review,
        answer=first,
        kind=DecisionKind.RETURN,
        reason="Which villages?",
        by=officer(),
        now=NOW,
    )
    page = text(tom.get(f"/reviews/{review.pk}/answer/"))
    assert "The partnership team has returned your answer of 5 October." in page
    assert "Which villages?" in page


def test_action_report_takes_the_leads_word(client: Client, review: Review) -> None:
    lead = UserFactory.create()
    action = ActionFactory.create(plan=review.plan, lead_person=lead)
    client.force_login(lead)
    name = f"action-{action.pk}"
    form = {f"{name}-status": "COMPLETE", f"{name}-note": "Done in the week."}
    response = client.post(f"/reviews/{review.pk}/actions/{action.pk}/", form)
    assert response["Location"] == f"/reviews/{review.pk}/"
    update = ActionUpdate.objects.get()
    assert (update.status, update.note, update.via) == ("COMPLETE", "Done in the week.", Via.PORTAL)
    assert "“Done in the week.”" in text(client.get(f"/reviews/{review.pk}/"))
