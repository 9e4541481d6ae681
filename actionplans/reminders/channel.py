"""Whether mail may go out at all: paused when the relay takes none, open again as soon as it does."""

from datetime import datetime

import structlog
from django.db import transaction

from actionplans.models import Channel, ChannelDeed, ChannelEvent, MailChannel
from smp_portal.foundation.logs import without_personal_data

log = structlog.get_logger(__name__)


@transaction.atomic
def pause_channel(*, reason: str, now: datetime) -> None:
    """Hold all mail back because the relay takes none; the time is that of the first refusal."""
    reason = without_personal_data(reason)
    MailChannel.objects.get_or_create(name=Channel.SMTP)
    by_itself = MailChannel.objects.filter(
        name=Channel.SMTP, paused_by=None, needs_confirming=False
    )
    if by_itself.filter(paused_at=None).update(paused_at=now, reason=reason):
        _note(ChannelDeed.PAUSED, reason, now)
        log.warning("mail is paused", reason=reason)
    else:
        by_itself.update(reason=reason)


@transaction.atomic
def pause_until_confirmed(*, reason: str, now: datetime) -> None:
    """Hold all mail back until an officer has looked at what would go out."""
    MailChannel.objects.update_or_create(
        name=Channel.SMTP, defaults={"paused_at": now, "reason": reason, "needs_confirming": True}
    )
    _note(ChannelDeed.PAUSED, reason, now)
    log.warning("mail is paused until an officer confirms it", reason=reason)


@transaction.atomic
def reopen_channel(*, now: datetime) -> None:
    """Let mail go out again, unless an officer holds it back or has to look first."""
    paused = MailChannel.objects.filter(name=Channel.SMTP, paused_by=None, needs_confirming=False)
    if paused.exclude(paused_at=None).update(paused_at=None, reason=""):
        _note(ChannelDeed.RESUMED, "The mail server takes mail again.", now)
        log.info("mail goes out again")


def _note(kind: ChannelDeed, reason: str, now: datetime) -> None:
    ChannelEvent.objects.create(channel=Channel.SMTP, kind=kind, reason=reason, at=now)
