"""One look at what is due, the same for the worker, a command and the demonstration."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from actionplans.models import ReminderState
from actionplans.reminders.digests import plan_digests
from actionplans.reminders.planner import plan_reminders
from actionplans.reminders.restored import count_look, pause_if_restored
from actionplans.reminders.sending import send_due
from actionplans.services.rounds import open_due_rounds


@dataclass(frozen=True)
class TickReport:
    """What one look came to."""

    opened: int = 0
    planned: int = 0
    states: Counter[ReminderState] = field(default_factory=Counter)
    more: bool = False

    @property
    def sent(self) -> int:
        """How many mails the relay accepted."""
        return self.states[ReminderState.SENT]


def run_tick(*, now: datetime) -> TickReport:
    """Open the rounds whose day has come, write down the mails that fell due, and send what waits.

    The rows decide: it may be run at any time, by many at once and after any pause. The heartbeat is
    written last, for a look that broke off is none.
    """
    pause_if_restored(now=now)
    opened = open_due_rounds(now=now)
    planned = plan_reminders(now=now) + plan_digests(now=now)
    sent = send_due(now=now)
    count_look(now=now)
    return TickReport(opened=opened, planned=planned, states=sent.states, more=sent.more)
