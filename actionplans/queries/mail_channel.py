"""How mail stands: whether it goes out, what waits and for whom, and when it was paused."""

from dataclasses import dataclass
from datetime import datetime

from actionplans.models import (
    ChannelEvent,
    MailChannel,
    Reminder,
    ReminderState,
    WorkerHeartbeat,
)
from actionplans.models.reminder import ReminderQuerySet
from actionplans.queries.mail_state import is_late
from actionplans.reminders.ways import way_in_use

FIRST = 10
EVENTS = 50
_WAITING = [ReminderState.PENDING, ReminderState.RETRY, ReminderState.CLAIMED]


@dataclass(frozen=True)
class ChannelPage:
    """Whether mail goes out, and what would go out if it did."""

    channel: MailChannel
    looked_at: datetime | None
    is_late: bool
    number: int
    first: list[Reminder]
    events: list[ChannelEvent]

    @property
    def more(self) -> int:
        """How many wait beside the first ten."""
        return self.number - len(self.first)


def waiting_mails() -> ReminderQuerySet:
    """Mails that go out as soon as their time has come and nothing holds them back."""
    return Reminder.objects.filter(state__in=_WAITING)


def doubtful_mails(channel: MailChannel) -> ReminderQuerySet:
    """Mails that wait by the restored database and may have gone out before."""
    return waiting_mails().filter(due_at__lte=channel.paused_at)


def read_channel_page(*, now: datetime) -> ChannelPage:
    """How mail stands at this moment; five queries."""
    channel = read_channel()
    heartbeat = WorkerHeartbeat.objects.first()
    mails = doubtful_mails(channel) if channel.needs_confirming else waiting_mails()
    first = mails.select_related("recipient__partner", "round").order_by("due_at", "pk")
    return ChannelPage(
        channel=channel,
        looked_at=heartbeat.at if heartbeat else None,
        is_late=heartbeat is None or is_late(heartbeat.at, now=now),
        number=mails.count(),
        first=list(first[:FIRST]),
        events=list(ChannelEvent.objects.select_related("by")[:EVENTS]),
    )


def read_channel() -> MailChannel:
    """Whether mail is paused, by whom and why; open where nothing was ever written down."""
    way = way_in_use()
    return MailChannel.objects.in_the_way(way).first() or MailChannel(name=way)
