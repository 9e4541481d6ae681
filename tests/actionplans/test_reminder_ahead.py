"""The mails of people who were read ahead: each is claimed as it was read, or looked at anew."""

import pytest
from pytest_django import DjangoAssertNumQueries

from actionplans.models import ActionPlan, Reminder, ReminderState, Review, Stage
from actionplans.reminders.outlook import Outlook
from actionplans.reminders.planner import plan_reminders
from actionplans.reminders.standing import read_standings
from actionplans.reminders.turns import Turns
from actionplans.services.channel import pause_mail
from partners.models import User
from tests.actionplans.reminding import ask_of, at, owner_of, send_back
from tests.factories import officer

pytestmark = pytest.mark.django_db

NOW = at(5)


@pytest.fixture
def reviews() -> list[Review]:
    """Three people's, one mail to each of whom is due."""
    reviews = ask_of(3)
    plan_reminders(now=NOW)
    return reviews


def turns_after_the_first() -> Turns:
    """The turns of the other two, who were read ahead with the first."""
    turns = Turns(now=NOW)
    turns.outlook_for(claimed_by(turns))
    return turns


def claimed_by(turns: Turns) -> Reminder:
    claimed = turns.claim()
    assert claimed is not None
    return claimed


def people(reviews: list[Review]) -> list[User]:
    return [owner_of(review) for review in reviews]


def test_a_turn_passes_over_whom_another_sender_has_in_hand(reviews: list[Review]) -> None:
    turns = turns_after_the_first()
    other = claimed_by(Turns(now=NOW))

    mine = claimed_by(turns)

    assert [other.recipient, mine.recipient] == people(reviews)[1:]
    assert Reminder.objects.filter(state=ReminderState.CLAIMED).count() == 3


def test_a_turn_covers_what_has_fallen_due_since_all_were_read(reviews: list[Review]) -> None:
    turns = turns_after_the_first()
    decision = send_back(reviews[1], moment=NOW)
    plan_reminders(now=NOW)

    claimed = claimed_by(turns)

    assert claimed.decision == decision
    assert list(claimed.covers.values_list("stage", flat=True)) == [Stage.DUE]


def test_a_turn_leaves_a_mail_that_has_waited_until_later_since(reviews: list[Review]) -> None:
    turns = turns_after_the_first()
    mails = Reminder.objects.filter(recipient=owner_of(reviews[1]), state=ReminderState.PENDING)
    mails.update(due_at=at(6))

    assert claimed_by(turns).recipient == owner_of(reviews[2])


def test_a_turn_read_ahead_is_claimed_with_a_lease_and_an_attempt_counted(
    reviews: list[Review],
) -> None:
    claimed = claimed_by(turns_after_the_first())

    kept = Reminder.objects.get(pk=claimed.pk)
    assert claimed.recipient == owner_of(reviews[1])
    assert (kept.state, kept.attempt, kept.lease_until) == (
        ReminderState.CLAIMED,
        1,
        at(5, 9, 10),
    )
    assert (claimed.state, claimed.attempt, claimed.lease_until) == (
        ReminderState.CLAIMED,
        1,
        at(5, 9, 10),
    )


def test_officers_among_themselves_are_each_told_of_everybody(reviews: list[Review]) -> None:
    officers = {officer(), officer()}
    Reminder.objects.all().delete()
    plan_reminders(now=at(24))
    Reminder.objects.exclude(recipient__in=officers).delete()
    turns = Turns(now=at(24))

    told, outlooks = list[Reminder](), list[Outlook]()
    for _ in officers:
        told.append(claimed_by(turns))
        outlooks.append(turns.outlook_for(told[-1]))

    assert {mail.recipient for mail in told} == officers
    assert [len(outlook.not_in) for outlook in outlooks] == [3, 3]


def test_the_rows_of_nobody_are_not_asked_for(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert read_standings([], on=NOW.date()) == {}


def test_a_turn_asks_once_after_all_whom_another_sender_has_told(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    reviews = ask_of(9)
    plan_reminders(now=NOW)
    turns, other = turns_after_the_first(), Turns(now=NOW)
    told = {claimed_by(other).recipient for _ in range(6)}

    with django_assert_max_num_queries(10):
        mine = {claimed_by(turns).recipient for _ in range(2)}

    assert told | mine == set(people(reviews)[1:])


def test_the_owner_of_a_plan_whose_deputy_they_are_is_read_too(reviews: list[Review]) -> None:
    third = reviews[2]
    ActionPlan.objects.filter(pk=third.plan.pk).update(deputy=owner_of(reviews[1]))
    turns = turns_after_the_first()
    second = claimed_by(turns)
    shared = turns.outlook_for(second)
    assert turns.outlook_for(second) is shared

    User.objects.filter(pk=owner_of(third).pk).update(is_active=False)

    assert turns.outlook_for(second) is not shared


@pytest.mark.parametrize("is_read_ahead", [True, False])
def test_no_turn_begins_while_an_officer_holds_mail_back(
    reviews: list[Review], is_read_ahead: bool
) -> None:
    turns = turns_after_the_first() if is_read_ahead else Turns(now=NOW)
    waiting = Reminder.objects.filter(state=ReminderState.PENDING).count()
    pause_mail(reason="The server moves", by=officer(), now=NOW)

    assert turns.claim() is None
    assert Reminder.objects.filter(state=ReminderState.PENDING).count() == waiting
