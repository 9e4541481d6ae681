"""Mails for answers that officers sent back: once for each return, to whoever is asked now."""

import pytest

from actionplans.models import (
    Reminder,
    ReminderState,
    Review,
    Stage,
)
from actionplans.reminders.planner import plan_reminders
from tests.actionplans.planner.planned import SKIPPED, P
from tests.actionplans.reminding import at, owner_of, send_back
from tests.factories import (
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_plan_tells_of_a_return_once(review: Review) -> None:
    plan_reminders(now=at(5))
    Reminder.objects.update(state=ReminderState.SENT, sent_at=at(5))
    decision = send_back(review, moment=at(6, 11))

    assert plan_reminders(now=at(6, 11, 1)) == 1
    assert plan_reminders(now=at(6, 11, 2)) == 0
    told = Reminder.objects.get(decision=decision)
    assert (told.recipient, told.stage, told.state) == (owner_of(review), Stage.RETURNED, P)
    assert told.due_at == at(6, 11)


def test_plan_tells_of_a_return_in_the_evening_next_morning(review: Review) -> None:
    plan_reminders(now=at(5))
    decision = send_back(review, moment=at(7, 19))

    plan_reminders(now=at(7, 20))
    assert not Reminder.objects.filter(decision=decision).exists()

    plan_reminders(now=at(10))
    assert Reminder.objects.get(decision=decision).due_at == at(10)


def test_plan_tells_of_each_return(review: Review) -> None:
    first = send_back(review, moment=at(6, 11))
    plan_reminders(now=at(6, 11))
    second = send_back(review, moment=at(6, 14))
    plan_reminders(now=at(6, 14))

    told = Reminder.objects.filter(stage=Stage.RETURNED).order_by("pk")
    assert [row.decision for row in told] == [first, second]


def test_plan_a_return_goes_to_who_is_asked_now(review: Review) -> None:
    decision = send_back(review, moment=at(6, 11))
    plan_reminders(now=at(6, 11))
    Reminder.objects.filter(decision=decision).update(state=SKIPPED, reason="Given away.")
    review.plan.owner = UserFactory.create()
    review.plan.save()

    plan_reminders(now=at(6, 12))

    told = Reminder.objects.get(decision=decision)
    assert (told.recipient, told.state) == (review.plan.owner, P)
