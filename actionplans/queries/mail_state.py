"""Whether mail goes out, for the line that officers see above every page."""

from datetime import datetime, timedelta

from django.db.models import Subquery

from actionplans.models import Channel, MailChannel, WorkerHeartbeat
from actionplans.reminders.ways import way_in_use
from smp_portal.foundation.words import date_and_time

LOOKS_AT_LEAST_EVERY = timedelta(minutes=5)


def mail_trouble(*, now: datetime) -> str | None:
    """What keeps mail from going out, or None where nothing does; one query."""
    channel = MailChannel.objects.in_the_way(way_in_use())
    heartbeat = WorkerHeartbeat.objects.annotate(
        paused_at=Subquery(channel.values("paused_at")[:1]),
        way=Subquery(channel.values("name")[:1]),
        reason=Subquery(channel.values("reason")[:1]),
        paused_by=Subquery(channel.values("paused_by__full_name")[:1]),
    ).first()
    if heartbeat is None:
        return "No mail goes out: the worker has never looked for what is due."
    if is_late(heartbeat.at, now=now):
        return f"No mail goes out: the worker has not looked since {date_and_time(heartbeat.at)}."
    if heartbeat.paused_at is not None:
        since = date_and_time(heartbeat.paused_at)
        by = f" by {heartbeat.paused_by}" if heartbeat.paused_by else ""
        reason = f"{heartbeat.reason.rstrip(' .')}."
        way = Channel(heartbeat.way).way
        return (
            f"Mail through {way} is paused since {since}{by}: {reason} Nothing is lost, it waits."
        )
    return None


def is_late(looked_at: datetime, *, now: datetime) -> bool:
    """Whether the worker's last look is so long ago that something is wrong with it."""
    return now - looked_at > LOOKS_AT_LEAST_EVERY
