"""Sending a mail again: once, written down, and never twice by two officers."""

import pytest
from django.core.exceptions import ValidationError

from actionplans.models import (
    HandlingKind,
    Reminder,
    ReminderState,
    Review,
    ReviewRound,
    Stage,
)
from actionplans.reminders.planner import plan_reminders
from actionplans.reminders.sending import send_due
from actionplans.reminders.tick import run_tick
from actionplans.services.handling import (
    NO_TROUBLE,
    NOT_OVER,
    REPEATED,
    send_again,
)
from tests.actionplans.asking import answer
from tests.actionplans.needing import deeds, end_of, fails_again, lost, sent_again
from tests.actionplans.reminding import at, due_mail, owner_of, send_back
from tests.factories import AbsenceFactory, officer

pytestmark = pytest.mark.django_db


def test_send_again_makes_one_mail_that_goes_out(mail: Reminder, mailoutbox: list[object]) -> None:
    helen = officer(full_name="Helen Marsh")

    repeat = send_again(mail=mail, seen=0, note="Mailbox cleared", by=helen, now=at(5, 10))
    assert (repeat.resends, repeat.stage, repeat.recipient) == (mail, "DUE", mail.recipient)
    assert run_tick(now=at(5, 10, 1)).sent == 1

    assert end_of(repeat) == ("SENT", "")
    assert len(mailoutbox) == 1
    handling = mail.handlings.get()
    assert (handling.kind, handling.note, handling.by, handling.at) == (
        HandlingKind.RESENT,
        "Mailbox cleared",
        helen,
        at(5, 10),
    )
    assert end_of(mail) == ("FAILED", "")


def test_send_again_of_two_officers_tells_the_second_what_the_first_did(mail: Reminder) -> None:
    sent_again(mail, now=at(5, 10), by=officer(full_name="Helen Marsh"))

    with pytest.raises(ValidationError) as refused:
        sent_again(mail, now=at(5, 10, 1))

    (words,) = refused.value.messages
    assert words == (
        "Helen Marsh has dealt with this mail: sent again, 5 October 2022 at 10:00am. "
        "Nothing was done twice"
    )
    assert Reminder.objects.filter(resends=mail).count() == 1
    assert deeds(mail) == [("RESENT", "")]


def test_send_again_of_a_mail_that_was_sent_again_leads_to_the_newer_one(mail: Reminder) -> None:
    sent_again(mail, now=at(5, 10))
    with pytest.raises(ValidationError) as refused:
        send_again(mail=mail, seen=1, note="", by=officer(), now=at(5, 11))
    assert refused.value.messages == [REPEATED]
    assert Reminder.objects.filter(resends=mail).count() == 1


@pytest.mark.parametrize("state", [ReminderState.PENDING, ReminderState.SKIPPED])
def test_send_again_waits_for_the_mails_end(review: Review, state: ReminderState) -> None:
    with pytest.raises(ValidationError) as refused:
        sent_again(lost(review, state), now=at(5, 10))
    assert refused.value.messages == [NOT_OVER]


def test_send_again_of_a_mail_in_hand_is_refused(review: Review) -> None:
    mail = lost(review, ReminderState.CLAIMED, lease_until=at(5, 9, 10))
    with pytest.raises(ValidationError) as refused:
        sent_again(mail, now=at(5, 9, 5))
    assert refused.value.messages == [NOT_OVER]
    assert Reminder.objects.filter(resends=mail).count() == 0


def test_send_again_of_a_mail_that_arrived_is_refused(review: Review) -> None:
    with pytest.raises(ValidationError) as refused:
        sent_again(lost(review, ReminderState.SENT, sent_at=at(5)), now=at(5, 10))
    assert refused.value.messages == [NO_TROUBLE]


def test_send_again_after_the_stage_has_moved_on_is_not_needed(
    mail: Reminder, mailoutbox: list[object]
) -> None:
    repeat = sent_again(mail, now=at(14, 20))
    # The worker was down when "overdue" fell due, and looks at the repeat alone.
    send_due(now=at(17, 9, 1))

    assert end_of(repeat) == ("SKIPPED", "A later mail takes its place.")
    assert mailoutbox == []


def test_send_again_of_what_is_answered_is_not_needed(
    review: Review, mail: Reminder, mailoutbox: list[object]
) -> None:
    repeat = sent_again(mail, now=at(5, 10))
    answer(review)
    run_tick(now=at(5, 10, 1))

    assert end_of(repeat) == ("SKIPPED", "Everything that this person owed is answered.")
    assert mailoutbox == []


def test_send_again_three_times_in_a_row(mail: Reminder, mailoutbox: list[object]) -> None:
    first = sent_again(mail, now=at(5, 10))
    second = sent_again(fails_again(first), now=at(5, 11))
    third = sent_again(fails_again(second), now=at(5, 12))
    run_tick(now=at(5, 12, 1))

    assert end_of(third) == ("SENT", "")
    assert (third.original, len(mailoutbox)) == (mail, 1)
    assert [row.copies for row in Reminder.objects.order_by("pk")][-3:] == [0, 0, 1]
    assert run_tick(now=at(5, 12, 2)).sent == 0


def test_send_again_does_not_make_the_stage_due_again(
    mail: Reminder, mailoutbox: list[object]
) -> None:
    sent_again(mail, now=at(5, 10))
    run_tick(now=at(5, 10, 1))

    assert plan_reminders(now=at(5, 10, 2)) == 0
    assert run_tick(now=at(6)).sent == 0
    assert len(mailoutbox) == 1


def test_send_again_goes_after_all_once_it_is_true_again(
    review: Review, mail: Reminder, mailoutbox: list[object]
) -> None:
    away = AbsenceFactory.create(user=owner_of(review))
    repeat = sent_again(mail, now=at(5, 10))
    send_due(now=at(5, 10, 1))
    assert end_of(repeat)[0] == "SKIPPED"

    away.delete()
    run_tick(now=at(6))

    assert end_of(repeat) == ("SENT", "")


def test_send_again_of_a_return_goes_to_whoever_is_asked(
    review: Review, mailoutbox: list[object]
) -> None:
    run_tick(now=at(5))
    send_back(review, moment=at(5, 10))
    plan_reminders(now=at(5, 10))
    Reminder.objects.filter(stage=Stage.RETURNED).update(state=ReminderState.FAILED)
    returned = Reminder.objects.get(stage=Stage.RETURNED)

    repeat = sent_again(returned, now=at(5, 11))
    assert (repeat.decision, repeat.original.decision) == (None, returned.decision)
    mailoutbox.clear()
    run_tick(now=at(5, 11, 1))

    assert end_of(repeat) == ("SENT", "")
    assert len(mailoutbox) == 1
    assert Reminder.objects.filter(stage=Stage.RETURNED).count() == 2


def test_send_again_of_a_return_that_was_answered_is_not_needed(
    review: Review, mailoutbox: list[object]
) -> None:
    run_tick(now=at(5))
    send_back(review, moment=at(5, 10))
    plan_reminders(now=at(5, 10))
    Reminder.objects.filter(stage=Stage.RETURNED).update(state=ReminderState.FAILED)
    repeat = sent_again(Reminder.objects.get(stage=Stage.RETURNED), now=at(5, 11))
    answer(review, now=at(5, 11))
    run_tick(now=at(5, 11, 1))

    assert end_of(repeat) == ("SKIPPED", "The review was answered again.")


def test_resent_rows_do_not_stop_a_round_that_moves(review: Review, mail: Reminder) -> None:
    sent_again(mail, now=at(5, 10))
    run_tick(now=at(5, 10, 1))
    ReviewRound.objects.update(due_on=at(20).date(), papers_on=None)

    assert run_tick(now=at(17)).sent == 0
    # Three working days before the new date the stage is told already, by the repeat.
    assert Reminder.objects.filter(stage=Stage.DUE, state=ReminderState.SENT).count() == 1


def test_due_mail_is_planned_once(review: Review) -> None:
    assert due_mail(review).original == due_mail(review)
