"""What a process of a test about faults does.

Each test has real processes on a database of its own, so that they can be stopped, killed and raced.
"""

import json
import os
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
from partners.models import User  # noqa: E402
from smp_portal.foundation import clock  # noqa: E402
from tests.actionplans.reminding import ask_of  # noqa: E402


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


def move_clock(moment: str = "2022-10-05T09:30:00+01:00") -> None:
    """Have the demonstration's clock run from this moment on."""
    clock.move_to(datetime.fromisoformat(moment))


def list_people() -> None:
    """The addresses of all to whom a mail is due."""
    owners = User.objects.filter(plans_owned__isnull=False).order_by("pk")
    print(json.dumps(list(owners.values_list("email", flat=True))))  # noqa: T201 - the test reads it


def tell() -> None:
    """The mails of the current stage as they are written down."""
    mails = Reminder.objects.exclude(state=ReminderState.SUPERSEDED)
    fields = ("recipient__email", "state", "copies", "attempt", "may_have_arrived_twice")
    print(json.dumps(list(mails.values(*fields))))  # noqa: T201 - the test reads it


DEEDS: dict[str, Callable[..., None]] = {
    deed.__name__: deed for deed in (make, send, poke, move_clock, list_people, tell)
}
