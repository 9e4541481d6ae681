"""Say in one line whether reminders go out, for the machine that watches the worker."""

import sys
from enum import IntEnum
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error

from actionplans.models import MailChannel, WorkerHeartbeat
from actionplans.queries.attention import read_attention
from actionplans.queries.mail_state import is_late
from actionplans.reminders.ways import way_in_use
from smp_portal.foundation import clock
from smp_portal.foundation.words import counted, date_and_time


class Status(IntEnum):
    """What the exit status tells a supervisor: restart at 1, tell officers at 2."""

    WELL = 0
    NOT_LOOKING = 1
    NEEDS_ATTENTION = 2


class Command(BaseCommand):
    help = (
        "Exit 0 while reminders go out, 1 when the worker has not looked for five minutes or the "
        "database can't be reached, 2 when mail is paused or something needs an officer."
    )
    # Whoever asks wants to know of the worker, also while something else is wrong with the settings.
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            status, words = _how_it_is()
        except Error:
            status, words = Status.NOT_LOOKING, "The database can’t be reached."
        self.stdout.write(words)
        sys.exit(status)


def _how_it_is() -> tuple[Status, str]:
    now = clock.now()
    heartbeat = WorkerHeartbeat.objects.first()
    if heartbeat is None:
        return Status.NOT_LOOKING, "The worker has never looked for what is due."
    if is_late(heartbeat.at, now=now):
        since = date_and_time(heartbeat.at)
        return Status.NOT_LOOKING, f"The worker has not looked since {since}."
    paused = MailChannel.objects.in_the_way(way_in_use()).first()
    if paused is not None:
        since = date_and_time(paused.paused_at)
        return Status.NEEDS_ATTENTION, f"Mail through {paused.way} is paused since {since}."
    number = read_attention(now=now).number
    if number:
        said = counted(number, "thing needs,things need")
        return Status.NEEDS_ATTENTION, f"{said} attention: see /reminders/attention/."
    return Status.WELL, "Reminders go out, and nothing needs attention."
