"""What the team has to know goes to the officers who are there, and to all where nobody is."""

from datetime import date

import pytest

from actionplans.models import Reminder, ReminderState, Stage
from actionplans.queries.officers import officers_to_tell
from actionplans.reminders.planner import plan_reminders
from actionplans.reminders.sending import send_due
from actionplans.reminders.tick import run_tick
from partners.models import User
from tests.actionplans.asking import answer
from tests.actionplans.needing import end_of
from tests.actionplans.reminding import ask, at
from tests.factories import AbsenceFactory, UserFactory, officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def helen() -> User:
    return officer(full_name="Helen Marsh")


@pytest.fixture
def daniel() -> User:
    return officer(full_name="Daniel Okafor")


def away(person: User, first: int, last: int) -> None:
    AbsenceFactory.create(
        user=person,
        deputy=UserFactory.create(),
        starts_on=date(2022, 10, first),
        ends_on=date(2022, 10, last),
    )


def told(stage: Stage) -> list[str]:
    rows = Reminder.objects.filter(stage=stage, state=ReminderState.SENT)
    return sorted(rows.values_list("recipient__full_name", flat=True))


def test_officer_who_is_away_is_not_told_that_something_is_late(helen: User, daniel: User) -> None:
    ask()
    away(helen, 20, 26)
    run_tick(now=at(24))
    assert told(Stage.ESCALATED) == ["Daniel Okafor"]
    run_tick(now=at(27))
    # Who is back hears of what is late still.
    assert told(Stage.ESCALATED) == ["Daniel Okafor", "Helen Marsh"]


def test_all_officers_are_told_where_all_are_away(helen: User, daniel: User) -> None:
    ask()
    away(helen, 20, 26)
    away(daniel, 24, 24)
    run_tick(now=at(24))
    assert told(Stage.ESCALATED) == ["Daniel Okafor", "Helen Marsh"]


def test_digest_goes_to_the_officers_who_are_there(helen: User, daniel: User) -> None:
    answer(ask(), now=at(4, 16))
    away(helen, 5, 5)
    run_tick(now=at(5))
    assert told(Stage.DIGEST) == ["Daniel Okafor"]


def test_digest_goes_to_all_where_all_are_away(helen: User, daniel: User) -> None:
    answer(ask(), now=at(4, 16))
    away(helen, 5, 5)
    away(daniel, 1, 30)
    run_tick(now=at(5))
    assert told(Stage.DIGEST) == ["Daniel Okafor", "Helen Marsh"]


def test_officer_who_goes_away_while_a_mail_waits_is_not_told(helen: User, daniel: User) -> None:
    ask()
    plan_reminders(now=at(24))
    away(helen, 24, 28)
    send_due(now=at(24))
    assert end_of(Reminder.objects.get(recipient=helen, stage=Stage.ESCALATED)) == (
        ReminderState.SKIPPED,
        "Helen Marsh is away until 28 October 2022; the officers who are there are told.",
    )


def test_officers_to_tell_leaves_out_who_has_left(helen: User, daniel: User) -> None:
    User.objects.filter(pk=daniel.pk).update(is_active=False)
    away(helen, 5, 5)
    assert officers_to_tell(on=date(2022, 10, 5)) == [helen]
