"""What the database refuses of mails, of what officers did about them, and of the way they go out."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import models

from actionplans.models import (
    HandlingKind,
    MailChannel,
    ReceiptStatus,
    ReminderState,
    Stage,
    WorkerHeartbeat,
)
from tests.actionplans.rows import (
    NOW,
    given_reminder,
    handling,
    reminder,
    returned_reminder,
    second_digest,
    second_receipt,
    second_reminder,
    second_stand_in,
    stand_in,
    superseded_reminder,
)

Make = Callable[..., models.Model]

TODAY = date(2022, 10, 5)
TOMORROW = date(2022, 10, 6)

# name: how to make a row, what is let through, what is refused
CASES: dict[str, tuple[Make, dict[str, Any], dict[str, Any]]] = {
    "reminder_once_a_stage": (second_reminder, {"stage": Stage.OVERDUE}, {"stage": Stage.DUE}),
    "reminder_returned_by_a_decision": (
        returned_reminder,
        {"stage": Stage.RETURNED, "decided": True},
        {"stage": Stage.RETURNED, "decided": False},
    ),
    "reminder_given_by_a_handover": (
        given_reminder,
        {"stage": Stage.GIVEN, "given": True},
        {"stage": Stage.GIVEN, "given": False},
    ),
    "reminder_claimed_with_lease": (
        reminder,
        {"state": ReminderState.CLAIMED, "lease_until": NOW},
        {"state": ReminderState.CLAIMED, "lease_until": None},
    ),
    "reminder_retried_at_a_time": (
        reminder,
        {"state": ReminderState.RETRY, "retry_at": NOW},
        {"state": ReminderState.RETRY, "retry_at": None},
    ),
    "reminder_superseded_by_another": (
        superseded_reminder,
        {"state": ReminderState.SUPERSEDED},
        {"state": ReminderState.PENDING},
    ),
    "reminder_sent_with_time": (
        reminder,
        {"state": ReminderState.SENT, "sent_at": NOW},
        {"state": ReminderState.SENT, "sent_at": None},
    ),
    "reminder_three_copies_at_most": (reminder, {"copies": 3}, {"copies": 4}),
    "reminder_one_digest_a_day": (second_digest, {"day": TOMORROW}, {"day": TODAY}),
    "reminder_once_an_absence": (second_stand_in, {"day": TOMORROW}, {"day": TODAY}),
    "reminder_stands_in_for_somebody": (
        stand_in,
        {"stage": Stage.STANDS_IN, "day": TODAY, "of_whom": True},
        {"stage": Stage.STANDS_IN, "day": TODAY, "of_whom": False},
    ),
    "reminder_of_a_day": (
        reminder,
        {"stage": Stage.DIGEST, "day": TODAY},
        {"stage": Stage.DIGEST, "day": None},
    ),
    "handling_explained": (
        handling,
        {"kind": HandlingKind.HANDLED, "note": "Rang her"},
        {"kind": HandlingKind.HANDLED, "note": ""},
    ),
    "delivery_receipt_once": (
        second_receipt,
        {"status": ReceiptStatus.TECHNICAL_FAILURE},
        {"status": ReceiptStatus.DELIVERED},
    ),
    "mail_channel_confirmed_while_paused": (
        MailChannel,
        {"name": "SMTP", "paused_at": NOW, "reason": "Restored", "needs_confirming": True},
        {"name": "SMTP", "needs_confirming": True},
    ),
    "mail_channel_tried_again_while_paused": (
        MailChannel,
        {"name": "SMTP", "paused_at": NOW, "reason": "No template", "try_again_at": NOW},
        {"name": "SMTP", "try_again_at": NOW},
    ),
    "mail_channel_paused_with_reason": (
        MailChannel,
        {"name": "SMTP", "paused_at": NOW, "reason": "The relay is down"},
        {"name": "SMTP", "paused_at": NOW, "reason": ""},
    ),
    "worker_heartbeat_one_row": (WorkerHeartbeat, {"id": 1, "at": NOW}, {"id": 2, "at": NOW}),
}
# The other way round of rules that pair two things.
ALSO_REFUSED: list[tuple[str, Make, dict[str, Any]]] = [
    ("reminder_returned_by_a_decision", returned_reminder, {"stage": Stage.DUE, "decided": True}),
    ("reminder_given_by_a_handover", given_reminder, {"stage": Stage.DUE, "given": True}),
    ("reminder_claimed_with_lease", reminder, {"lease_until": NOW}),
    ("reminder_retried_at_a_time", reminder, {"retry_at": NOW}),
    ("mail_channel_paused_with_reason", MailChannel, {"name": "SMTP", "reason": "Down"}),
    ("reminder_of_a_day", reminder, {"day": TODAY}),
    ("reminder_stands_in_for_somebody", stand_in, {"stage": Stage.DUE, "of_whom": True}),
]

WORDED = {
    "handling_explained": "Say what was done, so that others can rely on it.",
}
