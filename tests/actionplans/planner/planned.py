"""The mails that are written down."""

from actionplans.models import (
    Reminder,
    ReminderState,
)
from partners.models import User

P, SUPERSEDED, SKIPPED = ReminderState.PENDING, ReminderState.SUPERSEDED, ReminderState.SKIPPED


def rows() -> list[tuple[User, str, str]]:
    found = Reminder.objects.select_related("recipient").order_by("pk")
    return [(row.recipient, row.stage, row.state) for row in found]
