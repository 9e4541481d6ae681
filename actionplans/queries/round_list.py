"""The orders in which the reporting rounds are listed."""

from django.db.models import QuerySet

from actionplans.models import ReviewRound
from smp_portal.foundation.lists import EARLIEST, Listing, SortKey, ordered

ROUND_SORTS = (
    SortKey("round", "Round", EARLIEST),
    SortKey("opens", "Opens", EARLIEST),
    SortKey("due", "Answers due", EARLIEST),
    SortKey("papers", "Papers go out", EARLIEST),
    SortKey("meeting", "Board meets", EARLIEST),
    SortKey("answers", "Answers", ("fewest first", "most first")),
)
_FIELDS = {
    "round": ("period_end", "opens_on"),
    "opens": ("opens_on",),
    "due": ("due_on",),
    "papers": ("papers_on",),
    "meeting": ("meeting__held_on",),
    "answers": ("answered",),
}


def sorted_rounds(rounds: QuerySet[ReviewRound], listing: Listing) -> QuerySet[ReviewRound]:
    """Rounds in the order asked for, or the newest first; `rounds` say how many were `answered`."""
    return ordered(rounds, listing.sort, _FIELDS, then=("-period_end", "-opens_on", "pk"))
