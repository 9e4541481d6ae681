"""Once the board has its papers, what they say stays: what comes then stands beside it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from actionplans.models import ActionPlan, DecisionKind, Rating, Review, ReviewState, Via
from actionplans.queries.positions import positions
from actionplans.queries.standing import PlanPosition
from actionplans.services.given import AnswerGiven, ReviewRefused
from actionplans.services.reviews import answer_review, decide_review
from tests.factories import ReviewFactory, ReviewRoundFactory, officer

pytestmark = pytest.mark.django_db

# The papers of July to September go out on Thursday 13 October.
IN_TIME = datetime(2022, 10, 13, 22, 59, tzinfo=UTC)
TOO_LATE = datetime(2022, 10, 13, 23, 1, tzinfo=UTC)
LATER = datetime(2022, 10, 20, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _opened() -> Iterator[None]:
    with time_machine.travel(datetime(2022, 10, 3, 8, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def review() -> Review:
    review = ReviewFactory.create(
        round=ReviewRoundFactory.create(opened_at=datetime(2022, 10, 3, 8, tzinfo=UTC))
    )
    answered(review, Rating.GREEN, datetime(2022, 10, 4, 9, tzinfo=UTC))
    return review


def answered(review: Review, rating: Rating, now: datetime) -> None:
    owner = review.plan.owner
    assert owner is not None
    given = AnswerGiven(rating=rating)
    answer_review(review=review, given=given, by=owner, on_behalf_of=None, via=Via.LINK, now=now)


def decided(review: Review, kind: DecisionKind, now: datetime) -> None:
    corrects = kind is DecisionKind.CORRECT
    decide_review(
        review=review,
        answer=review.answers.latest("at", "pk"),
        kind=kind,
        by=officer(),
        now=now,
        rating=Rating.RED if corrects else "",
        reason="" if kind is DecisionKind.ACCEPT else "Two actions have stopped.",
    )


def stands(review: Review, now: datetime = LATER) -> PlanPosition:
    (position,) = positions(ActionPlan.objects.filter(pk=review.plan_id), now=now)
    return position


def test_a_correction_on_the_day_of_the_papers_is_in_them(review: Review) -> None:
    decided(review, DecisionKind.CORRECT, IN_TIME)
    position = stands(review)
    assert position.rating == Rating.RED
    assert position.corrected == (
        "The owner said on track; corrected by the officer: Two actions have stopped."
    )
    assert position.after_papers == []


def test_a_correction_on_the_day_after_stands_beside_the_papers(review: Review) -> None:
    decided(review, DecisionKind.CORRECT, TOO_LATE)
    position = stands(review)
    assert position.rating == Rating.GREEN
    assert position.corrected == ""
    assert position.after_papers == [
        "Corrected after the papers, on 14 October: off track. Two actions have stopped."
    ]


@pytest.mark.parametrize(
    ("now", "rating", "beside"),
    [
        (IN_TIME, Rating.AMBER, []),
        (TOO_LATE, Rating.GREEN, ["Answered after the papers, on 14 October: at risk"]),
    ],
)
def test_an_answer_counts_until_the_day_of_the_papers(
    review: Review, now: datetime, rating: Rating, beside: list[str]
) -> None:
    answered(review, Rating.AMBER, now)
    assert (stands(review).rating, stands(review).after_papers) == (rating, beside)


def test_a_first_answer_after_the_papers_leaves_the_plan_without_an_update() -> None:
    review = ReviewFactory.create(
        round=ReviewRoundFactory.create(opened_at=datetime(2022, 10, 3, 8, tzinfo=UTC))
    )
    answered(review, Rating.AMBER, TOO_LATE)
    position = stands(review)
    assert (position.rating, position.is_silent) == (Rating.GREY, True)
    assert position.after_papers == ["Answered after the papers, on 14 October: at risk"]


def test_an_answer_is_returned_until_the_day_of_the_papers(review: Review) -> None:
    decided(review, DecisionKind.RETURN, IN_TIME)
    assert stands(review).was_returned


def test_no_answer_is_returned_after_the_papers(review: Review) -> None:
    with pytest.raises(ReviewRefused, match="can’t be returned any more"):
        decided(review, DecisionKind.RETURN, TOO_LATE)
    review.refresh_from_db()
    assert review.state == ReviewState.ANSWERED
    assert not review.decisions.exists()


def test_an_accepted_answer_is_corrected_only_after_the_papers(review: Review) -> None:
    decided(review, DecisionKind.ACCEPT, IN_TIME)
    with pytest.raises(ReviewRefused):
        decided(review, DecisionKind.CORRECT, IN_TIME)
    decided(review, DecisionKind.CORRECT, TOO_LATE)
    position = stands(review)
    assert position.rating == Rating.GREEN
    assert not position.awaits_officer
    assert len(position.after_papers) == 1


def test_that_an_officer_has_read_it_shows_also_after_the_papers(review: Review) -> None:
    decided(review, DecisionKind.ACCEPT, TOO_LATE)
    assert not stands(review).awaits_officer
    assert stands(review).after_papers == []


def test_officer_is_offered_only_what_the_papers_still_allow(
    client: Client, review: Review
) -> None:
    helen, page = officer(), f"/reviews/{review.pk}/"
    with time_machine.travel(IN_TIME, tick=False):
        client.force_login(helen)
        assert "Accept, return or correct" in client.get(page).content.decode()
    with time_machine.travel(TOO_LATE, tick=False):
        client.force_login(helen)
        assert "Accept or correct" in client.get(page).content.decode()
        decided(review, DecisionKind.ACCEPT, TOO_LATE)
        assert "Correct after the papers" in client.get(page).content.decode()
        form = client.get(f"{page}decide/").content.decode()
        assert "A correction is a new entry" in form
        assert "Return it to the owner" not in form
        sent = {
            "answer": review.answers.latest("at").pk,
            "kind": "CORRECT",
            "rating": "AMBER",
            "reason": "The villages say otherwise.",
        }
        assert client.post(f"{page}decide/", sent).status_code == 302
    assert stands(review, datetime(2022, 10, 14, 9, tzinfo=UTC)).after_papers == [
        "Corrected after the papers, on 14 October: at risk. The villages say otherwise."
    ]


def test_the_day_before_the_papers_went_out_nothing_is_frozen(review: Review) -> None:
    decided(review, DecisionKind.CORRECT, datetime(2022, 10, 12, 9, tzinfo=UTC))
    on_the_day = datetime(2022, 10, 13, 9, tzinfo=UTC)
    assert review.round.papers_on == date(2022, 10, 13)
    assert stands(review, on_the_day).rating == Rating.RED
