"""An autumn round in which somebody is asked: what the tests of reminders begin with."""

from datetime import datetime

from django.core.mail import EmailMultiAlternatives

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
from tests.factories import ReviewFactory, ReviewRoundFactory, UserFactory, officer


def at(day: int, hour: int = 9, minute: int = 0, *, month: int = 10) -> datetime:
    """A moment of autumn 2022 by London's clocks."""
    return datetime(2022, month, day, hour, minute, tzinfo=LONDON)


def ask() -> Review:
    """A review in the round that opened on Monday 3 October and is due on Monday 10 October."""
    round_ = ReviewRoundFactory.create(opened_at=at(3, 0))
    return ReviewFactory.create(round=round_)


def ask_tom() -> Review:
    """Tom Ashby is asked for the plan "2. Road safety"."""
    review = ask()
    # A year of its own: the factories number the plans of theirs.
    review.plan.year, review.plan.number, review.plan.title = "2023/24", 2, "Road safety"
    review.plan.owner = UserFactory.create(full_name="Tom Ashby", email="tom@example.org")
    review.plan.save()
    return review


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


def told() -> list[tuple[str, str, str]]:
    """Every mail in its order: to whom, of which stage, and how far it is."""
    rows = Reminder.objects.order_by("pk").select_related("recipient")
    return [(row.recipient.full_name, row.stage, row.state) for row in rows]


def html_of(mail: EmailMultiAlternatives) -> str:
    return str(mail.alternatives[0][0])
