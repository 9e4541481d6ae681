"""The mail record: which mails went to whom, what they listed, and what the mail server said."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Prefetch, QuerySet, When

from actionplans.models import DeliveryReceipt, Reminder, ReminderHandling, ReminderState
from actionplans.queries.mail_answers import for_whom, with_answers
from partners.models import User
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
    def for_whom(self) -> str:
        """Whom its recipient stood in for."""
        return for_whom(self.mail)

    @property
    def words(self) -> str:
        return self.mail.get_state_display()

    @property
    def told(self) -> DeliveryReceipt | None:
        """What GOV.UK Notify reported last."""
        return next(reversed(self.mail.receipts.all()), None)

    @property
    def colour(self) -> str:
        return _COLOURS.get(ReminderState(self.mail.state), "")


@dataclass(frozen=True)
class MailStory(MailRow):
    """One mail with what it named and what was answered; a restricted plan is not named."""

    listed: list[tuple[str, str]]

    @property
    def resent_as(self) -> Reminder | None:
        """The mail by which it was sent again."""
        return getattr(self.mail, "resent_as", None)


def read_mails(
    mails: QuerySet[Reminder], listing: Listing, *, reader: User
) -> tuple[Page[Reminder], list[MailStory]]:
    """One page of the record in the order asked for, each mail with its attempts and answers."""
    found = Paginator(all_mails(mails, listing), MAILS_A_PAGE).get_page(listing.page)
    rows = with_answers(found, reader=reader)
    return found, [MailStory(row.mail, row.listed) for row in rows]


def mail_story(mail: Reminder, *, reader: User) -> MailStory:
    """One mail with what was answered to it."""
    (row,) = with_answers([mail], reader=reader)
    return MailStory(mail, row.listed)


def whole_mails(mails: QuerySet[Reminder]) -> QuerySet[Reminder]:
    """Mails with what became of them, what officers did, and what they repeat or were sent again as."""
    handlings = ReminderHandling.objects.select_related("by")
    return mails.select_related(
        "round", "recipient__partner", "stands_in_for", "superseded_by", "resends", "resent_as"
    ).prefetch_related("attempts", "receipts", Prefetch("handlings", queryset=handlings))


def all_mails(mails: QuerySet[Reminder], listing: Listing) -> QuerySet[Reminder]:
    """The whole record; unless it is asked for in another order, the newest mails come first."""
    trouble = Case(
        *[When(state=state, then=place) for place, state in enumerate(_TROUBLE_FIRST)],
        default=len(_TROUBLE_FIRST),
        output_field=IntegerField(),
    )
    return ordered(
        whole_mails(mails).annotate(trouble=trouble), listing.sort, _FIELDS, then=("-due_at", "-pk")
    )
