"""How far the worker has come with the mails, by the demonstration's clock."""

from collections.abc import Iterable
from datetime import datetime

from actionplans.models import Reminder, ReminderState, WorkerHeartbeat
from smp_portal.foundation.models import ClockShift
from smp_portal.pages.demonstration.mailbox import Mail

_IN_HAND = [ReminderState.PENDING, ReminderState.CLAIMED]


def worker_is_busy(*, now: datetime) -> bool:
    """Whether the worker has not looked since the clock was moved, or has mails in hand."""
    moved_at = ClockShift.objects.get().moved_at
    looked = WorkerHeartbeat.objects.filter(at__gte=moved_at).exists()
    return not looked or Reminder.objects.filter(state__in=_IN_HAND, due_at__lte=now).exists()


def times_sent(mails: Iterable[Mail]) -> dict[str, datetime]:
    """When mails went out by the demonstration's clock, by their keys, as far as that can be told.

    The mail record knows it of reminders; of other mails it is known since the clock was moved last.
    """
    recorded = _recorded()
    clock = ClockShift.objects.get()
    moved = clock.moved_at - clock.shift
    times = {mail.key: mail.arrived_at + clock.shift for mail in mails if mail.arrived_at >= moved}
    told = {mail.key: recorded.get(mail.message_id.strip("<>")) for mail in mails}
    return times | {key: at for key, at in told.items() if at}


def _recorded() -> dict[str, datetime]:
    sent = Reminder.objects.exclude(message_id="").exclude(sent_at=None)
    return {
        message_id.strip("<>"): sent_at
        for message_id, sent_at in sent.values_list("message_id", "sent_at")
        if sent_at
    }
