"""What owners answered round by round, and what officers made of it."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from actionplans.models import DecisionKind, Rating, Via
from actionplans.services.given import AnswerGiven
from actionplans.services.reviews import answer_review, decide_review
from smp_portal.pages.demonstration.story import pages
from smp_portal.pages.demonstration.story.happening import Happening
from smp_portal.pages.demonstration.story.pages import moment


def answer_happenings(plan: dict[str, Any]) -> Iterator[Happening]:
    """Each answer about a plan, and its acceptance where an officer has read it."""
    for told in plan["answer"]:
        yield Happening(moment(told["at"]), partial(_answer, plan["number"], told))
        if "accepted" in told:
            yield Happening(moment(told["accepted"]), partial(_accept, plan["number"], told))


def _answer(number: int, told: dict[str, Any], now: datetime) -> None:
    review = pages.review(number, told["period"])
    given = AnswerGiven(
        rating=Rating(told["rating"]),
        narrative=told["narrative"],
        next_steps=told.get("next_steps", ""),
        needs_help=told.get("needs_help", False),
        decision_asked=told.get("decision_asked", ""),
    )
    owner, via = review.plan.owner, Via(told.get("via", "LINK"))
    if owner is None:
        raise ValueError(f"Nobody can answer for {review.plan} on {now:%-d %B %Y}.")
    # What came by telephone was typed in by an officer.
    by, on_behalf_of = (pages.officer(), owner) if via == Via.PHONE else (owner, None)
    answer_review(review=review, given=given, by=by, on_behalf_of=on_behalf_of, via=via, now=now)


def _accept(number: int, told: dict[str, Any], now: datetime) -> None:
    review = pages.review(number, told["period"])
    decide_review(
        review=review,
        answer=review.answers.latest("at"),
        kind=DecisionKind.ACCEPT,
        by=pages.officer(),
        now=now,
    )
