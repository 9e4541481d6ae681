"""Putting a claimed mail together as things stand at this moment, or letting it lie where it is not true any more."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from actionplans.emails import ReminderMail, reminder_mail
from actionplans.models import Reminder, ReminderState, Stage
from actionplans.queries.officers_work import OfficersWork
from actionplans.reminders.claims import refuse, skip
from actionplans.reminders.digests import hears_of_the_work, known_to, work_this_morning
from actionplans.reminders.outlook import Outlook
from actionplans.reminders.reasons import why_not
from actionplans.services.links import NewLink, make_link
from smp_portal.foundation.words import long_date

ADDRESS_DEAD = "Not sent: mail to this address does not arrive, as an officer noted on {day}."


@dataclass(frozen=True)
class Prepared:
    """A mail as it goes out, with the link in it, which opens nothing until the text goes out."""

    mail: ReminderMail
    link: NewLink | None


def prepare(reminder: Reminder, outlook: Outlook, *, now: datetime) -> Prepared | ReminderState:
    """The mail, or what became of it where it is not to be sent."""
    work = _work_for(reminder, now=now)
    is_wanted = work is not None if reminder.stage == Stage.DIGEST else outlook.wants(reminder)
    if not is_wanted:
        skip(reminder, reason=why_not(reminder, outlook, now=now))
        return ReminderState.SKIPPED
    dead_since = reminder.recipient.address_dead_since
    if dead_since is not None:
        refuse(reminder, reason=ADDRESS_DEAD.format(day=long_date(dead_since)))
        return ReminderState.FAILED
    link = _link_for(reminder, outlook, now=now)
    mail = reminder_mail(
        reminder=reminder,
        owed=outlook.asked.get(reminder.recipient, []),
        not_in=outlook.not_in,
        returned=outlook.returned,
        token=link.token if link else "",
        rules=outlook.rules,
        now=now,
        work=work,
        known=known_to(reminder.recipient) if work else frozenset(),
    )
    return Prepared(mail, link)


def _link_for(reminder: Reminder, outlook: Outlook, *, now: datetime) -> NewLink | None:
    """A link of this attempt's own; mails to officers have none."""
    if reminder.stage in {Stage.ESCALATED, Stage.DIGEST}:
        return None
    return make_link(
        recipient=reminder.recipient,
        round=reminder.round,
        rules=outlook.rules,
        today=timezone.localdate(now),
    )


def _work_for(reminder: Reminder, *, now: datetime) -> OfficersWork | None:
    """What an officer is told of the team's work, in whichever of their mails goes out this morning."""
    if not hears_of_the_work(reminder, now=now):
        return None
    is_digest = (
        reminder.stage == Stage.DIGEST or reminder.covers.filter(stage=Stage.DIGEST).exists()
    )
    return work_this_morning(now=now) if is_digest else None
