"""Officers hold all mail back, and let it go out again."""

from datetime import datetime

from django.db import transaction

from actionplans.models import ChannelDeed, ChannelEvent, MailChannel
from actionplans.reminders.ways import way_in_use
from partners.models import User


@transaction.atomic
def pause_mail(*, reason: str, by: User, now: datetime) -> bool:
    """Hold all mail back until an officer resumes it; it never goes on by itself.

    Says whether this officer did it: of two at once, the first. A pause that the portal made itself is taken over.
    """
    way = way_in_use()
    if MailChannel.objects.in_the_way(way).exclude(name=way).exists():
        return False
    MailChannel.objects.get_or_create(name=way)
    paused = {"paused_at": now, "paused_by": by, "reason": reason, "try_again_at": None}
    if not MailChannel.objects.paused_by_itself(way).update(**paused):
        return False
    ChannelEvent.objects.create(channel=way, kind=ChannelDeed.PAUSED, reason=reason, by=by, at=now)
    return True


@transaction.atomic
def resume_mail(*, by: User, now: datetime) -> bool:
    """Let mail go out again that an officer held back, on any way; says whether this officer did it."""
    held_back = MailChannel.objects.filter(paused_by__isnull=False, needs_confirming=False)
    names = list(held_back.select_for_update().values_list("name", flat=True))
    held_back.update(paused_at=None, paused_by=None, reason="", refused_in_a_row=0)
    ChannelEvent.objects.bulk_create(
        ChannelEvent(channel=name, kind=ChannelDeed.RESUMED, by=by, at=now) for name in names
    )
    return bool(names)
