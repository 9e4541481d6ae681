"""An officer asks out of turn: one mail, to whoever is asked at that moment, while something is owed."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives

from actionplans.models import (
    EventKind,
    PlanEvent,
    PlanStatus,
    Reminder,
    ReminderState,
    Review,
    ReviewState,
    Stage,
)
from actionplans.reminders.planner import plan_reminders
from actionplans.reminders.sending import send_due
from actionplans.reminders.tick import run_tick
from actionplans.services.asking import ask_now
from actionplans.services.plans import assign_owner
from partners.models import User
from tests.actionplans.reminding import ask, at, owner_of, told
from tests.factories import AbsenceFactory, ReviewFactory, ReviewRoundFactory, UserFactory, officer

pytestmark = pytest.mark.django_db

Outbox = list[EmailMultiAlternatives]
OPENED = ("Tom Ashby", Stage.OPENED, ReminderState.SENT)
ASKED = ("Tom Ashby", Stage.ASKED, ReminderState.SENT)


@pytest.fixture
def toms() -> Review:
    """A review of Tom's, who has had the mail that opened the round."""
    review = ask()
    User.objects.filter(pk=owner_of(review).pk).update(full_name="Tom Ashby")
    run_tick(now=at(3))
    review.plan.refresh_from_db()
    return review


def press(review: Review, moment: datetime) -> PlanEvent:
    return ask_now(review=review, by=officer(full_name="Helen Marsh"), now=moment)


def run(*moments: datetime) -> None:
    for moment in moments:
        run_tick(now=moment)


def test_asked_now_goes_out_with_the_next_look(toms: Review, mailoutbox: Outbox) -> None:
    event = press(toms, at(4, 11))
    run(at(4, 11, 1), at(4, 11, 2), at(4, 17))
    assert told() == [OPENED, ASKED]
    mail = Reminder.objects.get(stage=Stage.ASKED)
    assert (mail.handover, mail.sent_at, mail.due_at) == (event, at(4, 11, 1), at(4, 11))
    assert mailoutbox[-1].subject == "1 update due by Monday 10 October: July to September 2022"
    assert "The partnership team would like your update for July to September 2022 now." in str(
        mailoutbox[-1].body
    )
    assert (event.kind, event.new) == (
        EventKind.ASKED_NOW,
        "Tom Ashby, Community Safety Officer",
    )


def test_asked_in_the_evening_goes_out_on_the_next_working_morning(toms: Review) -> None:
    run(at(5))
    press(toms, at(7, 18, 5))
    run(at(7, 18, 6), at(8), at(9, 12))
    assert ASKED not in told()
    run(at(10))
    assert ASKED in told()


def test_asked_the_evening_before_a_stage_makes_one_mail(toms: Review, mailoutbox: Outbox) -> None:
    press(toms, at(4, 20))
    run(at(5), at(5, 12))
    assert told() == [
        OPENED,
        ("Tom Ashby", Stage.DUE, ReminderState.SENT),
        ("Tom Ashby", Stage.ASKED, ReminderState.SUPERSEDED),
    ]
    assert len(mailoutbox) == 2


def test_asked_twice_within_an_hour_is_refused(toms: Review) -> None:
    press(toms, at(4, 11))
    with pytest.raises(ValidationError, match=r"Helen Marsh asked on 4 October 2022 at 11:00am"):
        press(toms, at(4, 11, 59))
    press(toms, at(4, 12))
    run(at(4, 12, 1))
    assert told() == [OPENED, ASKED]


def test_asked_again_after_the_first_mail_makes_another(toms: Review) -> None:
    press(toms, at(4, 11))
    run(at(4, 11, 1))
    press(toms, at(4, 15))
    run(at(4, 15, 1), at(4, 15, 2))
    assert told() == [OPENED, ASKED, ASKED]


@pytest.mark.parametrize("state", [ReviewState.ANSWERED, ReviewState.ACCEPTED, ReviewState.MISSED])
def test_asking_for_what_is_not_owed_is_refused(toms: Review, state: ReviewState) -> None:
    Review.objects.update(state=state)
    with pytest.raises(ValidationError, match="Nothing is owed here any more"):
        press(toms, at(4, 11))


def test_asking_about_a_plan_that_is_closed_or_vacant_is_refused(toms: Review) -> None:
    toms.plan.status = PlanStatus.CLOSED
    toms.plan.save()
    with pytest.raises(ValidationError, match="Nothing is owed"):
        press(toms, at(4, 11))
    toms.plan.status, toms.plan.owner = PlanStatus.ACTIVE, None
    toms.plan.save()
    with pytest.raises(ValidationError, match="there is nobody to ask"):
        press(toms, at(4, 11))


def test_asking_in_a_round_that_is_over_is_refused(toms: Review) -> None:
    later = {"period_start": date(2022, 10, 1), "period_end": date(2022, 12, 31)}
    ReviewRoundFactory.create(**later, opens_on=date(2022, 10, 4), opened_at=at(4, 0))
    with pytest.raises(ValidationError, match="Nothing is owed"):
        press(toms, at(4, 11))


def test_answered_before_the_mail_goes_lets_it_lie(toms: Review) -> None:
    press(toms, at(4, 11))
    plan_reminders(now=at(4, 11, 1))
    Review.objects.update(state=ReviewState.ANSWERED)
    send_due(now=at(4, 11, 1))
    mail = Reminder.objects.get(stage=Stage.ASKED)
    assert (mail.state, mail.reason) == (
        ReminderState.SKIPPED,
        "Everything that this person owed is answered.",
    )


def test_given_to_another_before_the_mail_goes_asks_them(toms: Review) -> None:
    press(toms, at(4, 20))
    ben = UserFactory.create(full_name="Ben")
    assign_owner(plan=toms.plan, owner=ben, by=officer(), now=at(4, 21))
    run(at(5))
    assert ASKED not in told()
    assert ("Ben", Stage.DUE, ReminderState.SENT) in told()


def test_asked_while_away_asks_the_deputy(toms: Review) -> None:
    dee = UserFactory.create(full_name="Dee Deputy")
    AbsenceFactory.create(user=owner_of(toms), deputy=dee)
    run(at(4))
    assert press(toms, at(4, 11)).new == "Dee Deputy, Community Safety Officer"
    run(at(4, 11, 1))
    assert told()[-1] == ("Dee Deputy", Stage.ASKED, ReminderState.SENT)


def test_asked_with_an_extra_round_makes_one_mail_for_both(toms: Review) -> None:
    extra = ReviewRoundFactory.create(
        is_extra=True, opens_on=date(2022, 10, 3), opened_at=at(3, 0), due_on=date(2022, 10, 7)
    )
    ReviewFactory.create(round=extra, plan=toms.plan)
    run(at(4))
    press(toms, at(4, 11))
    assert plan_reminders(now=at(4, 11, 1)) == 1
    run(at(4, 11, 1), at(4, 12))
    mail = Reminder.objects.get(stage=Stage.ASKED)
    assert (mail.round, len(mail.listed)) == (extra, 2)
    # The sooner answer is in: the request is told, and nothing new comes of it.
    Review.objects.filter(round=extra).update(state=ReviewState.ANSWERED)
    assert plan_reminders(now=at(4, 13)) == 0
