"""Whether mail goes out, for the line that officers see above every page."""

from datetime import datetime, timedelta

from django.db.models import Exists

from actionplans.models import Channel, MailChannel, WorkerHeartbeat
from actionplans.reminders.ways import way_in_use
from smp_portal.foundation.words import date_and_time

LOOKS_AT_LEAST_EVERY = timedelta(minutes=5)


def mail_trouble(*, now: datetime) -> str | None:
    """What keeps mail from going out, or None where nothing does; one query while no mail is paused."""
    paused = MailChannel.objects.exclude(paused_at=None)
    heartbeat = WorkerHeartbeat.objects.annotate(may_be_paused=Exists(paused)).first()
    if heartbeat is None:
        return "No mail goes out: the worker has never looked for what is due."
    if is_late(heartbeat.at, now=now):
        return f"No mail goes out: the worker has not looked since {date_and_time(heartbeat.at)}."
    return _pause() if heartbeat.may_be_paused else None


def _pause() -> str | None:
    channel = MailChannel.objects.in_the_way(way_in_use()).first()
    if channel is None:
        return None
    since = date_and_time(channel.paused_at)
    by = f" by {channel.paused_by.full_name}" if channel.paused_by else ""
    way, reason = Channel(channel.name).way, f"{channel.reason.rstrip(' .')}."
    return f"Mail through {way} is paused since {since}{by}: {reason} Nothing is lost, it waits."


def is_late(looked_at: datetime, *, now: datetime) -> bool:
    """Whether the worker's last look is so long ago that something is wrong with it."""
    return now - looked_at > LOOKS_AT_LEAST_EVERY
