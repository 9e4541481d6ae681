"""What goes out is looked at once more just before, and one mail says it all."""

from collections.abc import Sequence
from datetime import date

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from actionplans.models import (
    PlanStatus,
    Reminder,
    ReminderState,
    Review,
    ReviewLink,
    ReviewRound,
    ReviewState,
    Stage,
    WorkerHeartbeat,
)
from actionplans.reminders.sending import send_due
from actionplans.reminders.tick import run_tick
from partners.models import User
from tests.actionplans.reminding import ask_of, at, due_mail, owner_of, send_back
from tests.factories import (
    AbsenceFactory,
    ActionPlanFactory,
    ReviewFactory,
    ReviewRoundFactory,
    UserFactory,
    officer,
)

pytestmark = pytest.mark.django_db


class BrokenBackend(EmailBackend):
    """A mail backend with a fault of its own."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        raise RuntimeError(f"{len(messages)} mails are lost")


class NotingBackend(EmailBackend):
    """A mail backend that notes whether it was called inside a transaction."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        for message in messages:
            message.extra_headers["in transaction"] = connection.in_atomic_block
        mail.outbox += messages
        return len(messages)


@pytest.fixture
def due(review: Review) -> Reminder:
    return due_mail(review)


def sent_after(reminder: Reminder) -> Reminder:
    """What has become of a mail once the worker has looked."""
    send_due(now=at(5, 9, 1))
    return Reminder.objects.get(pk=reminder.pk)


def test_tick_opens_the_round_plans_and_sends(mailoutbox: list[object]) -> None:
    ReviewRoundFactory.create()
    plan = ActionPlanFactory.create()

    assert run_tick(now=at(3, 8, 59)).opened == 1
    report = run_tick(now=at(3))

    assert (report.opened, report.planned, report.sent, report.more) == (0, 1, 1, False)
    assert len(mailoutbox) == 1
    assert Reminder.objects.get().recipient == plan.owner
    assert WorkerHeartbeat.objects.get().at == at(3)


def test_tick_again_sends_nothing(review: Review, mailoutbox: list[object]) -> None:
    run_tick(now=at(5))

    assert run_tick(now=at(5, 9, 1)).sent == 0
    assert len(mailoutbox) == 1


def test_tick_on_a_saturday_waits_until_monday(review: Review, mailoutbox: list[object]) -> None:
    assert run_tick(now=at(8, 11)).sent == 0
    assert mailoutbox == []

    assert run_tick(now=at(10)).sent == 1


def test_tick_that_broke_off_leaves_no_heartbeat(review: Review, settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"

    with pytest.raises(RuntimeError):
        run_tick(now=at(5))
    assert not WorkerHeartbeat.objects.exists()
    assert Reminder.objects.get(stage=Stage.DUE).copies == 1


def test_send_skips_who_has_answered(due: Reminder, mailoutbox: list[object]) -> None:
    Review.objects.update(state=ReviewState.ANSWERED)

    after = sent_after(due)

    assert (after.state, after.attempt) == (ReminderState.SKIPPED, 0)
    assert after.reason == "Everything that this person owed is answered."
    assert mailoutbox == []


def test_send_skips_who_has_left(due: Reminder, mailoutbox: list[object]) -> None:
    User.objects.filter(pk=due.recipient.pk).update(is_active=False, full_name="Tom Ashby")

    after = sent_after(due)

    assert (after.state, after.reason) == (
        ReminderState.SKIPPED,
        "Tom Ashby is not active any more.",
    )
    assert mailoutbox == []


def test_send_skips_who_is_away(due: Reminder, mailoutbox: list[object]) -> None:
    User.objects.filter(pk=due.recipient.pk).update(full_name="Tom Ashby")
    AbsenceFactory.create(user=due.recipient, deputy__full_name="Helen Marsh")

    after = sent_after(due)

    assert (after.state, after.reason) == (
        ReminderState.SKIPPED,
        "Tom Ashby is away until 14 October 2022; Helen Marsh is asked instead.",
    )


def test_send_skips_who_no_longer_owns_the_plan(review: Review, due: Reminder) -> None:
    review.plan.owner = UserFactory.create()
    review.plan.save()

    assert sent_after(due).reason == (
        "Nothing is owed any more: it was answered, given to somebody else or closed."
    )


def test_send_skips_a_closed_plan(review: Review, due: Reminder) -> None:
    review.plan.status = PlanStatus.CLOSED
    review.plan.save()

    assert sent_after(due).state == ReminderState.SKIPPED


def test_send_skips_where_the_date_moved(due: Reminder, mailoutbox: list[object]) -> None:
    ReviewRound.objects.update(due_on=date(2022, 10, 20), papers_on=None)

    after = sent_after(due)

    assert (after.state, after.reason) == (
        ReminderState.SKIPPED,
        "The round’s date moved: this falls due on 17 October 2022 at 9:00am.",
    )
    assert mailoutbox == []


def test_send_skips_a_round_that_a_newer_one_replaced(due: Reminder) -> None:
    ReviewRoundFactory.create(
        title="October to December 2022",
        period_start=date(2022, 10, 1),
        period_end=date(2022, 12, 31),
        opens_on=date(2022, 10, 4),
        opened_at=at(4),
    )

    assert sent_after(due).reason == "The round is over."


def test_send_skips_a_stage_that_a_later_one_replaced(due: Reminder) -> None:
    send_due(now=at(17))

    due.refresh_from_db()
    assert (due.state, due.reason) == (ReminderState.SKIPPED, "A later mail takes its place.")


def test_send_skips_a_return_that_was_answered(review: Review) -> None:
    decision = send_back(review, moment=at(5, 9, 1))
    due_mail(review)
    Reminder.objects.create(
        round=review.round,
        recipient=owner_of(review),
        stage=Stage.RETURNED,
        decision=decision,
        due_at=at(5, 9, 1),
    )
    Review.objects.update(state=ReviewState.ANSWERED)

    send_due(now=at(5, 9, 1))

    told = Reminder.objects.get(decision=decision)
    assert (told.state, told.reason) == (ReminderState.SKIPPED, "The review was answered again.")


def test_send_skips_an_escalation_when_everything_is_in(review: Review) -> None:
    officer()
    run_tick(now=at(24, 8, 59))
    escalated = Reminder.objects.create(
        round=review.round, recipient=officer(), stage=Stage.ESCALATED, due_at=at(24)
    )
    Review.objects.update(state=ReviewState.ANSWERED)

    send_due(now=at(24))

    escalated.refresh_from_db()
    assert escalated.reason == "Everything is in, or this person is not an officer any more."


def test_send_one_mail_for_everything_owed(review: Review, mailoutbox: list[object]) -> None:
    other = ReviewFactory.create(round=review.round, plan__owner=owner_of(review))
    extra = ReviewRoundFactory.create(
        title="Extra", is_extra=True, opens_on=date(2022, 10, 4), opened_at=at(4)
    )
    third = ReviewFactory.create(round=extra, plan=other.plan)

    report = run_tick(now=at(5))

    assert report.sent == 1
    assert len(mailoutbox) == 1
    listed = Reminder.objects.get(state=ReminderState.SENT).listed
    assert {item["pk"] for item in listed} == {review.pk, other.pk, third.pk}
    assert Reminder.objects.filter(superseded_by__isnull=False).count() == 1


def test_send_makes_a_link_for_each_attempt_and_none_for_officers(review: Review) -> None:
    run_tick(now=at(5))
    assert ReviewLink.objects.get().recipient == owner_of(review)

    officer()
    run_tick(now=at(24))
    assert Reminder.objects.filter(stage=Stage.ESCALATED, state=ReminderState.SENT).count() == 1
    assert set(ReviewLink.objects.values_list("recipient", flat=True)) == {owner_of(review).pk}


def test_send_stops_after_its_time_and_says_that_more_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask_of(3)
    monkeypatch.setattr("actionplans.reminders.sending.RUN_SECONDS", -1)

    report = run_tick(now=at(5))

    assert (report.planned, report.sent, report.more) == (3, 0, True)


@pytest.mark.django_db(transaction=True)
def test_send_is_never_inside_a_transaction(
    settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    ask_of(2)
    settings.EMAIL_BACKEND = f"{__name__}.NotingBackend"

    assert run_tick(now=at(5)).sent == 2
    assert [mail.extra_headers["in transaction"] for mail in mailoutbox] == [False, False]


def test_send_on_a_day_caught_up_is_once_with_the_latest_stage(
    review: Review, mailoutbox: list[object]
) -> None:
    run_tick(now=at(19, 14))

    stages = Reminder.objects.order_by("due_at").values_list("stage", "state")
    assert list(stages) == [
        (Stage.OPENED, ReminderState.SUPERSEDED),
        (Stage.DUE, ReminderState.SUPERSEDED),
        (Stage.OVERDUE, ReminderState.SENT),
    ]
    assert len(mailoutbox) == 1
    assert timezone.localdate(Reminder.objects.get(state=ReminderState.SENT).sent_at) == date(
        2022, 10, 19
    )
