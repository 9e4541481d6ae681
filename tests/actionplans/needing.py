"""Mails that came to a bad end, and officers who look at what is left to do."""

from datetime import datetime
from typing import Any

from actionplans.models import Reminder, ReminderState, Review
from actionplans.services.handling import mark_handled, send_again
from partners.models import User
from tests.actionplans.reminding import at, due_mail
from tests.factories import officer


def lost(review: Review, state: ReminderState = ReminderState.FAILED, **details: Any) -> Reminder:
    """The mail of Wednesday 5 October that asks a review's owner, come to this end."""
    mail = due_mail(review)
    Reminder.objects.filter(pk=mail.pk).update(state=state, **details)
    return Reminder.objects.get(pk=mail.pk)


def handled(mail: Reminder, *, by: User | None = None) -> None:
    mark_handled(mail=mail, seen=0, note="Rang her", by=by or officer(), now=at(5))


def sent_again(mail: Reminder, *, now: datetime, by: User | None = None) -> Reminder:
    return send_again(mail=mail, seen=0, note="", by=by or officer(), now=now)


def deeds(mail: Reminder) -> list[tuple[str, str]]:
    return list(mail.handlings.values_list("kind", "note"))


def fails_again(repeat: Reminder) -> Reminder:
    Reminder.objects.filter(pk=repeat.pk).update(state=ReminderState.FAILED)
    return Reminder.objects.get(pk=repeat.pk)


def end_of(repeat: Reminder) -> tuple[str, str]:
    repeat.refresh_from_db()
    return repeat.state, repeat.reason
