"""What an officer decides after a backup of the database was restored."""

from datetime import datetime

from django.db import transaction

from actionplans.models import (
    Channel,
    ChannelDeed,
    ChannelEvent,
    HandlingKind,
    MailChannel,
    ReminderHandling,
    ReminderState,
)
from actionplans.models.reminder import ReminderQuerySet
from actionplans.queries.mail_channel import doubtful_mails
from partners.models import User

_WENT_OUT = "It went out before the backup was restored, as an officer saw."


@transaction.atomic
def confirm_after_restore(*, went_out: bool, by: User, now: datetime) -> bool:
    """Let mail go out again: without what went out before, or with it, marked as possible second copies.

    Says whether it was still to be confirmed: of two officers at once, one decides.
    """
    channel = MailChannel.objects.select_for_update().filter(needs_confirming=True).first()
    if channel is None:
        return False
    mails = doubtful_mails(channel)
    if went_out:
        _settle(mails, by=by, now=now)
    else:
        mails.update(may_have_arrived_twice=True)
    MailChannel.objects.filter(pk=channel.pk).update(
        paused_at=None, paused_by=None, reason="", needs_confirming=False, refused_in_a_row=0
    )
    reason = "What was due had gone out" if went_out else "What was due is sent again"
    ChannelEvent.objects.create(
        channel=Channel(channel.name), kind=ChannelDeed.RESUMED, reason=reason, by=by, at=now
    )
    return True


def _settle(mails: ReminderQuerySet, *, by: User, now: datetime) -> None:
    ReminderHandling.objects.bulk_create(
        ReminderHandling(reminder=mail, kind=HandlingKind.HANDLED, note=_WENT_OUT, by=by, at=now)
        for mail in mails
    )
    mails.update(state=ReminderState.UNCERTAIN, reason=_WENT_OUT, lease_until=None, retry_at=None)
