"""Of many processes one has a mail in hand, and only for as long as its lease runs."""

from datetime import datetime, timedelta

import pytest

from actionplans.models import AttemptPhase, Reminder, ReminderAttempt, ReminderState, Review, Stage
from actionplans.reminders.claims import LEASE, claim_next, count_copy, give_back, skip
from actionplans.reminders.planner import plan_reminders
from actionplans.reminders.relay import HandedOver
from actionplans.reminders.results import record
from tests.actionplans.reminding import ask_of, at, due_mail, owner_of, send_back
from tests.factories import ReviewFactory, ReviewRoundFactory, officer

pytestmark = pytest.mark.django_db

NINE = at(5)
ACCEPTED = HandedOver(AttemptPhase.ACCEPTED, 250, "OK")


@pytest.fixture
def mail(review: Review) -> Reminder:
    return due_mail(review)


def claim(*, now: datetime = NINE) -> Reminder:
    claimed = claim_next(now=now)
    assert claimed is not None
    return claimed


def begin(reminder: Reminder) -> bool:
    return count_copy(reminder, message_id="<1@example.org>", listed=[])


def test_claim_takes_a_lease_and_counts_the_attempt(mail: Reminder) -> None:
    claimed = claim()

    assert claimed == mail
    assert (claimed.state, claimed.attempt) == (ReminderState.CLAIMED, 1)
    assert claimed.lease_until == at(5, 9, 10)


def test_claim_finds_nothing_while_another_has_the_lease(mail: Reminder) -> None:
    claim()

    assert claim_next(now=at(5, 9, 9)) is None


def test_claim_leaves_what_is_not_due_yet(mail: Reminder) -> None:
    Reminder.objects.update(due_at=at(5, 9, 1))

    assert claim_next(now=at(5)) is None


def test_claim_waits_until_a_mail_is_to_be_tried_again(mail: Reminder) -> None:
    Reminder.objects.filter(pk=mail.pk).update(state=ReminderState.RETRY, retry_at=at(5, 9, 5))

    assert claim_next(now=at(5, 9, 4)) is None
    assert claim(now=at(5, 9, 5)).retry_at is None


def test_claim_takes_over_after_the_lease_has_run_out(mail: Reminder) -> None:
    claim()

    again = claim(now=at(5) + LEASE)

    assert (again.attempt, again.may_have_arrived_twice) == (2, False)
    assert ReminderAttempt.objects.count() == 0


def test_claim_marks_a_mail_whose_text_may_already_have_gone_out(mail: Reminder) -> None:
    begin(claim())

    again = claim(now=at(5) + LEASE)

    assert (again.attempt, again.copies, again.may_have_arrived_twice) == (2, 1, True)
    told = ReminderAttempt.objects.get()
    assert (told.number, told.phase) == (1, AttemptPhase.AFTER_DOT)
    assert told.words == "The process stopped before it could write down what the mail server said."


def test_claim_sends_three_copies_at_most(mail: Reminder) -> None:
    moment = at(5)
    for _ in range(3):
        assert begin(claim(now=moment)) is True
        moment += LEASE

    assert claim_next(now=moment) is None
    mail.refresh_from_db()
    assert (mail.state, mail.copies, mail.attempt) == (ReminderState.UNCERTAIN, 3, 3)
    assert mail.reason == "It was handed over three times and may have arrived: ask whether it did."
    assert ReminderAttempt.objects.count() == 3


def test_count_copy_refuses_a_process_that_slept_past_its_lease(mail: Reminder) -> None:
    slept = claim()
    claim(now=at(5) + LEASE)

    assert begin(slept) is False
    mail.refresh_from_db()
    assert mail.copies == 0


def test_record_of_a_process_that_slept_past_its_lease_changes_nothing(mail: Reminder) -> None:
    slept = claim()
    begin(slept)
    claim(now=at(5) + LEASE)

    record(slept, ACCEPTED, now=at(5, 9, 11))

    mail.refresh_from_db()
    assert (mail.state, mail.attempt, mail.sent_at) == (ReminderState.CLAIMED, 2, None)
    words = ReminderAttempt.objects.values_list("number", "phase")
    assert set(words) == {(1, AttemptPhase.AFTER_DOT), (1, AttemptPhase.ACCEPTED)}


def test_give_back_costs_no_attempt(mail: Reminder) -> None:
    give_back(claim(), copies=0)

    mail.refresh_from_db()
    assert (mail.state, mail.attempt, mail.lease_until) == (ReminderState.PENDING, 0, None)


def test_give_back_takes_back_a_copy_of_which_nothing_was_taken(mail: Reminder) -> None:
    claimed = claim()
    begin(claimed)

    give_back(claimed, copies=1)

    mail.refresh_from_db()
    assert (mail.state, mail.attempt, mail.copies) == (ReminderState.PENDING, 0, 0)


def test_claim_covers_the_persons_other_mails(review: Review) -> None:
    extra = ReviewRoundFactory.create(
        title="Extra", is_extra=True, opened_at=at(4, 9), opens_on=at(4).date()
    )
    ReviewFactory.create(round=extra, plan=review.plan)
    plan_reminders(now=at(5))

    claimed = claim()

    waiting = Reminder.objects.filter(state=ReminderState.PENDING)
    covered = Reminder.objects.get(superseded_by=claimed)
    assert not waiting.exists()
    assert covered.state == ReminderState.SUPERSEDED
    assert covered.reason == "The mail “Due soon” to the same person lists this too."
    assert claim_next(now=at(5)) is None


def test_claim_prefers_the_return_and_covers_the_rest(review: Review) -> None:
    decision = send_back(review, moment=at(5))
    plan_reminders(now=at(5))

    claimed = claim()

    assert claimed.decision == decision
    assert list(claimed.covers.values_list("stage", flat=True)) == [Stage.DUE]


def test_claim_of_a_later_stage_covers_an_earlier_one_that_waits_to_be_tried_again(
    mail: Reminder,
) -> None:
    Reminder.objects.filter(pk=mail.pk).update(state=ReminderState.RETRY, retry_at=at(17, 12))
    plan_reminders(now=at(17))

    claimed = claim(now=at(17))

    assert claimed.stage == Stage.OVERDUE
    mail.refresh_from_db()
    assert (mail.state, mail.superseded_by, mail.retry_at) == (
        ReminderState.SUPERSEDED,
        claimed,
        None,
    )


def test_claim_passes_over_a_person_who_is_being_sent_another_mail(review: Review) -> None:
    plan_reminders(now=at(5))
    claim()
    send_back(review, moment=at(5, 9, 1))
    plan_reminders(now=at(5, 9, 1))

    assert claim_next(now=at(5, 9, 1)) is None


def test_skip_lets_the_covered_mails_be_looked_at_themselves(review: Review) -> None:
    send_back(review, moment=at(5))
    plan_reminders(now=at(5))
    claimed = claim()

    skip(claimed, reason="The review was answered again.")

    claimed.refresh_from_db()
    assert (claimed.state, claimed.attempt, claimed.reason) == (
        ReminderState.SKIPPED,
        0,
        "The review was answered again.",
    )
    assert claim().stage == Stage.DUE


def test_claim_takes_each_person_in_turn() -> None:
    reviews = ask_of(3)
    plan_reminders(now=at(5))

    claimed = [claim().recipient for _ in reviews]

    assert set(claimed) == {owner_of(review) for review in reviews}
    assert claim_next(now=at(5) + timedelta(minutes=1)) is None


@pytest.mark.parametrize("state", ReminderState.values)
@pytest.mark.parametrize("minutes", [-1, 0, 1])
def test_a_mail_as_read_is_to_send_or_in_hand_as_the_database_says(
    mail: Reminder, state: ReminderState, minutes: int
) -> None:
    moment = NINE + timedelta(minutes=minutes)
    times = {"due_at": moment, "sent_at": moment}
    times |= {"lease_until": moment} if state == ReminderState.CLAIMED else {}
    times |= {"retry_at": moment} if state == ReminderState.RETRY else {}
    Reminder.objects.filter(pk=mail.pk).update(state=state, **times)
    mails, read = Reminder.objects.filter(pk=mail.pk), Reminder.objects.get(pk=mail.pk)

    assert read.is_to_send(now=NINE) == mails.to_send(now=NINE).exists()
    assert read.is_in_hand(now=NINE) == mails.in_hand(now=NINE).exists()
    assert mails.unfinished().exists() == (state in {"PENDING", "CLAIMED", "RETRY"})


def test_claim_passes_over_whom_another_process_has_served_meanwhile(mail: Reminder) -> None:
    claim()

    assert claim_next(now=NINE, ahead=[mail.recipient_id]) is None


def test_claim_asks_after_everybody_when_those_read_ahead_are_served(mail: Reminder) -> None:
    assert claim_next(now=NINE, ahead=[officer().pk]) == mail
