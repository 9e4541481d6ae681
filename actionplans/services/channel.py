"""Officers hold all mail back, and let it go out again."""

from datetime import datetime

from django.db import transaction

from actionplans.models import Channel, ChannelDeed, ChannelEvent, MailChannel
from partners.models import User


@transaction.atomic
def pause_mail(*, reason: str, by: User, now: datetime) -> bool:
    """Hold all mail back until an officer resumes it; it never goes on by itself.

    Says whether this officer did it: of two at once, the first. A pause that the portal made itself is taken over.
    """
    MailChannel.objects.get_or_create(name=Channel.SMTP)
    open_or_by_itself = MailChannel.objects.filter(
        name=Channel.SMTP, paused_by=None, needs_confirming=False
    )
    if not open_or_by_itself.update(paused_at=now, paused_by=by, reason=reason):
        return False
    ChannelEvent.objects.create(
        channel=Channel.SMTP, kind=ChannelDeed.PAUSED, reason=reason, by=by, at=now
    )
    return True


@transaction.atomic
def resume_mail(*, by: User, now: datetime) -> bool:
    """Let mail go out again that an officer held back; says whether this officer did it."""
    held_back = MailChannel.objects.filter(
        name=Channel.SMTP, paused_by__isnull=False, needs_confirming=False
    )
    if not held_back.update(paused_at=None, paused_by=None, reason=""):
        return False
    ChannelEvent.objects.create(
        channel=Channel.SMTP, kind=ChannelDeed.RESUMED, reason="", by=by, at=now
    )
    return True
