"""An autumn round in which somebody is asked: what the tests of reminders begin with."""

from datetime import datetime

from actionplans.models import (
    DecisionKind,
    Rating,
    Reminder,
    Review,
    ReviewAnswer,
    ReviewDecision,
    ReviewState,
    Via,
)
from actionplans.reminders.planner import plan_reminders
from partners.models import User
from smp_portal.foundation.working_days import LONDON
from tests.factories import ReviewFactory, ReviewRoundFactory, officer


def at(day: int, hour: int = 9, minute: int = 0, *, month: int = 10) -> datetime:
    """A moment of autumn 2022 by London's clocks."""
    return datetime(2022, month, day, hour, minute, tzinfo=LONDON)


def ask() -> Review:
    """A review in the round that opened on Monday 3 October and is due on Monday 10 October."""
    round_ = ReviewRoundFactory.create(opened_at=at(3, 0))
    return ReviewFactory.create(round=round_)


def ask_of(number: int) -> list[Review]:
    """As many reviews in one round, each with an owner of its own."""
    round_ = ReviewRoundFactory.create(opened_at=at(3, 0))
    return ReviewFactory.create_batch(number, round=round_)


def owner_of(review: Review) -> User:
    assert review.plan.owner is not None
    return review.plan.owner


def due_mail(review: Review) -> Reminder:
    """The mail that asks a review's owner on Wednesday 5 October at nine."""
    plan_reminders(now=at(5))
    return Reminder.objects.get(recipient=owner_of(review), stage="DUE")


def send_back(
    review: Review, *, moment: datetime, reason: str = "Which schools?"
) -> ReviewDecision:
    """An officer's return of an owner's answer."""
    answer = ReviewAnswer.objects.create(
        review=review, rating=Rating.GREEN, by=owner_of(review), via=Via.LINK, at=moment
    )
    Review.objects.filter(pk=review.pk).update(state=ReviewState.RETURNED)
    return ReviewDecision.objects.create(
        review=review,
        answer=answer,
        kind=DecisionKind.RETURN,
        reason=reason,
        by=officer(),
        at=moment,
    )
