"""The portal's worker with a schedule that looks every second, so that a test need not wait for a minute."""

from smp_portal.celery import app

app.conf.beat_schedule = {
    "reminders": {"task": "actionplans.tasks.reminder_tick", "schedule": 1.0},
}
