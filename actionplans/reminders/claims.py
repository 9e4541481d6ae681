"""Taking a mail in hand, so that of many processes one sends it, and giving it up again."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from actionplans.models import (
    AttemptPhase,
    Channel,
    Reminder,
    ReminderAttempt,
    ReminderState,
    Stage,
)
from actionplans.models.reminder import ReminderQuerySet
from actionplans.reminders.rows import add_copy, is_held_back, take_alone
from actionplans.reminders.ways import way_in_use
from partners.models import User

# Longer than every wait of one conversation with the relay together, and than a run before its last claim.
LEASE = timedelta(minutes=10)
MAX_COPIES = 3

# Of how many waiting mails the next few people are chosen, and after how many people that is done again.
_SEEN_AT_ONCE = 1000
_AT_A_TIME = 100

# Of several mails that are due to one person, the one that goes: the later in this list before the earlier.
_WEIGHT = [
    Stage.DIGEST,
    Stage.GIVEN,
    Stage.STANDS_IN,
    Stage.ASKED,
    Stage.OPENED,
    Stage.DUE,
    Stage.OVERDUE,
    Stage.RETURNED,
    Stage.ESCALATED,
]

_STOPPED = "The process stopped before it could write down what {way} said."
_TOO_MANY = "It was handed over three times and may have arrived: ask whether it did."
_COVERED = "The mail “{stage}” to the same person lists this too."

_IN_NOBODYS_HAND = {"lease_until": None, "retry_at": None}


def claim_next(
    *, now: datetime, ahead: list[int] | None = None, alone: Mapping[int, Reminder] | None = None
) -> Reminder | None:
    """Take the next mail that is due, for which nobody else has a lease; it covers the person's other ones.

    None is taken while an officer holds mail back.

    `ahead` is kept by the caller from one claim to the next: people to whom mail waited a moment ago, and `alone` the
    mails of those of them who had but one then. It saves looking for each; the claim alone decides.
    """
    ahead = [] if ahead is None else ahead
    while ahead or (found := _people_waiting(now)):
        if not ahead:
            ahead += found
        person = ahead.pop(0)
        claimed = _claim_alone(alone, person, now=now)
        if claimed is None:
            if is_held_back():
                return None
            claimed = _claim_for(person, now=now)
        if claimed is not None:
            return claimed
        ahead[:] = _still_waiting(ahead, now=now)
    return None


def held(reminder: Reminder) -> ReminderQuerySet:
    """This mail's row while it is still in this process's hand, by this attempt and this very lease."""
    return Reminder.objects.filter(
        pk=reminder.pk,
        state=ReminderState.CLAIMED,
        attempt=reminder.attempt,
        lease_until=reminder.lease_until,
    )


def count_copy(reminder: Reminder, *, message_id: str, listed: Sequence[object]) -> bool:
    """Count the copy just before its text goes out; False where another process has taken the mail over.

    Counted before, not after: a process that dies in between leaves the trace that a copy may be on its way.
    """
    return add_copy(reminder, most=MAX_COPIES, message_id=message_id, listed=list(listed))


def give_back(reminder: Reminder, *, copies: int) -> None:
    """Put a mail back of which nothing was taken, without counting an attempt, or the copies of it."""
    held(reminder).update(
        state=ReminderState.PENDING,
        attempt=F("attempt") - 1,
        copies=F("copies") - copies,
        **_IN_NOBODYS_HAND,
    )


def skip(reminder: Reminder, *, reason: str) -> None:
    """Let a mail lie that is not true any more; what it would have covered is looked at for itself."""
    with transaction.atomic():
        skipped = held(reminder).update(
            state=ReminderState.SKIPPED,
            reason=reason,
            attempt=F("attempt") - 1,
            **_IN_NOBODYS_HAND,
        )
        if skipped:
            reminder.covers.update(state=ReminderState.PENDING, superseded_by=None, reason="")


def refuse(reminder: Reminder, *, reason: str) -> None:
    """End a mail that there is no way to deliver, without asking the relay, for an officer to see."""
    held(reminder).update(
        state=ReminderState.FAILED, reason=reason, attempt=F("attempt") - 1, **_IN_NOBODYS_HAND
    )


def _people_waiting(now: datetime) -> list[int]:
    """A few of the people to whom mail is due and nobody is sending any, of those who have waited longest."""
    waiting = _mails_waiting(now).order_by("due_at", "pk").values_list("recipient", flat=True)
    people = list(dict.fromkeys(waiting[:_SEEN_AT_ONCE]))
    # Senders that begin at different places seldom reach for the same person.
    start = random.randrange(max(1, len(people) - _AT_A_TIME + 1))  # noqa: S311 - it guards nothing
    return people[start : start + _AT_A_TIME]


def _still_waiting(people: Sequence[int], *, now: datetime) -> list[int]:
    """Of these people those whom the other sender that is at work among them has left, in an order unlike its own."""
    waiting = _mails_waiting(now).filter(recipient__in=people).order_by()
    still = list(set(waiting.values_list("recipient", flat=True)))
    random.shuffle(still)
    return still


def _mails_waiting(now: datetime) -> ReminderQuerySet:
    in_hand = Reminder.objects.in_hand(now=now).values("recipient")
    return Reminder.objects.to_send(now=now).exclude(recipient__in=in_hand)


def _claim_alone(
    alone: Mapping[int, Reminder] | None, person: int, *, now: datetime
) -> Reminder | None:
    """The usual claim: of somebody's one mail, whose first time it is."""
    mail = alone.get(person) if alone else None
    if mail is None or not mail.is_to_send(now=now):
        return None
    with transaction.atomic(savepoint=False):
        return (
            mail
            if take_alone(mail, lease_until=now + LEASE, channel=way_in_use(), now=now)
            else None
        )


def _claim_for(person: int, *, now: datetime) -> Reminder | None:
    with transaction.atomic(savepoint=False):
        # One claim at a time for one person: this lock on PostgreSQL, the IMMEDIATE transaction on SQLite.
        # Without either, the conditional UPDATE below still keeps a mail from being sent twice.
        recipient = User.objects.select_for_update(no_key=True).get(pk=person)
        mails = Reminder.objects.filter(recipient=person)
        unfinished = list(mails.unfinished().select_related("round"))
        waiting = [mail for mail in unfinished if mail.is_to_send(now=now)]
        if not waiting or any(mail.is_in_hand(now=now) for mail in unfinished):
            return None
        lead = max(waiting, key=lambda mail: (_WEIGHT.index(Stage(mail.stage)), mail.due_at))
        stopped = {mail.pk for mail in waiting if _note_stopped(mail, now=now)}
        if not _take(lead, now=now, may_be_a_copy=lead.pk in stopped):
            return None
        if len(unfinished) > 1:
            _cover(mails.exclude(pk=lead.pk), by=lead, now=now)
    lead.recipient = recipient
    return lead


def _take(mail: Reminder, *, now: datetime, may_be_a_copy: bool) -> bool:
    row = Reminder.objects.filter(
        pk=mail.pk, state=mail.state, attempt=mail.attempt, lease_until=mail.lease_until
    )
    if mail.copies >= MAX_COPIES:
        row.update(state=ReminderState.UNCERTAIN, reason=_TOO_MANY, **_IN_NOBODYS_HAND)
        return False
    changes = {
        "state": ReminderState.CLAIMED,
        "attempt": mail.attempt + 1,
        "lease_until": now + LEASE,
        "retry_at": None,
        "reason": "",
        "channel": way_in_use(),
        "may_have_arrived_twice": mail.may_have_arrived_twice or may_be_a_copy,
    }
    if not row.update(**changes):
        return False
    for name, value in changes.items():
        setattr(mail, name, value)
    return True


def _cover(others: ReminderQuerySet, *, by: Reminder, now: datetime) -> None:
    waiting = others.to_send(now=now) | others.filter(state=ReminderState.RETRY)
    waiting.update(
        state=ReminderState.SUPERSEDED,
        superseded_by=by,
        reason=_COVERED.format(stage=Stage(by.stage).label),
        **_IN_NOBODYS_HAND,
    )


def _note_stopped(mail: Reminder, *, now: datetime) -> bool:
    """Write down that a process died with this mail in hand, if its text may already have gone out."""
    if mail.state != ReminderState.CLAIMED or mail.copies <= _copies_told(mail):
        return False
    ReminderAttempt.objects.create(
        reminder=mail,
        number=mail.attempt,
        phase=AttemptPhase.AFTER_DOT,
        words=_STOPPED.format(way=Channel(mail.channel).way),
        at=now,
    )
    return True


def _copies_told(mail: Reminder) -> int:
    """Of the copies that were counted, how many ended in an attempt that was written down."""
    handed_over = mail.attempts.filter(phase__in=[AttemptPhase.AFTER_DOT, AttemptPhase.ACCEPTED])
    return handed_over.order_by().values("number").distinct().count()
