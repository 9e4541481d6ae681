"""Two at once: rounds opened, answers and decisions that cross, on a database that takes several connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from actionplans.models import (
    DecisionKind,
    Rating,
    Review,
    ReviewAnswer,
    ReviewDecision,
    ReviewRound,
    ReviewState,
    Via,
)
from actionplans.services.given import AnswerGiven, ReviewRefused
from actionplans.services.reviews import answer_review, decide_review
from actionplans.services.rounds import open_due_rounds
from tests.actionplans.asking import NOW, answer, earlier_round, road_safety
from tests.factories import ActionPlanFactory, ReviewFactory, ReviewRoundFactory, officer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'", reason="SQLite in memory has one connection"
    ),
]


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What came of several deeds begun at the same moment, each on a connection of its own."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return deed()
        except ReviewRefused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_round_opened_by_four_at_once_opens_once() -> None:
    ReviewRoundFactory.create()
    ActionPlanFactory.create_batch(5)
    opened = at_once(*[lambda: open_due_rounds(now=NOW)] * 4)
    assert sum(opened) == 1
    assert Review.objects.count() == 5
    assert ReviewRound.objects.get().opened_at == NOW


@pytest.mark.parametrize("_again", range(5))
def test_answer_that_crosses_a_decision_is_never_decided_on_unread(_again: int) -> None:
    review, helen = road_safety(), officer()
    read = answer(review)
    owner = review.plan.owner
    assert owner
    newer = AnswerGiven(rating=Rating.RED, narrative="Worse.")

    def send() -> ReviewAnswer:
        mine = Review.objects.select_related("round", "plan").get()
        return answer_review(
            review=mine, given=newer, by=owner, on_behalf_of=None, via=Via.LINK, now=NOW
        )

    def decide() -> ReviewDecision:
        mine = Review.objects.get()
        return decide_review(review=mine, answer=read, kind=DecisionKind.ACCEPT, by=helen, now=NOW)

    sent, decided = at_once(send, decide)
    review.refresh_from_db()
    one_refused = isinstance(sent, ReviewRefused) != isinstance(decided, ReviewRefused)
    assert one_refused
    if isinstance(sent, ReviewRefused):
        assert (review.state, ReviewAnswer.objects.count()) == (ReviewState.ACCEPTED, 1)
    else:
        assert (review.state, ReviewDecision.objects.count()) == (ReviewState.ANSWERED, 0)


@pytest.mark.parametrize("_again", range(5))
def test_answer_that_crosses_the_next_rounds_opening_is_not_called_missed(_again: int) -> None:
    review = ReviewFactory.create(round=earlier_round())
    ReviewRound.objects.update(papers_on=None)
    ReviewRoundFactory.create()
    owner = review.plan.owner
    assert owner

    def send() -> ReviewAnswer:
        mine = Review.objects.select_related("round", "plan").get(pk=review.pk)
        given = AnswerGiven(rating=Rating.GREEN, narrative="Well.")
        return answer_review(
            review=mine, given=given, by=owner, on_behalf_of=None, via=Via.LINK, now=NOW
        )

    at_once(send, lambda: open_due_rounds(now=NOW))
    review.refresh_from_db()
    assert review.state == ReviewState.ANSWERED


def test_decisions_two_at_once_make_one() -> None:
    review, helen = road_safety(), officer()
    read = answer(review)

    def decide() -> ReviewDecision:
        mine = Review.objects.get()
        return decide_review(review=mine, answer=read, kind=DecisionKind.ACCEPT, by=helen, now=NOW)

    found = at_once(decide, decide)
    assert sum(isinstance(one, ReviewRefused) for one in found) == 1
    assert ReviewDecision.objects.count() == 1
