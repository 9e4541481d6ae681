"""Whether mail goes out, for the line that officers see above every page, and whom its foot tells them to ring."""

from datetime import datetime, timedelta

from django.db.models import Exists, Subquery

from actionplans.models import Channel, FrameworkSettings, MailChannel, WorkerHeartbeat
from actionplans.reminders.ways import way_in_use
from smp_portal.foundation.words import date_and_time

LOOKS_AT_LEAST_EVERY = timedelta(minutes=5)


def team_and_trouble(*, now: datetime) -> tuple[FrameworkSettings, str | None]:
    """Where the team is reached, and what keeps mail from going out: of every page, so of one query."""
    looks = WorkerHeartbeat.objects.values("at")[:1]
    rules = FrameworkSettings.objects.annotate(looked_at=Subquery(looks), may_be_paused=_paused())
    found = rules.first()
    if found is None:
        return FrameworkSettings(), mail_trouble(now=now)
    return found, _trouble(found.looked_at, may_be_paused=found.may_be_paused, now=now)


def mail_trouble(*, now: datetime) -> str | None:
    """What keeps mail from going out, or None where nothing does; one query while no mail is paused."""
    heartbeat = WorkerHeartbeat.objects.annotate(may_be_paused=_paused()).first()
    if heartbeat is None:
        return _trouble(None, may_be_paused=False, now=now)
    return _trouble(heartbeat.at, may_be_paused=heartbeat.may_be_paused, now=now)


def _paused() -> Exists:
    return Exists(MailChannel.objects.exclude(paused_at=None))


def _trouble(looked_at: datetime | None, *, may_be_paused: bool, now: datetime) -> str | None:
    if looked_at is None:
        return "No mail goes out: the worker has never looked for what is due."
    if is_late(looked_at, now=now):
        return f"No mail goes out: the worker has not looked since {date_and_time(looked_at)}."
    return _pause() if may_be_paused else None


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
