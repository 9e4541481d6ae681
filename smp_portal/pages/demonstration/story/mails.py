"""The mails of past rounds, as the mail record has them: they went out when they fell due, to whoever then owed."""

from collections.abc import Iterator
from datetime import datetime

from actionplans.emails import reminder_mail
from actionplans.models import (
    AttemptPhase,
    FrameworkSettings,
    Reminder,
    ReminderAttempt,
    ReminderState,
    ReviewRound,
)
from actionplans.reminders.outlook import Outlook, look
from actionplans.reminders.planner import plan_reminders
from actionplans.reminders.stages import stage_times
from smp_portal.pages.demonstration.story.happening import Happening


def mails_going_out(*, until: datetime) -> Iterator[Happening]:
    """Each stage of each round that has passed."""
    rules = FrameworkSettings.load()
    for round_ in ReviewRound.objects.all():
        for at in stage_times(round_, rules).values():
            if at < until:
                yield Happening(at, _send)


def _send(now: datetime) -> None:
    plan_reminders(now=now)
    outlook = look(now=now)
    for reminder in Reminder.objects.to_send(now=now).select_related("recipient", "round"):
        _record_as_sent(reminder, outlook, now=now)


def _record_as_sent(reminder: Reminder, outlook: Outlook, *, now: datetime) -> None:
    reminder.attempt = 1
    mail = reminder_mail(
        reminder=reminder,
        owed=outlook.asked.get(reminder.recipient, []),
        not_in=outlook.not_in,
        returned={},
        token="",
        rules=outlook.rules,
        now=now,
    )
    reminder.state = ReminderState.SENT
    reminder.copies = 1
    reminder.sent_at = now
    reminder.message_id = mail.message_id
    reminder.listed = mail.listed
    reminder.save()
    ReminderAttempt.objects.create(
        reminder=reminder, number=1, phase=AttemptPhase.ACCEPTED, code=250, words="OK", at=now
    )
