"""The mails of past rounds, as the mail record has them: they went out when they fell due, to whoever then owed."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from actionplans.emails import reminder_mail
from actionplans.models import (
    AttemptPhase,
    FrameworkSettings,
    Reminder,
    ReminderAttempt,
    ReminderState,
    ReviewRound,
    Stage,
)
from actionplans.reminders.digests import plan_digests, work_this_morning
from actionplans.reminders.outlook import Outlook, look
from actionplans.reminders.planner import plan_reminders
from actionplans.reminders.stages import stage_times
from smp_portal.foundation.working_days import add_working_days, at_hour
from smp_portal.pages.demonstration.story.happening import Happening


def mails_going_out(*, until: datetime) -> Iterator[Happening]:
    """Each stage of each round that has passed, and the mornings' digests of the newest round."""
    rules = FrameworkSettings.load()
    rounds = list(ReviewRound.objects.filter(opens_on__lte=timezone.localdate(until)))
    for round_ in rounds:
        for at in stage_times(round_, rules).values():
            if at < until:
                yield Happening(at, _send)
    day = max(round_.opens_on for round_ in rounds)
    while (at := at_hour(day, rules.send_hour)) < until:
        yield Happening(at, _send_digests)
        day = add_working_days(day, 1)


def _send(now: datetime) -> None:
    plan_reminders(now=now)
    _record_all(look(now=now), now=now)


def _send_digests(now: datetime) -> None:
    if plan_digests(now=now):
        _record_all(look(now=now), now=now)


def _record_all(outlook: Outlook, *, now: datetime) -> None:
    for reminder in Reminder.objects.to_send(now=now).select_related("recipient", "round"):
        _record_as_sent(reminder, outlook, now=now)


def _record_as_sent(reminder: Reminder, outlook: Outlook, *, now: datetime) -> None:
    is_digest = reminder.stage == Stage.DIGEST
    reminder.attempt = 1
    mail = reminder_mail(
        reminder=reminder,
        owed=outlook.asked.get(reminder.recipient, []),
        not_in=outlook.not_in,
        returned={},
        token="",
        rules=outlook.rules,
        now=now,
        work=work_this_morning(now=now) if is_digest else None,
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
