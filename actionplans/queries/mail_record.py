"""The mail record: which mails went to whom, what they listed, and what the mail server said."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, QuerySet, When

from actionplans.models import Reminder, ReminderState
from smp_portal.foundation.lists import A_TO_Z, EARLIEST, Listing, SortKey, ordered

MAILS_A_PAGE = 50

MAIL_SORTS = (
    SortKey("to", "To and why", A_TO_Z),
    SortKey("round", "Round", EARLIEST),
    SortKey("due", "Fell due", EARLIEST),
    SortKey("state", "What became of it", ("trouble first", "trouble last")),
)
_FIELDS = {
    "to": ("recipient__full_name",),
    "round": ("round__period_end",),
    "due": ("due_at",),
    "state": ("trouble",),
}
_TROUBLE_FIRST = [
    ReminderState.DEAD,
    ReminderState.FAILED,
    ReminderState.UNCERTAIN,
    ReminderState.RETRY,
    ReminderState.CLAIMED,
    ReminderState.PENDING,
    ReminderState.SENT,
]
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


def read_mails(mails: QuerySet[Reminder], listing: Listing) -> tuple[Page[Reminder], list[MailRow]]:
    """One page of the record in the order asked for, each mail with its attempts."""
    found = Paginator(all_mails(mails, listing), MAILS_A_PAGE).get_page(listing.page)
    return found, [MailRow(mail) for mail in found]


def all_mails(mails: QuerySet[Reminder], listing: Listing) -> QuerySet[Reminder]:
    """The whole record; unless it is asked for in another order, the newest mails come first."""
    trouble = Case(
        *[When(state=state, then=place) for place, state in enumerate(_TROUBLE_FIRST)],
        default=len(_TROUBLE_FIRST),
        output_field=IntegerField(),
    )
    whole = mails.select_related("round", "recipient__partner").prefetch_related("attempts")
    return ordered(whole.annotate(trouble=trouble), listing.sort, _FIELDS, then=("-due_at", "-pk"))
