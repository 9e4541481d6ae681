"""Who stands in hears of it, also after they have had this stage's mail; who is back is asked again."""

from datetime import date, datetime

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from actionplans.models import ActionPlan, Reminder, ReminderState, Review, Stage
from actionplans.reminders.planner import plan_reminders
from actionplans.reminders.sending import send_due
from actionplans.reminders.tick import run_tick
from partners.models import Absence, User
from tests.actionplans.reminding import ask, at, owner_of, told
from tests.factories import AbsenceFactory, ActionFactory, ReviewFactory, UserFactory, officer
from tests.reading_files import csv_rows

pytestmark = pytest.mark.django_db

Outbox = list[EmailMultiAlternatives]


@pytest.fixture
def toms() -> Review:
    """A review of Tom's, in a round in which Dee has a plan of her own."""
    review = ask()
    User.objects.filter(pk=owner_of(review).pk).update(full_name="Tom Ashby")
    ReviewFactory.create(round=review.round, plan__owner=UserFactory.create(full_name="Dee Deputy"))
    review.plan.refresh_from_db()
    return review


@pytest.fixture
def dee(toms: Review) -> User:
    person: User = User.objects.get(full_name="Dee Deputy")
    return person


def away(toms: Review, dee: User, first: int = 4, last: int = 7) -> Absence:
    days = {"starts_on": date(2022, 10, first), "ends_on": date(2022, 10, last)}
    return AbsenceFactory.create(user=owner_of(toms), deputy=dee, **days)


def run(*moments: datetime) -> None:
    for moment in moments:
        run_tick(now=moment)


BOTH = [
    ("Tom Ashby", Stage.OPENED, ReminderState.SENT),
    ("Dee Deputy", Stage.OPENED, ReminderState.SENT),
]
STANDS_IN = ("Dee Deputy", Stage.STANDS_IN, ReminderState.SENT)


def test_deputy_with_this_stages_mail_hears_on_the_first_morning(
    toms: Review, dee: User, mailoutbox: Outbox
) -> None:
    away(toms, dee)
    run(at(3), at(3, 17), at(4, 8, 59))
    assert told() == BOTH
    run(at(4), at(4, 12))
    assert told() == [*BOTH, STANDS_IN]
    mail = Reminder.objects.get(stage=Stage.STANDS_IN)
    assert (mail.stands_in_for, mail.day, mail.sent_at) == (
        owner_of(toms),
        date(2022, 10, 4),
        at(4),
    )
    sent = mailoutbox[-1]
    assert sent.to == [dee.email]
    assert sent.subject == (
        "2 updates due by Monday 10 October, as you stand in for Tom Ashby: July to September 2022"
    )
    assert "You stand in for Tom Ashby until 7 October, so we ask you for these updates" in str(
        sent.body
    )
    assert f"{toms.plan} (on behalf of Tom Ashby)" in str(sent.body)


def test_deputy_hears_at_once_of_days_that_are_noted_later(toms: Review, dee: User) -> None:
    run(at(3), at(4, 11))
    away(toms, dee)
    run(at(4, 11, 1))
    assert told() == [*BOTH, STANDS_IN]
    assert Reminder.objects.get(stage=Stage.STANDS_IN).sent_at == at(4, 11, 1)


def test_deputy_hears_in_the_morning_of_days_that_are_noted_in_the_evening(
    toms: Review, dee: User
) -> None:
    run(at(3))
    away(toms, dee)
    run(at(4, 18, 30))
    assert told() == BOTH
    run(at(5, 8))
    assert told() == BOTH


def test_deputy_without_this_stages_mail_gets_that_alone(toms: Review, dee: User) -> None:
    away(toms, dee, first=3)
    run(at(3), at(3, 12), at(4))
    assert told() == [("Dee Deputy", Stage.OPENED, ReminderState.SENT)]


def test_deputy_who_was_asked_for_a_late_plan_hears_nothing_new(toms: Review, dee: User) -> None:
    toms.plan.deputy = dee
    toms.plan.save()
    run(at(17))
    before = told()
    away(toms, dee, first=18, last=20)
    run(at(18), at(19))
    assert told() == before


def test_deputy_hears_of_an_action_that_the_absent_person_leads(toms: Review, dee: User) -> None:
    lead = UserFactory.create(full_name="Lea Lead")
    action = ActionFactory.create(plan=toms.plan, lead_person=lead)
    AbsenceFactory.create(
        user=lead, deputy=dee, starts_on=date(2022, 10, 4), ends_on=date(2022, 10, 7)
    )
    run(at(3), at(4))
    mail = Reminder.objects.get(stage=Stage.STANDS_IN)
    assert mail.stands_in_for == lead
    assert action.pk in [item["pk"] for item in mail.listed if item["kind"] == "action"]


def test_deputy_of_two_gets_one_mail_for_both(toms: Review, dee: User, mailoutbox: Outbox) -> None:
    cleo = UserFactory.create(full_name="Cleo Cox")
    ReviewFactory.create(round=toms.round, plan__owner=cleo)
    run(at(3))
    away(toms, dee)
    AbsenceFactory.create(
        user=cleo, deputy=dee, starts_on=date(2022, 10, 4), ends_on=date(2022, 10, 7)
    )
    run(at(4), at(4, 10))
    assert [row[1:] for row in told()[3:]] == [
        (Stage.STANDS_IN, ReminderState.SUPERSEDED),
        (Stage.STANDS_IN, ReminderState.SENT),
    ]
    assert len(mailoutbox) == 4


def test_next_stage_after_a_stand_in_lists_it_all_once(toms: Review, dee: User) -> None:
    away(toms, dee)
    run(at(3), at(4), at(5), at(6))
    assert told() == [*BOTH, STANDS_IN, ("Dee Deputy", Stage.DUE, ReminderState.SENT)]


def test_who_is_back_is_asked_by_the_stage_that_they_missed(toms: Review, dee: User) -> None:
    away(toms, dee)
    run(at(3), at(4), at(5), at(7), at(10, 8))
    assert ("Tom Ashby", Stage.DUE, ReminderState.SENT) not in told()
    run(at(10), at(10, 12))
    assert told()[-1] == ("Tom Ashby", Stage.DUE, ReminderState.SENT)
    assert len(told()) == 5


def test_who_is_back_within_a_stage_is_asked_again_by_the_next_one(toms: Review, dee: User) -> None:
    away(toms, dee, first=4, last=4)
    run(at(3), at(4), at(4, 17))
    assert told() == [*BOTH, STANDS_IN]
    run(at(5))
    assert ("Tom Ashby", Stage.DUE, ReminderState.SENT) in told()


def test_stand_in_is_not_told_after_the_absence_was_taken_back(toms: Review, dee: User) -> None:
    run(at(3))
    absence = away(toms, dee)
    plan_reminders(now=at(4))
    absence.delete()
    send_due(now=at(4))
    mail = Reminder.objects.get(stage=Stage.STANDS_IN)
    assert (mail.state, mail.reason) == (
        ReminderState.SKIPPED,
        "Dee Deputy does not stand in for Tom Ashby any more.",
    )


def test_second_deputy_of_one_absence_hears_too(toms: Review, dee: User) -> None:
    ben = UserFactory.create(full_name="Ben")
    ReviewFactory.create(round=toms.round, plan__owner=ben)
    run(at(3))
    absence = away(toms, dee)
    run(at(4))
    Absence.objects.filter(pk=absence.pk).update(deputy=ben)
    run(at(4, 12))
    assert told()[-2:] == [STANDS_IN, ("Ben", Stage.STANDS_IN, ReminderState.SENT)]


@pytest.mark.parametrize(("is_away", "number"), [(True, 0), (False, 1)])
def test_overdue_leaves_a_plans_deputy_alone_who_is_away(
    toms: Review, is_away: bool, number: int
) -> None:
    deputy = UserFactory.create()
    ActionPlan.objects.filter(pk=toms.plan.pk).update(deputy=deputy)
    days = {"starts_on": date(2022, 10, 15), "ends_on": date(2022, 10, 28)}
    AbsenceFactory.create(user=deputy if is_away else UserFactory.create(), **days)

    run(at(17))

    assert Reminder.objects.filter(recipient=deputy, stage=Stage.OVERDUE).count() == number


def test_mail_record_says_for_whom_a_deputy_was_asked(
    client: Client, toms: Review, dee: User
) -> None:
    run(at(3))
    away(toms, dee)
    run(at(4))
    mail = Reminder.objects.get(recipient=dee, stage=Stage.STANDS_IN)
    client.force_login(officer())
    record = " ".join(client.get("/reminders/").content.decode().split())
    assert f'{dee}</span> <span class="cards__note">for {owner_of(toms)}</span>' in record
    page = " ".join(client.get(f"/reminders/{mail.pk}/").content.decode().split())
    assert f"<dt>For</dt><dd>{owner_of(toms)}" in page
    assert f"{toms.plan}, for {owner_of(toms)}" in page
    rows = csv_rows(client.get("/reminders/", {"export": "csv"}))
    assert str(owner_of(toms)) in [row[rows[0].index("For whom")] for row in rows]
