"""What the worker is asked to do."""

from celery import shared_task

from actionplans.reminders.tick import run_tick
from smp_portal.foundation import clock


@shared_task(name="actionplans.tasks.reminder_tick")  # type: ignore[untyped-decorator]
def reminder_tick() -> None:
    """Look for what is due, and again while more waits than one look could send."""
    while run_tick(now=clock.now()).more:
        pass
