"""What officers change about a round: extra ones asked, dates moved, a round taken back; each with its row of history."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from actionplans.models import (
    ActionPlan,
    Reminder,
    ReminderState,
    ReviewRound,
    ReviewState,
    RoundEvent,
    RoundEventKind,
)
from actionplans.models.review import OWED_STATES
from actionplans.quarters import quarter_of
from actionplans.services.changes import in_history
from partners.models import User

DATES = ("opens_on", "due_on", "papers_on")
OPENED_MEANWHILE = "The round has opened meanwhile: its first day and its plans stay as they are"
CANCELLED_MEANWHILE = "The round was cancelled meanwhile: nothing about it can be changed any more"
NOT_EXTRA = "Only an extra round can be cancelled"

_WAITING = (ReminderState.PENDING, ReminderState.RETRY)


@transaction.atomic
def add_extra_round(
    *, round_: ReviewRound, plans: Iterable[ActionPlan], by: User, now: datetime
) -> ReviewRound:
    """Ask about some plans between the regular rounds; it opens by itself when its day has come."""
    round_.is_extra = True
    look_back(round_)
    round_.validate_constraints()
    round_.save()
    round_.plans.set(plans)
    _record(
        round_,
        RoundEventKind.MADE,
        field="plans",
        new=in_history(round_.plans),
        reason=round_.reason,
        by=by,
        at=now,
    )
    return round_


@transaction.atomic
def edit_round(
    *, round_: ReviewRound, changes: Mapping[str, Any], why: str = "", by: User, now: datetime
) -> bool:
    """Put new dates, words or plans on a round; says whether anything is different by it.

    What has gone out stays; mails still to come follow the new dates with the next look.
    """
    round_ = _held_still(round_)
    if round_.opened_at is not None and changes.keys() & {"opens_on", "plans"}:
        raise ValidationError(OPENED_MEANWHILE)
    old = {name: in_history(getattr(round_, name)) for name in changes}
    for name, value in changes.items():
        _put(round_, name, value)
    if round_.is_extra:
        look_back(round_)
    round_.validate_constraints()
    round_.save()
    moved = [name for name in changes if old[name] != in_history(getattr(round_, name))]
    for name in moved:
        new = getattr(round_, name)
        record_round_change(round_, name, old[name], new, reason=why, by=by, now=now)
    return bool(moved)


@transaction.atomic
def cancel_round(*, round_: ReviewRound, reason: str, by: User, now: datetime) -> None:
    """Take an extra round back: what was answered stays, what is still owed and still to be sent does not."""
    round_ = _held_still(round_)
    if not round_.is_extra:
        raise ValidationError(NOT_EXTRA)
    round_.cancelled_at, round_.cancelled_by, round_.cancelled_because = now, by, reason
    round_.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_because"])
    round_.reviews.filter(state__in=OWED_STATES).update(state=ReviewState.CANCELLED)
    _let_mails_lie(round_)
    _record(round_, RoundEventKind.CANCELLED, reason=reason, by=by, at=now)


def record_round_change(
    round_: ReviewRound,
    field: str,
    old: object,
    new: object,
    *,
    reason: str = "",
    by: User,
    now: datetime,
) -> None:
    """Write down one change of one date, or of what else a round says."""
    kind = RoundEventKind.MOVED if field in DATES else RoundEventKind.CHANGED
    _record(
        round_,
        kind,
        field=field,
        old=in_history(old),
        new=in_history(new),
        reason=reason,
        by=by,
        at=now,
    )


def look_back(round_: ReviewRound) -> None:
    """The period of an extra round: from the quarter's first day to the eve of its opening."""
    start: date = quarter_of(round_.opens_on).starts_on
    round_.period_start = start
    # On the quarter's first days there is hardly anything to look back on, and a period has two days.
    round_.period_end = max(round_.opens_on - timedelta(days=1), start + timedelta(days=1))


def cancelled_words(round_: ReviewRound) -> str:
    """Why a mail of a cancelled round is not needed any more."""
    return f"The round was cancelled: {round_.cancelled_because}"


def _held_still(round_: ReviewRound) -> ReviewRound:
    held = ReviewRound.objects.select_for_update().get(pk=round_.pk)
    if held.cancelled_at is not None:
        raise ValidationError(CANCELLED_MEANWHILE)
    return held


def _put(round_: ReviewRound, name: str, value: Any) -> None:
    if name == "plans":
        round_.plans.set(value)
    else:
        setattr(round_, name, value)


def _let_mails_lie(round_: ReviewRound) -> None:
    """End the mails that wait; what such a mail was to cover is looked at for itself."""
    waiting = list(
        Reminder.objects.filter(round=round_, state__in=_WAITING).values_list("pk", flat=True)
    )
    why = cancelled_words(round_)
    rows = Reminder.objects.filter(pk__in=waiting, state__in=_WAITING)
    rows.update(state=ReminderState.SKIPPED, reason=why, retry_at=None)
    covered = Reminder.objects.filter(superseded_by__in=waiting)
    covered.exclude(superseded_by__state=ReminderState.CLAIMED).update(
        state=ReminderState.PENDING, superseded_by=None, reason=""
    )


def _record(round_: ReviewRound, kind: RoundEventKind, **what: Any) -> None:
    RoundEvent.objects.create(round=round_, kind=kind, **what)
