"""Whether mail may go out at all: paused when the way it goes takes none, open again as soon as it does."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import F

from actionplans.models import Channel, ChannelDeed, ChannelEvent, MailChannel
from actionplans.reminders.ways import way_in_use
from smp_portal.foundation.logs import without_personal_data
from smp_portal.foundation.words import upper_first

log = structlog.get_logger(__name__)

FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=1)


@transaction.atomic
def pause_channel(*, reason: str, now: datetime, at_sending: bool = False) -> None:
    """Hold all mail back because its way takes none; the time is that of the first refusal.

    What is refused only at sending is not tried again at once: after 5 minutes, then 10, 20 ... up to an hour.
    """
    way, reason = way_in_use(), without_personal_data(reason)
    MailChannel.objects.get_or_create(name=way)
    by_itself = MailChannel.objects.paused_by_itself(way)
    if by_itself.filter(paused_at=None).update(paused_at=now, reason=reason):
        _note(way, ChannelDeed.PAUSED, reason, now)
        log.warning("mail is paused", way=way.label, reason=reason)
    else:
        by_itself.update(reason=reason)
    if at_sending:
        _wait_longer(way, now=now)


@transaction.atomic
def pause_until_confirmed(*, reason: str, now: datetime) -> None:
    """Hold all mail back until an officer has looked at what would go out."""
    way = way_in_use()
    paused = {"paused_at": now, "reason": reason, "needs_confirming": True, "try_again_at": None}
    MailChannel.objects.update_or_create(name=way, defaults=paused)
    _note(way, ChannelDeed.PAUSED, reason, now)
    log.warning("mail is paused until an officer confirms it", way=way.label)


@transaction.atomic
def reopen_channel(*, now: datetime) -> None:
    """Let mail go out again, unless an officer holds it back or has to look first."""
    way = way_in_use()
    paused = MailChannel.objects.paused_by_itself(way).exclude(paused_at=None)
    if paused.update(paused_at=None, reason="", try_again_at=None):
        _note(way, ChannelDeed.RESUMED, f"{upper_first(way.way)} takes mail again.", now)
        log.info("mail goes out again", way=way.label)


def forget_refusals() -> None:
    """A mail was accepted: the next refusal at sending is a first one again."""
    MailChannel.objects.filter(name=way_in_use(), refused_in_a_row__gt=0).update(refused_in_a_row=0)


def _wait_longer(way: Channel, *, now: datetime) -> None:
    """Of several senders that are refused at once, one counts."""
    channel = MailChannel.objects.paused_by_itself(way).exclude(try_again_at__gt=now).first()
    if channel is not None:
        wait = min(FIRST_WAIT * 2 ** min(channel.refused_in_a_row, 10), LONGEST_WAIT)
        same = MailChannel.objects.filter(pk=way, refused_in_a_row=channel.refused_in_a_row)
        same.update(refused_in_a_row=F("refused_in_a_row") + 1, try_again_at=now + wait)


def _note(way: Channel, kind: ChannelDeed, reason: str, now: datetime) -> None:
    ChannelEvent.objects.create(channel=way, kind=kind, reason=reason, at=now)
