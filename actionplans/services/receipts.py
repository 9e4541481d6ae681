"""What GOV.UK Notify reports of a mail after it took it over, and what becomes of the mail by that."""

from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction

from actionplans.models import DeliveryReceipt, ReceiptStatus, Reminder, ReminderState
from actionplans.reminders.claims import MAX_COPIES
from actionplans.reminders.references import read_reference, reference_of
from actionplans.reminders.results import FIRST_PAUSE
from smp_portal.foundation.words import date_and_time

log = structlog.get_logger(__name__)

# Nobody knew yet whether it arrived, or it was to go out once more.
_OPEN = (
    ReminderState.PENDING,
    ReminderState.CLAIMED,
    ReminderState.RETRY,
    ReminderState.UNCERTAIN,
)
_GONE_OUT = (
    ReminderState.CLAIMED,
    ReminderState.RETRY,
    ReminderState.SENT,
    ReminderState.UNCERTAIN,
)


@transaction.atomic
def take_receipt(
    *,
    reference: str,
    notify_id: UUID,
    status: ReceiptStatus,
    completed_at: datetime | None,
    now: datetime,
) -> bool:
    """Write a receipt down, and end the mail by it where it is news; says whether it was written down.

    Repeated receipts and those of mails that are none of ours are let be. A late one is written down and changes nothing.
    """
    pk, attempt = read_reference(reference) or (0, 0)
    mail = Reminder.objects.select_for_update().filter(pk=pk).first()
    if mail is None:
        return False
    receipt, is_new = DeliveryReceipt.objects.get_or_create(
        reminder=mail,
        attempt=attempt,
        notify_id=notify_id,
        status=status,
        defaults={"completed_at": completed_at, "received_at": now},
    )
    changes = _changes(mail, receipt, now=now) if is_new and not _comes_late(receipt) else {}
    if changes:
        Reminder.objects.filter(pk=pk).update(**changes)
    log.info("receipt came", reminder=pk, status=str(status), new=is_new)
    return is_new


def _comes_late(receipt: DeliveryReceipt) -> bool:
    """Whether something newer is known of the copy already, or a person has dealt with the mail."""
    mail = receipt.reminder
    if mail.handlings.exists():
        return True
    if receipt.completed_at is None:
        return False
    newer = mail.receipts.filter(completed_at__gt=receipt.completed_at)
    return newer.filter(notify_id=receipt.notify_id).exists()


def _changes(mail: Reminder, receipt: DeliveryReceipt, *, now: datetime) -> dict[str, Any]:
    if receipt.status == ReceiptStatus.DELIVERED:
        return _delivered(mail, now=now) if mail.state in _OPEN else {}
    if not _is_of_the_newest_copy(mail, receipt) or _another_arrived(mail, receipt):
        return {}
    if receipt.status == ReceiptStatus.PERMANENT_FAILURE or _failed_before(mail, receipt):
        return _failed(receipt) if mail.state in _GONE_OUT else {}
    return _failed_for_now(mail, receipt, now=now)


def _delivered(mail: Reminder, *, now: datetime) -> dict[str, Any]:
    """It arrived, so it need not go out again; of several copies it stays unknown how many did."""
    return _ended(ReminderState.SENT, "") | {
        "sent_at": now,
        "copies": max(mail.copies, 1),
        "may_have_arrived_twice": mail.may_have_arrived_twice and mail.copies > 1,
    }


def _failed(receipt: DeliveryReceipt) -> dict[str, Any]:
    return _ended(ReminderState.FAILED, f"{_why(receipt)}.")


def _failed_for_now(mail: Reminder, receipt: DeliveryReceipt, *, now: datetime) -> dict[str, Any]:
    """Sent once more where nothing else is under way; then it is for an officer."""
    if mail.state == ReminderState.UNCERTAIN or mail.copies >= MAX_COPIES:
        return _failed(receipt)
    if mail.state != ReminderState.SENT:
        return {}
    retry_at = now + FIRST_PAUSE
    words = f"{_why(receipt)}. It is sent once more on {date_and_time(retry_at)}."
    return _ended(ReminderState.RETRY, words) | {"retry_at": retry_at}


def _ended(state: ReminderState, reason: str) -> dict[str, Any]:
    """In nobody's hand, and not sent."""
    return {
        "state": state,
        "reason": reason,
        "sent_at": None,
        "retry_at": None,
        "lease_until": None,
    }


def _why(receipt: DeliveryReceipt) -> str:
    return f"GOV.UK Notify {ReceiptStatus(receipt.status).told}"


def _is_of_the_newest_copy(mail: Reminder, receipt: DeliveryReceipt) -> bool:
    newest = mail.message_id.strip("<>")
    return newest == reference_of(reminder=mail.pk, attempt=receipt.attempt)


def _another_arrived(mail: Reminder, receipt: DeliveryReceipt) -> bool:
    others = mail.receipts.exclude(notify_id=receipt.notify_id)
    return others.filter(status=ReceiptStatus.DELIVERED).exists()


def _failed_before(mail: Reminder, receipt: DeliveryReceipt) -> bool:
    others = mail.receipts.exclude(notify_id=receipt.notify_id)
    return others.exclude(status=ReceiptStatus.DELIVERED).exists()
