"""Write down the mails that have fallen due, once each, however often and by however many this is run."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from actionplans.models import (
    HandlingKind,
    Reminder,
    ReminderHandling,
    ReminderState,
    Stage,
)
from actionplans.models.reminder import UNDELIVERED
from actionplans.reminders.outlook import Outlook, look
from actionplans.reminders.stages import ASKING
from actionplans.reminders.wanted import Key, Wanted, key_of
from partners.models import User

_COVERED = "It fell due before the mail “{stage}”, which says the same and more."


def plan_reminders(*, now: datetime) -> int:
    """Add the mails that are due and not yet written down, and those again that are needed after all.

    Rows are made only when they are due, so there is nothing to cancel when a date moves. Says how many
    mails wait to go out by it.
    """
    outlook = look(now=now)
    with transaction.atomic():
        rows = _rows(outlook)
        new = [mail for item in outlook.wanted.values() for mail in _new_rows(item, outlook, rows)]
        if new:
            # Two planners at once make the same rows: the second one's are passed over.
            Reminder.objects.bulk_create(new, ignore_conflicts=True)
        again = sum(_wake(item, rows) for item in outlook.wanted.values())
    return again + sum(mail.state == ReminderState.PENDING for mail in new)


def _rows(outlook: Outlook) -> dict[Key, Reminder]:
    """What is written down already, a return's or a handover's mail under that alone.

    A mail that was sent again is represented by its newest repeat.
    """
    wanted = outlook.wanted.values()
    # The repeats of a return's or a handover's mail are among these: only the first names its occasion.
    gone = ReminderHandling.objects.filter(reminder=OuterRef("pk"), kind=HandlingKind.ADDRESS_DEAD)
    mails = Reminder.objects.annotate(came_back=Exists(gone))
    staged = mails.filter(round__in=outlook.times, decision=None, handover=None)
    staged = staged.select_related("resends__resends__resends")
    occasions = mails.filter(
        Q(decision__in=[item.decision for item in wanted if item.decision])
        | Q(handover__in=[item.handover for item in wanted if item.handover])
    )
    oldest_first = sorted([*staged, *occasions], key=lambda row: row.pk)
    return {_row_key(key_of(row)): row for row in oldest_first}


def _row_key(key: Key) -> Key:
    round_pk, recipient_pk, stage, occasion = key
    # What happened once is told once: when somebody else is asked now, its mail goes to them.
    if isinstance(occasion, int):
        return (0, 0, stage, occasion)
    return (round_pk, recipient_pk, stage, occasion)


def _new_rows(item: Wanted, outlook: Outlook, rows: dict[Key, Reminder]) -> Iterator[Reminder]:
    row = rows.get(_row_key(item.key))
    if row is not None:
        if _went_to_an_old_address(row, item.recipient):
            yield _repeat(row, item)
        return
    yield Reminder(
        round=item.round,
        recipient=item.recipient,
        stage=item.stage,
        decision=item.decision,
        handover=item.handover,
        stands_in_for=item.stands_in_for,
        day=item.day,
        due_at=item.due_at,
    )
    for stage in item.earlier:
        if (item.round.pk, item.recipient.pk, stage, None) not in rows:
            yield _covered(item, stage, due_at=outlook.times[item.round.pk][stage])


def _went_to_an_old_address(row: Reminder, person: User) -> bool:
    """Whether a mail did not arrive at an address in whose place there is another now."""
    if person.address_since is None or row.due_at >= person.address_since:
        return False
    return row.state in UNDELIVERED or row.came_back  # type: ignore[attr-defined]


def _repeat(row: Reminder, item: Wanted) -> Reminder:
    return Reminder(
        round=item.round,
        recipient=item.recipient,
        stage=item.stage,
        stands_in_for=item.stands_in_for,
        day=item.day,
        resends=row,
        due_at=max(item.due_at, item.recipient.address_since or item.due_at),
    )


def _covered(item: Wanted, stage: Stage, *, due_at: datetime) -> Reminder:
    return Reminder(
        round=item.round,
        recipient=item.recipient,
        stage=stage,
        due_at=due_at,
        state=ReminderState.SUPERSEDED,
        reason=_COVERED.format(stage=item.stage.label),
    )


def _wake(item: Wanted, rows: dict[Key, Reminder]) -> int:
    """Let a mail go out after all that was passed over, now that it is true again."""
    row = rows.get(_row_key(item.key))
    if row is None or row.round_id != item.round.pk or not _was_passed_over(row, rows):
        return 0
    return Reminder.objects.filter(pk=row.pk, state=row.state, superseded_by=None).update(
        state=ReminderState.PENDING, recipient=item.recipient, due_at=item.due_at, reason=""
    )


def _was_passed_over(row: Reminder, rows: dict[Key, Reminder]) -> bool:
    if row.state == ReminderState.SKIPPED:
        return True
    if row.state != ReminderState.SUPERSEDED or row.superseded_by_id is not None:
        return False
    later = _later_rows(row, rows)
    return bool(later) and all(mail.state == ReminderState.SKIPPED for mail in later)


def _later_rows(row: Reminder, rows: dict[Key, Reminder]) -> list[Reminder]:
    stages = ASKING[ASKING.index(Stage(row.stage)) + 1 :]
    keys = [(row.round_id, row.recipient_id, str(stage), None) for stage in stages]
    return [rows[key] for key in keys if key in rows]
