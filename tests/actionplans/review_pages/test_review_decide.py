"""Deciding on an answer: what is taken, and what is said when it can't be."""

from datetime import timedelta

import pytest
from django.test import Client

from actionplans.models import (
    DecisionKind,
    Review,
    ReviewDecision,
)
from actionplans.services.reviews import decide_review
from tests.actionplans.asking import (
    NOW,
    answer,
    road_safety,
    text,
)
from tests.factories import (
    officer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.mark.parametrize(
    ("form", "state", "decision"),
    [
        ({"kind": "ACCEPT"}, "ACCEPTED", ("ACCEPT", "", "")),
        (
            {"kind": "RETURN", "reason": "Which villages?"},
            "RETURNED",
            ("RETURN", "", "Which villages?"),
        ),
        (
            {"kind": "CORRECT", "rating": "RED", "reason": "Dates say so."},
            "ACCEPTED",
            ("CORRECT", "RED", "Dates say so."),
        ),
        ({"kind": "ACCEPT", "rating": "RED"}, "ACCEPTED", ("ACCEPT", "", "")),
    ],
)
def test_review_decide_takes_a_decision(
    helen: Client, review: Review, form: dict[str, str], state: str, decision: tuple[str, ...]
) -> None:
    given = answer(review)
    helen.post(f"/reviews/{review.pk}/decide/", form | {"answer": given.pk})
    review.refresh_from_db()
    assert review.state == state
    made = ReviewDecision.objects.get()
    assert (made.kind, made.rating, made.reason) == decision
    assert (made.answer, made.by.full_name, made.at) == (given, "Helen Marsh", NOW)


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({}, "Choose whether to accept, return or correct this answer"),
        ({"kind": "RETURN"}, "Say why you return it, so that the owner knows what to do"),
        ({"kind": "CORRECT", "reason": "So."}, "Choose what the rating should be"),
        (
            {"kind": "CORRECT", "rating": "RED"},
            "Say why you correct it, so that the owner knows what to do",
        ),
        (
            {"kind": "CORRECT", "rating": "AMBER", "reason": "So."},
            "The owner said at risk too: accept it, or choose another",
        ),
    ],
)
def test_review_decide_says_what_to_put_right(
    helen: Client, review: Review, form: dict[str, str], message: str
) -> None:
    given = answer(review)
    response = helen.post(f"/reviews/{review.pk}/decide/", form | {"answer": given.pk})
    assert response.status_code == 200
    assert message in text(response)
    assert ReviewDecision.objects.count() == 0


def test_review_decide_chooses_nothing_beforehand(helen: Client, review: Review) -> None:
    answer(review)
    assert " checked" not in text(helen.get(f"/reviews/{review.pk}/decide/"))


def test_review_decide_on_an_older_answer_shows_the_newer(helen: Client, review: Review) -> None:
    older = answer(review, narrative="Older words.")
    newer = answer(review, narrative="Newer words.", now=NOW + timedelta(minutes=1))
    form = {"answer": older.pk, "kind": "RETURN", "reason": "Typed words."}
    response = helen.post(f"/reviews/{review.pk}/decide/", form)
    assert response.status_code == 409
    page = text(response)
    assert "A newer answer has come in. Read it, then decide again." in page
    assert "Newer words." in page
    assert "Typed words.</textarea>" in page
    assert f'name="answer" value="{newer.pk}"' in page
    assert " checked" not in page
    assert ReviewDecision.objects.count() == 0


def test_review_decide_after_a_colleague_keeps_what_is_typed(helen: Client, review: Review) -> None:
    given = answer(review)
    decide_review(
        review=review,
        answer=given,
        kind=DecisionKind.ACCEPT,
        by=officer(full_name="Ann Bell"),
        now=NOW,
    )
    form = {"answer": given.pk, "kind": "RETURN", "reason": "Typed words."}
    response = helen.post(f"/reviews/{review.pk}/decide/", form)
    assert response.status_code == 409
    assert "Ann Bell has accepted this answer, on 5 October 2022." in text(response)
    assert "Typed words." in text(response)
    assert ReviewDecision.objects.count() == 1


def test_review_decide_on_another_reviews_answer_is_not_found(
    helen: Client, review: Review
) -> None:
    answer(review)
    other = answer(road_safety(title="Drug related crime", number=1))
    for odd in (other.pk, "x", ""):
        form = {"answer": odd, "kind": "ACCEPT"}
        assert helen.post(f"/reviews/{review.pk}/decide/", form).status_code == 404
    assert ReviewDecision.objects.count() == 0


def test_review_decide_without_an_answer_says_so(helen: Client, review: Review) -> None:
    assert "There is nothing to decide here now." in text(
        helen.get(f"/reviews/{review.pk}/decide/")
    )
