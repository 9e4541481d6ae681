"""The mail record: which mails went to whom, what they listed, and what the mail server said."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from actionplans.models import Reminder, ReminderState

MAILS_A_PAGE = 50

_COLOURS = {
    ReminderState.SENT: "green",
    ReminderState.RETRY: "amber",
    ReminderState.UNCERTAIN: "amber",
    ReminderState.FAILED: "red",
    ReminderState.DEAD: "red",
    ReminderState.SKIPPED: "grey",
    ReminderState.SUPERSEDED: "grey",
}


@dataclass(frozen=True)
class MailRow:
    """One mail of the record with what became of it in a word and a colour."""

    mail: Reminder

    @property
    def words(self) -> str:
        return self.mail.get_state_display()

    @property
    def colour(self) -> str:
        return _COLOURS.get(ReminderState(self.mail.state), "")

    @property
    def listed(self) -> list[str]:
        """What the mail named; a restricted plan is not named."""
        return [item["title"] for item in self.mail.listed]


def read_mails(
    mails: QuerySet[Reminder], *, page: str | None
) -> tuple[Page[Reminder], list[MailRow]]:
    """One page of the record, the newest first, each mail with its attempts."""
    whole = mails.select_related("round", "recipient__partner").prefetch_related("attempts")
    found = Paginator(whole, MAILS_A_PAGE).get_page(page)
    return found, [MailRow(mail) for mail in found]
