"""What becomes of a mail by the relay's word, or for want of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import F

from actionplans.models import AttemptPhase, Channel, Reminder, ReminderState
from actionplans.reminders.claims import held
from actionplans.reminders.relay import HandedOver, Outcome
from actionplans.reminders.rows import add_attempt, mark_sent
from smp_portal.foundation.logs import without_personal_data
from smp_portal.foundation.words import date_and_time, upper_first

log = structlog.get_logger(__name__)

FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=4)
GIVE_UP_AFTER = timedelta(hours=48)

_REFUSED = 500
_MOST_WORDS = 500


def outcome_of(handed: HandedOver) -> Outcome:
    """Sort what happened into its class: as the relay says, or by a mail server's codes."""
    if handed.outcome is not None:
        return handed.outcome
    for_good = handed.code is not None and handed.code >= _REFUSED
    if handed.phase == AttemptPhase.ACCEPTED:
        return Outcome.ACCEPTED
    if handed.phase == AttemptPhase.AFTER_DOT:
        return Outcome.UNKNOWN
    return Outcome.NEVER if for_good else Outcome.NOT_NOW


@dataclass(frozen=True)
class Result:
    """The state that a mail comes to, and why, in words for the mail record."""

    state: ReminderState
    reason: str = ""
    retry_at: datetime | None = None


def record(reminder: Reminder, handed: HandedOver, *, now: datetime) -> ReminderState:
    """Write down what the relay said; the mail's state only while this attempt still has it in hand."""
    words = without_personal_data(handed.words)[:_MOST_WORDS]
    said = " ".join(filter(None, [str(handed.code or ""), words]))
    result = _result(reminder, handed, said, now=now)
    with transaction.atomic(savepoint=False):
        add_attempt(reminder, phase=handed.phase, code=handed.code, words=words, at=now)
        if result.state == ReminderState.SENT:
            mark_sent(reminder, at=now)
        else:
            held(reminder).update(**_changes(handed, result))
    log.info("mail tried", reminder=reminder.pk, state=str(result.state), phase=str(handed.phase))
    return result.state


def _result(reminder: Reminder, handed: HandedOver, said: str, *, now: datetime) -> Result:
    outcome, way = outcome_of(handed), Channel(reminder.channel).way
    if outcome == Outcome.ACCEPTED:
        return Result(ReminderState.SENT)
    if outcome == Outcome.NEVER:
        return Result(ReminderState.FAILED, f"{upper_first(way)} refused it: {said}")
    if outcome == Outcome.UNKNOWN:
        return _unknown(reminder, said, way, now=now)
    return _not_now(reminder, handed, said, now=now)


def _unknown(reminder: Reminder, said: str, way: str, *, now: datetime) -> Result:
    """The line broke after the text: it may have arrived. Sent once more, then it is for an officer."""
    if reminder.may_have_arrived_twice:
        words = f"Handed over more than once without {way}’s word: ask whether it arrived"
        return Result(ReminderState.UNCERTAIN, f"{words} ({said}).")
    retry_at = now + FIRST_PAUSE
    words = f"{upper_first(way)}’s word never came ({said}). It is sent once more"
    return Result(ReminderState.RETRY, f"{words} on {date_and_time(retry_at)}.", retry_at)


def _not_now(reminder: Reminder, handed: HandedOver, said: str, *, now: datetime) -> Result:
    before = reminder.attempts.filter(at__gte=reminder.due_at).order_by("at")
    tries = [attempt.at for attempt in before] or [now]
    if now - tries[0] >= GIVE_UP_AFTER:
        return Result(ReminderState.DEAD, f"Given up after 48 hours. The last word was: {said}")
    retry_at = now + min(FIRST_PAUSE * 2 ** len(before), LONGEST_PAUSE)
    words = (
        "It could not be put together"
        if handed.phase == AttemptPhase.BUILD
        else f"{upper_first(Channel(reminder.channel).way)} does not take it yet"
    )
    reason = f"{words}: {said}. It is tried again on {date_and_time(retry_at)}."
    return Result(ReminderState.RETRY, reason, retry_at)


def _changes(handed: HandedOver, result: Result) -> dict[str, Any]:
    changes: dict[str, Any] = {
        "state": result.state,
        "reason": result.reason,
        "retry_at": result.retry_at,
        "lease_until": None,
    }
    if handed.phase == AttemptPhase.DATA:
        # The relay has said no to this text, or never got the end of it: that copy does not exist.
        changes["copies"] = F("copies") - 1
    if handed.phase == AttemptPhase.AFTER_DOT:
        changes["may_have_arrived_twice"] = True
    return changes
