"""What a process of a test about faults does: python -m tests.faults.story make 50.

Each test has real processes on a database of its own, so that they can be stopped, killed and raced.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import datetime

import django
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smp_portal.settings")
django.setup()

# What follows needs the settings to be there.
from actionplans.models import Reminder, ReminderState  # noqa: E402
from actionplans.reminders.tick import run_tick  # noqa: E402
from actionplans.tasks import reminder_tick  # noqa: E402
from smp_portal.foundation import clock  # noqa: E402
from tests.actionplans.reminding import ask_of, at  # noqa: E402


def make(number: str) -> None:
    """People who are each owed a mail on Wednesday 5 October 2022 at nine."""
    ask_of(int(number))


def send(moment: str, begin: str = "0") -> None:
    """Look at this moment, and again until nothing more waits; all who are told one time begin together."""
    connection.ensure_connection()
    time.sleep(max(0, float(begin) - time.time()))
    while run_tick(now=datetime.fromisoformat(moment)).more:
        pass


def poke(number: str) -> None:
    """Ask the worker to look, so many times."""
    for _ in range(int(number)):
        reminder_tick.delay()


def move_clock() -> None:
    """Have the demonstration's clock run from that morning on."""
    clock.move_to(at(5, 9, 30))


def tell() -> None:
    """The mails of the current stage as they are written down."""
    mails = Reminder.objects.exclude(state=ReminderState.SUPERSEDED)
    fields = ("recipient__email", "state", "copies", "attempt", "may_have_arrived_twice")
    print(json.dumps(list(mails.values(*fields))))  # noqa: T201 - the test reads it


DEEDS: dict[str, Callable[..., None]] = {
    deed.__name__: deed for deed in (make, send, poke, move_clock, tell)
}

if __name__ == "__main__":
    DEEDS[sys.argv[1]](*sys.argv[2:])
