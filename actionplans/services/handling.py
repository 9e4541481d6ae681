"""What officers do about a mail that could not be delivered or may have arrived twice, each deed once."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from actionplans.models import (
    HandlingKind,
    Reminder,
    ReminderHandling,
    ReminderState,
)
from partners.models import User
from partners.services.people import mark_address_dead
from smp_portal.foundation.words import date_and_time, lower_first

NOT_OVER = "This mail is not at its end yet: wait for what becomes of it"
NO_TROUBLE = "Nothing is wrong with this mail: there is nothing to do about it"
STILL_DEAD = "Mail to this address does not arrive: have another address put in first, or ring"
REPEATED = "This mail was sent again already: deal with the newer one"
KNOWN_DEAD = "It is noted already that mail to this address does not arrive"

_OVER = (
    ReminderState.SENT,
    ReminderState.FAILED,
    ReminderState.DEAD,
    ReminderState.UNCERTAIN,
)


@transaction.atomic
def send_again(*, mail: Reminder, seen: int, note: str, by: User, now: datetime) -> Reminder:
    """Have a mail sent again as one of its own, that is planned, looked at and sent like any other."""
    mail = _held_still(mail, seen=seen)
    if not mail.is_troubled:
        raise ValidationError(NO_TROUBLE)
    if mail.recipient.address_dead_since is not None:
        raise ValidationError(STILL_DEAD)
    if Reminder.objects.filter(resends=mail).exists():
        raise ValidationError(REPEATED)
    repeat = Reminder.objects.create(
        round=mail.round,
        recipient=mail.recipient,
        stage=mail.stage,
        stands_in_for=mail.stands_in_for,
        day=mail.day,
        resends=mail,
        due_at=now,
    )
    _write_down(mail, HandlingKind.RESENT, note, by=by, now=now)
    return repeat


@transaction.atomic
def mark_handled(*, mail: Reminder, seen: int, note: str, by: User, now: datetime) -> None:
    """Note what was done about a mail outside the portal; it needs no more attention."""
    mail = _held_still(mail, seen=seen)
    if not mail.is_troubled:
        raise ValidationError(NO_TROUBLE)
    _write_down(mail, HandlingKind.HANDLED, note, by=by, now=now)


@transaction.atomic
def give_up_address(*, mail: Reminder, seen: int, note: str, by: User, now: datetime) -> None:
    """Note that mail to the recipient's address does not arrive; no more is sent to it."""
    mail = _held_still(mail, seen=seen)
    if not mark_address_dead(user=mail.recipient, by=by, now=now):
        raise ValidationError(KNOWN_DEAD)
    _write_down(mail, HandlingKind.ADDRESS_DEAD, note, by=by, now=now)


def _held_still(mail: Reminder, *, seen: int) -> Reminder:
    """The mail as it is now, kept from every other deed; refused where somebody did one meanwhile."""
    rows = Reminder.objects.select_for_update(of=("self",)).select_related("recipient", "round")
    mail = rows.get(pk=mail.pk)
    done = list(mail.handlings.select_related("by"))
    if len(done) > seen:
        raise ValidationError(what_was_done(done[-1]))
    if mail.state not in _OVER:
        raise ValidationError(NOT_OVER)
    return mail


def what_was_done(handling: ReminderHandling) -> str:
    """Who did what about a mail, for whoever comes second."""
    deed = lower_first(handling.get_kind_display())
    note = f" (“{handling.note}”)" if handling.note else ""
    return f"{handling.by} has dealt with this mail: {deed}, {date_and_time(handling.at)}{note}. Nothing was done twice"


def _write_down(mail: Reminder, kind: HandlingKind, note: str, *, by: User, now: datetime) -> None:
    ReminderHandling.objects.create(reminder=mail, kind=kind, note=note, by=by, at=now)
