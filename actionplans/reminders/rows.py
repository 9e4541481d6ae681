"""What a sender writes for a usual mail, in plain SQL: each statement names the state that it expects to find."""

from datetime import datetime

from django.db import connection

from actionplans.models import Channel, Reminder, ReminderState
from smp_portal.foundation.statements import ask, change

_IN_HAND = "id = %s AND state = 'CLAIMED' AND attempt = %s AND lease_until = %s"

_HELD_BACK = """
    SELECT name FROM actionplans_mailchannel
    WHERE paused_at IS NOT NULL AND (paused_by_id IS NOT NULL OR needs_confirming)"""

_LOCK = "SELECT id FROM partners_user WHERE id = %s FOR NO KEY UPDATE"

_TAKE = f"""
    UPDATE actionplans_reminder
    SET state = 'CLAIMED', attempt = attempt + 1, lease_until = %s, channel = %s, reason = ''
    WHERE id = %s AND recipient_id = %s AND state = 'PENDING' AND attempt = %s AND copies = 0 AND due_at <= %s
    AND NOT EXISTS (
        SELECT other.id FROM actionplans_reminder other
        WHERE other.recipient_id = %s AND other.id <> %s AND other.state IN ('PENDING', 'RETRY', 'CLAIMED')
    )
    AND NOT EXISTS ({_HELD_BACK})"""  # noqa: S608 - all of it stands here

_ADD_COPY = f"""
    UPDATE actionplans_reminder SET copies = copies + 1, message_id = %s, listed = %s
    WHERE {_IN_HAND} AND copies < %s"""  # noqa: S608 - all of it stands here

_ADD_ATTEMPT = """
    INSERT INTO actionplans_reminderattempt (reminder_id, number, phase, code, words, at)
    VALUES (%s, %s, %s, %s, %s, %s)"""

_MARK_SENT = f"""
    UPDATE actionplans_reminder
    SET state = 'SENT', sent_at = %s, lease_until = NULL, retry_at = NULL, reason = ''
    WHERE {_IN_HAND}"""  # noqa: S608 - all of it stands here


def is_held_back() -> bool:
    """Whether it takes an officer to let mail go out again."""
    return bool(ask(_HELD_BACK))


def take_alone(mail: Reminder, *, lease_until: datetime, channel: Channel, now: datetime) -> bool:
    """Claim a mail that waits for the first time, if it is still its recipient's only one.

    It needs a transaction, and takes none while an officer holds mail back.
    """
    person = mail.recipient_id
    lock_person(person)
    is_as_read = [mail.pk, person, mail.attempt, now]
    if not change(_TAKE, [lease_until, channel, *is_as_read, person, mail.pk]):
        return False
    mail.state, mail.channel, mail.lease_until = ReminderState.CLAIMED, channel, lease_until
    mail.attempt += 1
    return True


def lock_person(person: int) -> None:
    """One claim at a time for one person: by this lock, or by SQLite's IMMEDIATE transaction."""
    if connection.features.has_select_for_update:
        ask(_LOCK, [person])


def add_copy(mail: Reminder, *, most: int, message_id: str, listed: list[object]) -> bool:
    """Count a copy of a mail in hand, if it has had fewer than the most."""
    return bool(change(_ADD_COPY, [message_id, listed, *_in_hand(mail), most]))


def add_attempt(mail: Reminder, *, phase: str, code: int | None, words: str, at: datetime) -> None:
    """Write one attempt down."""
    change(_ADD_ATTEMPT, [mail.pk, mail.attempt, phase, code, words, at])


def mark_sent(mail: Reminder, *, at: datetime) -> bool:
    """End a mail in hand as accepted by the relay."""
    return bool(change(_MARK_SENT, [at, *_in_hand(mail)]))


def _in_hand(mail: Reminder) -> list[object]:
    return [mail.pk, mail.attempt, mail.lease_until]
