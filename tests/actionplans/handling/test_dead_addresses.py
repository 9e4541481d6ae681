"""Addresses to which no mail goes: nothing is lost in silence."""

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives

from actionplans.models import (
    Reminder,
    ReminderState,
    Review,
    Stage,
)
from actionplans.queries.attention import read_attention
from actionplans.reminders.planner import plan_reminders
from actionplans.reminders.sending import send_due
from actionplans.reminders.tick import run_tick
from actionplans.services.handling import (
    KNOWN_DEAD,
    STILL_DEAD,
    give_up_address,
    send_again,
)
from partners.models import User
from partners.services.people import deactivate_user, mark_address_alive
from tests.actionplans.asking import answer
from tests.actionplans.needing import deeds, end_of, lost
from tests.actionplans.reminding import at, owner_of
from tests.factories import administrator, officer
from tests.partners.addresses import change_email

pytestmark = pytest.mark.django_db


def give_up(mail: Reminder, *, seen: int = 0) -> None:
    give_up_address(mail=mail, seen=seen, note="Came back", by=officer(), now=at(5, 10))


def test_give_up_address_ends_every_later_mail_in_plain_sight(
    review: Review, mail: Reminder, mailoutbox: list[object]
) -> None:
    give_up(mail)
    report = run_tick(now=at(17))

    later = Reminder.objects.get(stage=Stage.OVERDUE)
    assert end_of(later) == (
        "FAILED",
        "Not sent: mail to this address does not arrive, as an officer noted on 5 October 2022.",
    )
    assert (report.states[ReminderState.FAILED], later.attempt, later.copies) == (1, 0, 0)
    assert mailoutbox == []
    assert deeds(mail) == [("ADDRESS_DEAD", "Came back")]
    noted = owner_of(review).history.get(history_date=at(5, 10))
    assert noted.address_dead_since == at(5).date()


def test_give_up_address_lets_a_mail_lie_that_is_not_true_any_more(
    review: Review, mail: Reminder
) -> None:
    give_up(mail)
    plan_reminders(now=at(17))
    answer(review)
    send_due(now=at(17, 9, 1))
    assert Reminder.objects.get(stage=Stage.OVERDUE).state == ReminderState.SKIPPED


def test_give_up_address_counts_a_mail_that_is_not_true_any_more_as_not_needed(
    review: Review, mail: Reminder
) -> None:
    give_up(mail)
    plan_reminders(now=at(17))
    review.plan.status = "CLOSED"
    review.plan.save()

    assert send_due(now=at(17)).states == {ReminderState.SKIPPED: 1}


def test_give_up_address_that_is_given_up_is_refused(review: Review, mail: Reminder) -> None:
    give_up(mail)
    run_tick(now=at(17))
    with pytest.raises(ValidationError) as refused:
        give_up(Reminder.objects.get(stage=Stage.OVERDUE))
    assert refused.value.messages == [KNOWN_DEAD]


def test_give_up_address_of_a_mail_that_came_back(review: Review) -> None:
    mail = lost(review, ReminderState.SENT, sent_at=at(5))
    give_up(mail)
    assert User.objects.get(pk=mail.recipient_id).address_dead_since == at(5).date()


def test_send_again_to_a_dead_address_is_refused_until_another_is_put_in(
    mail: Reminder, mailoutbox: list[object]
) -> None:
    give_up(mail)
    with pytest.raises(ValidationError) as refused:
        send_again(mail=mail, seen=1, note="", by=officer(), now=at(5, 11))
    assert refused.value.messages == [STILL_DEAD]

    tom = User.objects.get(pk=mail.recipient_id)
    change_email(user=tom, email="tom@example.org", by=administrator(), now=at(5, 11))
    assert User.objects.get(pk=tom.pk).address_dead_since is None
    send_again(mail=mail, seen=1, note="", by=officer(), now=at(5, 12))
    assert run_tick(now=at(5, 12, 1)).sent == 1


def test_address_stays_dead_when_something_else_is_changed(mail: Reminder) -> None:
    give_up(mail)
    tom = User.objects.get(pk=mail.recipient_id)
    tom.post = "Road Safety Manager"
    change_email(user=tom, email=tom.email.upper(), by=administrator(), now=at(5, 11))
    assert User.objects.get(pk=tom.pk).address_dead_since == at(5).date()


def test_address_is_alive_after_all(mail: Reminder) -> None:
    give_up(mail)
    tom = User.objects.get(pk=mail.recipient_id)
    mark_address_alive(user=tom, by=officer(), now=at(5, 11))
    assert User.objects.get(pk=tom.pk).address_dead_since is None


def test_new_address_gets_the_current_stages_mail(
    review: Review, mail: Reminder, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    give_up(mail)
    run_tick(now=at(17))
    assert [item.person for item in read_attention(now=at(17, 10)).unreachable] == [
        owner_of(review)
    ]
    tom = User.objects.get(pk=mail.recipient_id)
    change_email(user=tom, email="tom@example.org", by=administrator(), now=at(18, 10))
    before = read_attention(now=at(18, 10))
    assert (before.unreachable, [item.mail.stage for item in before.undelivered]) == (
        [],
        [Stage.OVERDUE],
    )
    run_tick(now=at(18, 10, 1))
    run_tick(now=at(18, 10, 2))
    repeat = Reminder.objects.get(resends__stage=Stage.OVERDUE)
    assert (repeat.state, repeat.stage) == (ReminderState.SENT, Stage.OVERDUE)
    assert [message.to for message in mailoutbox] == [["tom@example.org"]]
    assert read_attention(now=at(18, 11)).number == 0


def test_mail_that_came_back_goes_to_the_new_address(
    review: Review, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    mail = lost(review, ReminderState.SENT, sent_at=at(5))
    give_up(mail)
    tom = User.objects.get(pk=mail.recipient_id)
    change_email(user=tom, email="tom@example.org", by=administrator(), now=at(5, 11))
    run_tick(now=at(5, 11, 1))
    assert [message.to for message in mailoutbox] == [["tom@example.org"]]


def test_new_address_of_somebody_whose_mail_arrived_gets_nothing_twice(
    review: Review, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    mail = lost(review, ReminderState.SENT, sent_at=at(5))
    tom = User.objects.get(pk=mail.recipient_id)
    change_email(user=tom, email="tom@example.org", by=administrator(), now=at(5, 11))
    run_tick(now=at(5, 11, 1))
    assert mailoutbox == []


def test_dead_address_leaves_the_list_when_its_person_leaves(
    review: Review, mail: Reminder
) -> None:
    give_up(mail)
    run_tick(now=at(17))
    tom = User.objects.get(pk=mail.recipient_id)
    deactivate_user(user=tom, by=administrator(), now=at(18))
    assert read_attention(now=at(18, 10)).unreachable == []
