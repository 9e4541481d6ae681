"""What officers do about mails: each deed once, written down, and never twice by two officers."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from actionplans.models import (
    HandlingKind,
    Reminder,
    ReminderHandling,
    ReminderState,
    Review,
    ReviewRound,
    Stage,
)
from actionplans.reminders.planner import plan_reminders
from actionplans.reminders.sending import send_due
from actionplans.reminders.tick import run_tick
from actionplans.services.handling import (
    KNOWN_DEAD,
    NO_TROUBLE,
    NOT_OVER,
    STILL_DEAD,
    give_up_address,
    mark_handled,
    send_again,
)
from partners.models import User
from partners.services.people import change_email, mark_address_alive
from tests.actionplans.asking import answer
from tests.actionplans.needing import handled, lost, sent_again
from tests.actionplans.reminding import ask, at, due_mail, owner_of, send_back
from tests.factories import AbsenceFactory, administrator, officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def review() -> Review:
    return ask()


@pytest.fixture
def mail(review: Review) -> Reminder:
    return lost(review)


def deeds(mail: Reminder) -> list[tuple[str, str]]:
    return list(mail.handlings.values_list("kind", "note"))


def fails_again(repeat: Reminder) -> Reminder:
    Reminder.objects.filter(pk=repeat.pk).update(state=ReminderState.FAILED)
    return Reminder.objects.get(pk=repeat.pk)


def end_of(repeat: Reminder) -> tuple[str, str]:
    repeat.refresh_from_db()
    return repeat.state, repeat.reason


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


def test_send_again_is_refused_by_the_database_where_nobody_looked(mail: Reminder) -> None:
    sent_again(mail, now=at(5, 10))
    with pytest.raises(IntegrityError), transaction.atomic():
        send_again(mail=mail, seen=1, note="", by=officer(), now=at(5, 11))
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


def test_mark_handled_once(mail: Reminder) -> None:
    handled(mail, by=officer(full_name="Helen Marsh"))

    with pytest.raises(ValidationError) as refused:
        handled(mail)

    (words,) = refused.value.messages
    assert words == (
        "Helen Marsh has dealt with this mail: marked as handled, 5 October 2022 at 9:00am "
        "(“Rang her”). Nothing was done twice"
    )
    assert deeds(mail) == [("HANDLED", "Rang her")]


def test_mark_handled_is_for_mails_in_trouble(review: Review) -> None:
    with pytest.raises(ValidationError) as refused:
        handled(lost(review, ReminderState.SENT, sent_at=at(5)))
    assert refused.value.messages == [NO_TROUBLE]
    assert ReminderHandling.objects.count() == 0


def test_mark_handled_after_a_repeat_that_its_officer_saw(mail: Reminder) -> None:
    repeat = sent_again(mail, now=at(5, 10))
    mark_handled(mail=fails_again(repeat), seen=0, note="Rang her", by=officer(), now=at(5, 11))
    assert deeds(repeat) == [("HANDLED", "Rang her")]


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


def test_resent_rows_do_not_stop_a_round_that_moves(review: Review, mail: Reminder) -> None:
    sent_again(mail, now=at(5, 10))
    run_tick(now=at(5, 10, 1))
    ReviewRound.objects.update(due_on=at(20).date(), papers_on=None)

    assert run_tick(now=at(17)).sent == 0
    # Three working days before the new date the stage is told already, by the repeat.
    assert Reminder.objects.filter(stage=Stage.DUE, state=ReminderState.SENT).count() == 1


def test_due_mail_is_planned_once(review: Review) -> None:
    assert due_mail(review).original == due_mail(review)
