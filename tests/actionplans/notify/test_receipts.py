"""What becomes of a mail by what GOV.UK Notify reports of it, in order, late or twice."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from actionplans.models import DeliveryReceipt, ReceiptStatus, Reminder
from actionplans.queries.attention import read_attention
from actionplans.reminders.claims import LEASE, claim_next, count_copy
from actionplans.reminders.references import reference_of
from actionplans.reminders.sending import send_due
from actionplans.services.receipts import take_receipt
from partners.models import User
from tests.actionplans.needing import handled
from tests.actionplans.notify.notifying import say
from tests.actionplans.relay.relaying import mail_to
from tests.actionplans.reminding import at
from tests.notify_server import HANG_UP, NotifyServer, problem

pytestmark = pytest.mark.django_db

DELIVERED = ReceiptStatus.DELIVERED
PERMANENT = ReceiptStatus.PERMANENT_FAILURE
TEMPORARY = ReceiptStatus.TEMPORARY_FAILURE
TECHNICAL = ReceiptStatus.TECHNICAL_FAILURE
NO_ADDRESS = "GOV.UK Notify could not deliver it: there is no such address."


@pytest.fixture
def tom(notify: NotifyServer, people: list[User]) -> User:
    """The first of three people whose mails GOV.UK Notify has taken."""
    send_due(now=at(5))
    return people[0]


def report(
    person: User,
    status: ReceiptStatus,
    *,
    attempt: int = 1,
    ended: datetime | None = None,
    now: datetime | None = None,
) -> bool:
    """Have the service tell this of one attempt on a person's mail."""
    mail = mail_to(person)
    return take_receipt(
        reference=reference_of(reminder=mail.pk, attempt=attempt),
        notify_id=UUID(int=attempt),
        status=status,
        completed_at=ended or at(5, 9, 2),
        now=now or at(5, 9, 3),
    )


def end_of(person: User) -> tuple[Any, ...]:
    mail = mail_to(person)
    return mail.state, mail.sent_at, mail.retry_at, mail.reason


def test_receipt_of_a_delivery_is_kept_and_changes_nothing(tom: User) -> None:
    assert report(tom, DELIVERED)

    assert end_of(tom) == ("SENT", at(5), None, "")
    receipt = DeliveryReceipt.objects.get()
    assert (receipt.reminder, receipt.attempt, receipt.received_at) == (
        mail_to(tom),
        1,
        at(5, 9, 3),
    )


def test_receipt_of_no_such_address_is_for_an_officer(tom: User) -> None:
    report(tom, PERMANENT)

    assert end_of(tom) == ("FAILED", None, None, NO_ADDRESS)
    assert [item.mail for item in read_attention(now=at(5, 10)).undelivered] == [mail_to(tom)]
    assert send_due(now=at(5, 12)).states == {}


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (TEMPORARY, "the mailbox took no mail"),
        (TECHNICAL, "through a failure of its own"),
    ],
)
def test_receipt_of_a_failure_for_now_is_sent_once_more_and_then_for_an_officer(
    notify: NotifyServer, tom: User, status: ReceiptStatus, why: str
) -> None:
    report(tom, status)

    state, sent_at, retry_at, reason = end_of(tom)
    assert (state, sent_at, retry_at) == ("RETRY", None, at(5, 9, 8))
    assert reason.endswith(f"{why}. It is sent once more on 5 October 2022 at 9:08am.")
    send_due(now=at(5, 9, 8))
    mail = mail_to(tom)
    assert (mail.state, mail.copies, mail.may_have_arrived_twice) == ("SENT", 2, False)
    assert notify.copies[tom.email] == 2
    report(tom, status, attempt=2)
    assert end_of(tom)[0] == "FAILED"


def test_receipt_that_comes_twice_is_let_be(tom: User) -> None:
    assert report(tom, TEMPORARY)
    send_due(now=at(5, 9, 8))

    assert not report(tom, TEMPORARY)

    assert end_of(tom)[0] == "SENT"
    assert DeliveryReceipt.objects.count() == 1


@pytest.mark.parametrize("late", [DELIVERED, TEMPORARY])
def test_receipt_that_is_older_than_what_is_known_undoes_nothing(
    tom: User, late: ReceiptStatus
) -> None:
    report(tom, PERMANENT, ended=at(5, 9, 30))

    assert report(tom, late, ended=at(5, 9, 10))

    assert end_of(tom) == ("FAILED", None, None, NO_ADDRESS)
    assert DeliveryReceipt.objects.count() == 2


def test_receipt_of_a_failure_that_is_older_than_the_delivery_undoes_nothing(tom: User) -> None:
    report(tom, DELIVERED, ended=at(5, 9, 30))
    report(tom, PERMANENT, ended=at(5, 9, 10))

    assert end_of(tom) == ("SENT", at(5), None, "")


def test_receipt_of_a_bounce_after_the_delivery_is_news(tom: User) -> None:
    report(tom, DELIVERED, ended=at(5, 9, 10))
    report(tom, PERMANENT, ended=at(5, 9, 30))

    assert end_of(tom)[0] == "FAILED"


@pytest.mark.parametrize("status", [DELIVERED, PERMANENT, TEMPORARY])
def test_receipt_of_a_mail_that_somebody_dealt_with_changes_nothing(
    notify: NotifyServer, people: list[User], status: ReceiptStatus
) -> None:
    say(notify, "WORD", HANG_UP, to=people[0])
    send_due(now=at(5))
    send_due(now=at(5, 9, 5))
    handled(mail_to(people[0]))
    before = end_of(people[0])

    report(people[0], status, attempt=2)

    assert end_of(people[0]) == before
    assert before[0] == "UNCERTAIN"
    assert DeliveryReceipt.objects.count() == 1


def test_receipt_of_an_earlier_copys_failure_leaves_the_newer_one(
    notify: NotifyServer, people: list[User]
) -> None:
    say(notify, "WORD", HANG_UP, to=people[0])
    send_due(now=at(5))
    notify.says = {}
    send_due(now=at(5, 9, 5))

    report(people[0], PERMANENT, attempt=1)

    assert end_of(people[0])[0] == "SENT"


def test_receipt_of_a_delivery_ends_what_nobody_knew(
    notify: NotifyServer, people: list[User]
) -> None:
    say(notify, "WORD", HANG_UP, to=people[0])
    send_due(now=at(5))
    notify.says = {}
    assert end_of(people[0])[0] == "RETRY"

    report(people[0], DELIVERED)
    send_due(now=at(5, 9, 5))

    mail = mail_to(people[0])
    assert (mail.state, mail.copies, mail.may_have_arrived_twice) == ("SENT", 1, False)
    assert notify.copies[people[0].email] == 1


def test_receipt_of_one_of_two_copies_leaves_the_mark(
    notify: NotifyServer, people: list[User]
) -> None:
    say(notify, "WORD", HANG_UP, to=people[0])
    send_due(now=at(5))
    send_due(now=at(5, 9, 5))

    report(people[0], DELIVERED, attempt=2)

    mail = mail_to(people[0])
    assert (mail.state, mail.copies, mail.may_have_arrived_twice) == ("SENT", 2, True)


def test_receipt_of_a_failure_beside_a_copy_that_arrived_changes_nothing(
    notify: NotifyServer, people: list[User]
) -> None:
    say(notify, "WORD", HANG_UP, to=people[0])
    send_due(now=at(5))
    send_due(now=at(5, 9, 5))
    report(people[0], DELIVERED, attempt=1)

    report(people[0], PERMANENT, attempt=2)

    assert end_of(people[0])[0] == "SENT"


def test_receipt_for_a_sender_that_died_spares_the_second_copy(
    notify: NotifyServer, people: list[User]
) -> None:
    mail = claim_next(now=at(5))
    assert mail is not None
    reference = reference_of(reminder=mail.pk, attempt=1)
    assert count_copy(mail, message_id=f"<{reference}>", listed=[])

    report(mail.recipient, DELIVERED)
    send_due(now=at(5) + LEASE)

    mail.refresh_from_db()
    assert (mail.state, mail.copies, mail.may_have_arrived_twice) == ("SENT", 1, False)
    assert mail.recipient.email not in notify.copies


def test_receipt_of_what_the_service_said_it_had_not_taken(
    notify: NotifyServer, people: list[User]
) -> None:
    say(notify, "READ", problem(500, "Internal server error", "Exception"))
    send_due(now=at(5))
    tried = Reminder.objects.exclude(message_id="").get()

    report(tried.recipient, DELIVERED)

    tried.refresh_from_db()
    assert (tried.state, tried.copies) == ("SENT", 1)


@pytest.mark.parametrize(
    "reference",
    ["", "letter-7", "reminder-1-1@elsewhere.example", "reminder-999999-1@testserver", "é" * 900],
)
def test_receipt_of_a_mail_that_is_none_of_ours_is_let_be(tom: User, reference: str) -> None:
    taken = take_receipt(
        reference=reference,
        notify_id=UUID(int=1),
        status=PERMANENT,
        completed_at=None,
        now=at(5, 9, 3),
    )
    assert not taken
    assert not DeliveryReceipt.objects.exists()
