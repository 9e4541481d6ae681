"""Send what is due without the worker: once, for a cron job, or in a loop."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from actionplans.models import ReminderState
from actionplans.reminders.tick import TickReport, run_tick
from smp_portal.foundation import clock
from smp_portal.foundation.words import counted

SECONDS_BETWEEN = 60


class Command(BaseCommand):
    help = "Open the rounds whose day has come and send the reminders that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--loop",
            action="store_true",
            help="Stay and look again every minute, in place of the worker.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        self._look()
        while options["loop"]:
            time.sleep(SECONDS_BETWEEN)
            close_old_connections()
            self._look()

    def _look(self) -> None:
        more = True
        while more:
            report = run_tick(now=clock.now())
            self.stdout.write(summary(report))
            more = report.more


def summary(report: TickReport) -> str:
    """One line on what a look came to."""
    parts = [f"{counted(report.sent, 'mail,mails')} sent"]
    parts += [
        f"{number} {ReminderState(state).label.lower()}"
        for state, number in sorted(report.states.items())
        if state != ReminderState.SENT
    ]
    return ", ".join(parts) + "."
