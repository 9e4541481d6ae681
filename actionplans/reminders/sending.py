"""Send what is due: take one mail, look at it again, hand it over, write down what the relay said, repeat."""

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from django.conf import settings
from django.utils import timezone

from actionplans.emails import ReminderMail, reminder_mail
from actionplans.models import (
    AttemptPhase,
    FrameworkSettings,
    Reminder,
    ReminderState,
    Stage,
)
from actionplans.queries.mail_channel import read_channel
from actionplans.queries.officers_work import OfficersWork
from actionplans.reminders.channel import forget_refusals, pause_channel, reopen_channel
from actionplans.reminders.claims import count_copy, give_back, refuse, skip
from actionplans.reminders.digests import hears_of_the_work, work_this_morning
from actionplans.reminders.reasons import why_not
from actionplans.reminders.relay import (
    HandedOver,
    Outcome,
    RefusedAtSending,
    Relay,
    RelayUnavailable,
)
from actionplans.reminders.results import outcome_of, record
from actionplans.reminders.stages import may_send
from actionplans.reminders.turns import Turns
from actionplans.reminders.ways import make_relay
from actionplans.services.links import issue_link
from smp_portal.foundation.words import long_date

log = structlog.get_logger(__name__)

ADDRESS_DEAD = "Not sent: mail to this address does not arrive, as an officer noted on {day}."

# A run takes no new mail after this: its leases are counted from the moment at which it was told the time.
RUN_SECONDS = 30


@dataclass
class Sent:
    """What one run came to: how many mails reached which state, and whether more are waiting."""

    states: Counter[ReminderState] = field(default_factory=Counter)
    more: bool = False


def send_due(*, now: datetime) -> Sent:
    """Send until nothing is due, the relay takes no more, or the run has lasted long enough."""
    sent = Sent()
    relay = make_relay()
    try:
        if _may_start(relay, now=now):
            _send_all(relay, sent, now=now)
            reopen_channel(now=now)
    except RelayUnavailable as error:
        at_sending = isinstance(error, RefusedAtSending)
        pause_channel(reason=str(error), now=now, at_sending=at_sending)
    finally:
        relay.close()
    if sent.states[ReminderState.SENT]:
        forget_refusals()
    return sent


def _may_start(relay: Relay, *, now: datetime) -> bool:
    """Whether mail goes out now; a pause that the relay caused ends when it takes mail again.

    Where it refused a mail only at sending, connecting proves nothing: the pause then ends with a run that it lets pass.
    """
    channel = read_channel()
    if channel.is_held_back or (channel.try_again_at is not None and now < channel.try_again_at):
        return False
    if channel.paused_at is not None:
        relay.open()
        relay.try_sender(settings.DEFAULT_FROM_EMAIL)
        if channel.try_again_at is None:
            reopen_channel(now=now)
    return may_send(now, FrameworkSettings.load())


def _send_all(relay: Relay, sent: Sent, *, now: datetime) -> None:
    until, turns = time.monotonic() + RUN_SECONDS, Turns(now=now)
    while relay.is_open or Reminder.objects.to_send(now=now).exists():
        if time.monotonic() > until:
            sent.more = True
            return
        if read_channel().is_held_back:
            return
        # Connecting comes before claiming, so that a relay that is down costs no mail an attempt.
        relay.open()
        reminder = turns.claim()
        if reminder is None:
            return
        state, no_more = _send_one(reminder, relay, turns, now=now)
        sent.states[state] += 1
        if no_more:
            raise RefusedAtSending(no_more)


class _Copy:
    """One copy of a mail, counted just before its text goes out; from then on only the relay knows its end."""

    def __init__(self, reminder: Reminder) -> None:
        self.reminder = reminder
        self.has_begun = False

    def begin(self, mail: ReminderMail) -> bool:
        self.has_begun = count_copy(self.reminder, message_id=mail.message_id, listed=mail.listed)
        return self.has_begun


def _send_one(
    reminder: Reminder, relay: Relay, turns: Turns, *, now: datetime
) -> tuple[ReminderState, str]:
    """What becomes of one mail, and what keeps every other from being taken, where something does."""
    copy = _Copy(reminder)
    try:
        mail = _prepare(reminder, turns, now=now)
        if isinstance(mail, ReminderState):
            return mail, ""
        handed = relay.hand_over(mail.message, before_text=lambda: copy.begin(mail))
    except Exception as error:
        if copy.has_begun:
            raise
        # One mail that can't be put together must not stop the others; the log says what is wrong with it.
        log.exception("mail could not be put together", reminder=reminder.pk)
        relay.close()
        handed = HandedOver(AttemptPhase.BUILD, None, type(error).__name__)
    return _settle(copy, handed, now=now), handed.no_more if handed else ""


def _prepare(reminder: Reminder, turns: Turns, *, now: datetime) -> ReminderMail | ReminderState:
    """The mail as things stand at this moment, or what became of it where it is not to be sent."""
    outlook, work = turns.outlook_for(reminder.recipient), _work_for(reminder, now=now)
    is_wanted = work is not None if reminder.stage == Stage.DIGEST else outlook.wants(reminder)
    if not is_wanted:
        skip(reminder, reason=why_not(reminder, outlook, now=now))
        return ReminderState.SKIPPED
    dead_since = reminder.recipient.address_dead_since
    if dead_since is not None:
        refuse(reminder, reason=ADDRESS_DEAD.format(day=long_date(dead_since)))
        return ReminderState.FAILED
    today = timezone.localdate(now)
    is_asking = reminder.stage not in {Stage.ESCALATED, Stage.DIGEST}
    return reminder_mail(
        reminder=reminder,
        owed=outlook.asked.get(reminder.recipient, []),
        not_in=outlook.not_in,
        returned=outlook.returned,
        token=issue_link(
            recipient=reminder.recipient, round=reminder.round, rules=outlook.rules, today=today
        )
        if is_asking
        else "",
        rules=outlook.rules,
        now=now,
        work=work,
    )


def _work_for(reminder: Reminder, *, now: datetime) -> OfficersWork | None:
    """What an officer is told of the team's work, in whichever of their mails goes out this morning."""
    if not hears_of_the_work(reminder, now=now):
        return None
    is_digest = (
        reminder.stage == Stage.DIGEST or reminder.covers.filter(stage=Stage.DIGEST).exists()
    )
    return work_this_morning(now=now) if is_digest else None


def _settle(copy: _Copy, handed: HandedOver | None, *, now: datetime) -> ReminderState:
    if handed is None:
        # Another process has taken it over meanwhile, and this one has not sent it.
        return ReminderState.CLAIMED
    if outcome_of(handed) == Outcome.NO_MAIL_AT_ALL:
        give_back(copy.reminder, copies=int(copy.has_begun))
        return ReminderState.PENDING
    return record(copy.reminder, handed, now=now)
