"""Send what is due: take one mail, look at it again, hand it over, write down what the relay said, repeat."""

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from django.conf import settings
from django.db import transaction

from actionplans.models import AttemptPhase, FrameworkSettings, Reminder, ReminderState
from actionplans.queries.mail_channel import read_channel
from actionplans.reminders.channel import forget_refusals, pause_channel, reopen_channel
from actionplans.reminders.claims import count_copy, give_back
from actionplans.reminders.preparing import Prepared, prepare
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
from actionplans.services.links import keep_link

log = structlog.get_logger(__name__)

# A run takes no new mail after this: its leases are counted from the moment at which it was told the time.
RUN_SECONDS = 30


@dataclass
class Sent:
    """What one run came to: how many mails reached which state, and whether more are waiting."""

    states: Counter[ReminderState] = field(default_factory=Counter)
    more: bool = False


def send_due(*, now: datetime) -> Sent:
    """Send until nothing is due, the relay takes no more, or the run has lasted long enough."""
    relay = make_relay()
    run = _Run(relay, now=now)
    try:
        if _may_start(relay, now=now):
            run.send_all()
            reopen_channel(now=now)
    except RelayUnavailable as error:
        at_sending = isinstance(error, RefusedAtSending)
        pause_channel(reason=str(error), now=now, at_sending=at_sending)
    finally:
        relay.close()
    if run.sent.states[ReminderState.SENT]:
        forget_refusals()
    return run.sent


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


class _Run:
    """One sender's way from mail to mail.

    That a mail was accepted is written down together with the claim of the next one: half as many commits, and no
    more than this one mail is ever between the relay's word and its record.
    """

    def __init__(self, relay: Relay, *, now: datetime) -> None:
        self.relay, self.now = relay, now
        self.sent, self.turns = Sent(), Turns(now=now)
        self.accepted: tuple[Reminder, HandedOver] | None = None

    def send_all(self) -> None:
        until = time.monotonic() + RUN_SECONDS
        try:
            while self._goes_on():
                if time.monotonic() > until:
                    self.sent.more = True
                    return
                reminder = self._claim()
                if reminder is None:
                    return
                state, no_more = self._send(reminder)
                self.sent.states[state] += 1
                if no_more:
                    raise RefusedAtSending(no_more)
        finally:
            self._write_down()

    def _goes_on(self) -> bool:
        """Whether mail goes out still; connecting comes before claiming, so a relay that is down costs no attempt."""
        if not (self.relay.is_open and self.turns.are_read):
            self._write_down()
        if not self.relay.is_open and not Reminder.objects.to_send(now=self.now).exists():
            return False
        self.relay.open()
        return True

    def _claim(self) -> Reminder | None:
        with transaction.atomic():
            self._write_down(keep=True)
            reminder = self.turns.claim()
        self.accepted = None
        return reminder

    def _write_down(self, *, keep: bool = False) -> None:
        if self.accepted is not None:
            record(*self.accepted, now=self.now)
        if not keep:
            self.accepted = None

    def _send(self, reminder: Reminder) -> tuple[ReminderState, str]:
        """What becomes of one mail, and what keeps every other from being taken, where something does."""
        copy = _Copy(reminder)
        try:
            prepared = prepare(reminder, self.turns.outlook_for(reminder), now=self.now)
            if isinstance(prepared, ReminderState):
                return prepared, ""
            handed = self.relay.hand_over(
                prepared.mail.message, before_text=lambda: copy.begin(prepared)
            )
        except Exception as error:
            if copy.has_begun:
                raise
            # One mail that can't be put together must not stop the others; the log says what is wrong with it.
            log.exception("mail could not be put together", reminder=reminder.pk)
            self.relay.close()
            handed = HandedOver(AttemptPhase.BUILD, None, type(error).__name__)
        return self._settle(copy, handed), handed.no_more if handed else ""

    def _settle(self, copy: "_Copy", handed: HandedOver | None) -> ReminderState:
        if handed is None:
            # Another process has taken it over meanwhile, and this one has not sent it.
            return ReminderState.CLAIMED
        if outcome_of(handed) == Outcome.NO_MAIL_AT_ALL:
            give_back(copy.reminder, copies=int(copy.has_begun))
            return ReminderState.PENDING
        if outcome_of(handed) == Outcome.ACCEPTED:
            self.accepted = (copy.reminder, handed)
            return ReminderState.SENT
        return record(copy.reminder, handed, now=self.now)


class _Copy:
    """One copy of a mail, counted just before its text goes out; from then on only the relay knows its end."""

    def __init__(self, reminder: Reminder) -> None:
        self.reminder = reminder
        self.has_begun = False

    def begin(self, prepared: Prepared) -> bool:
        mail = prepared.mail
        with transaction.atomic():
            if prepared.link:
                keep_link(prepared.link)
            counted = count_copy(self.reminder, message_id=mail.message_id, listed=mail.listed)
        self.has_begun = counted
        return counted
