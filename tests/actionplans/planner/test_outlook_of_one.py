"""What one person should have by now is the same, whether everybody is looked at or that person alone."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.models import EventKind, PlanEvent, Reminder, ReminderState, Review, Stage
from actionplans.reminders.outlook import look
from actionplans.reminders.planner import plan_reminders
from actionplans.services.plans import assign_owner
from partners.models import User
from tests.actionplans.reminding import at, owner_of, send_back
from tests.factories import (
    AbsenceFactory,
    ActionFactory,
    ReviewFactory,
    ReviewRoundFactory,
    UserFactory,
    officer,
)

pytestmark = pytest.mark.django_db

Happens = Callable[[Review], object]


@pytest.fixture
def reviews() -> list[Review]:
    """Four plans of four people in the autumn's round, with two officers about."""
    officer(), officer()
    round_ = ReviewRoundFactory.create(opened_at=at(3, 0))
    return ReviewFactory.create_batch(4, round=round_)


def told(moment: datetime) -> None:
    """All that was due by then went out."""
    plan_reminders(now=moment)
    waiting = Reminder.objects.filter(state=ReminderState.PENDING)
    waiting.update(state=ReminderState.SENT, sent_at=moment)


def nothing(review: Review) -> None:
    """Nobody is away, and nothing was given to anybody."""


def away(review: Review) -> None:
    AbsenceFactory.create(user=owner_of(review))


def away_in_a_circle(review: Review) -> None:
    """The deputy of one who is away is away too, and the first is their deputy."""
    ends = AbsenceFactory.create(user=owner_of(review))
    AbsenceFactory.create(user=ends.deputy, deputy=owner_of(review))
    ReviewFactory.create(round=review.round, plan__owner=ends.deputy)


def away_with_another_owner_standing_in(review: Review) -> None:
    told(at(3))
    other = Review.objects.exclude(pk=review.pk).first()
    assert other is not None
    AbsenceFactory.create(user=owner_of(review), deputy=owner_of(other))


def deputy_left(review: Review) -> None:
    AbsenceFactory.create(user=owner_of(review), deputy__is_active=False)


def late_with_a_deputy(review: Review) -> None:
    review.plan.deputy = UserFactory.create()
    review.plan.save()


def late_with_a_deputy_who_stands_in(review: Review) -> None:
    late_with_a_deputy(review)
    AbsenceFactory.create(
        user=owner_of(review),
        deputy=review.plan.deputy,
        starts_on=date(2022, 10, 1),
        ends_on=date(2022, 10, 31),
    )


def deputy_to_an_officer(review: Review) -> None:
    review.plan.deputy = officer()
    review.plan.save()


def returned(review: Review) -> None:
    send_back(review, moment=at(4, 11))


def returned_while_away(review: Review) -> None:
    returned(review)
    away(review)


def newly_asked(review: Review) -> None:
    told(at(3))
    other = Review.objects.exclude(pk=review.pk).first()
    assert other is not None
    assign_owner(plan=review.plan, owner=owner_of(other), by=officer(), now=at(4, 11))


def newly_leads_an_action(review: Review) -> None:
    lead = owner_of(Review.objects.exclude(pk=review.pk).get(plan__number=review.plan.number + 1))
    told(at(3))
    action = ActionFactory.create(plan=review.plan, lead_person=lead)
    PlanEvent.objects.create(
        plan=review.plan, action=action, kind=EventKind.ACTION_ADDED, by=officer(), at=at(4, 11)
    )


def asked_now(review: Review) -> None:
    told(at(3))
    PlanEvent.objects.create(plan=review.plan, kind=EventKind.ASKED_NOW, by=officer(), at=at(4, 11))


def restricted(review: Review) -> None:
    review.plan.is_restricted = True
    review.plan.save()


def without_an_owner(review: Review) -> None:
    review.plan.owner = None
    review.plan.save()


def owned_by_an_officer(review: Review) -> None:
    review.plan.owner = officer()
    review.plan.save()


def in_an_extra_round_too(review: Review) -> None:
    extra = ReviewRoundFactory.create(
        title="Extra", is_extra=True, opens_on=date(2022, 10, 4), opened_at=at(4, 0)
    )
    ReviewFactory.create(round=extra, plan=review.plan)


HAPPENINGS: list[Happens] = [
    nothing,
    away,
    away_in_a_circle,
    away_with_another_owner_standing_in,
    deputy_left,
    late_with_a_deputy,
    late_with_a_deputy_who_stands_in,
    deputy_to_an_officer,
    returned,
    returned_while_away,
    newly_asked,
    newly_leads_an_action,
    asked_now,
    restricted,
    without_an_owner,
    owned_by_an_officer,
    in_an_extra_round_too,
]
STAGES = {"opened": at(3), "due": at(5), "overdue": at(17), "escalated": at(24)}


@pytest.mark.parametrize("moment", STAGES.values(), ids=STAGES)
@pytest.mark.parametrize("happens", HAPPENINGS, ids=lambda happens: happens.__name__)
def test_outlook_of_one_is_their_part_of_everybodys(
    reviews: list[Review], happens: Happens, moment: datetime
) -> None:
    happens(reviews[1])

    whole = look(now=moment)

    for person in User.objects.all():
        alone = look(now=moment, only=[person])
        theirs = {key: item for key, item in whole.wanted.items() if item.recipient == person}
        assert alone.wanted == theirs
        assert alone.asked.get(person) == whole.asked.get(person)
        assert set(alone.asked) <= {person}
        for owed in alone.asked.get(person, []):
            assert alone.returned.get(owed.review.pk) == whole.returned.get(owed.review.pk)
        is_told = any(item.stage == Stage.ESCALATED for item in theirs.values())
        assert alone.not_in == (whole.not_in if is_told else [])
    assert whole.wanted != {}


def test_outlook_of_one_reads_the_rows_of_that_one(reviews: list[Review]) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert len(look(now=at(5), only=[owner_of(reviews[0])]).asked) == 1
        return len(asked)

    assert queries() == 8
    ReviewFactory.create_batch(30, round=reviews[0].round)
    assert queries() == 8
