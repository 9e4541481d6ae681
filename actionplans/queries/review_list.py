"""The orders in which reviews are listed."""

from collections.abc import Callable, Mapping
from typing import Any

from actionplans.models import Rating, ReviewState
from actionplans.queries.reviews import ReviewRow
from actionplans.queries.standing import SERIOUSNESS
from smp_portal.foundation.lists import A_TO_Z, EARLIEST, Listing, SortKey, arranged

REVIEW_SORTS = (
    SortKey("plan", "Action plan", ("first plan first", "last plan first")),
    SortKey("round", "Round", EARLIEST),
    SortKey("state", "State", ("still owed first", "still owed last")),
    SortKey("answer", "Answer", ("best first", "worst first")),
    SortKey("asked", "Who is asked", A_TO_Z),
)
_OWED_FIRST = [
    ReviewState.AWAITED,
    ReviewState.RETURNED,
    ReviewState.ANSWERED,
    ReviewState.MISSED,
    ReviewState.ACCEPTED,
    ReviewState.CANCELLED,
]
_VALUES: Mapping[str, Callable[[ReviewRow], Any]] = {
    "plan": lambda row: row.review.plan.number,
    "round": lambda row: row.review.round.period_end,
    "state": lambda row: (not row.is_late, _OWED_FIRST.index(ReviewState(row.review.state))),
    "answer": lambda row: SERIOUSNESS.index(Rating(row.rating)) if row.rating else None,
    "asked": lambda row: row.asked.partner.name if row.asked else None,
}


def sorted_reviews(rows: list[ReviewRow], listing: Listing) -> list[ReviewRow]:
    """Reviews in the order asked for: by the organisation of who is asked, as not everybody reads names."""
    return arranged(rows, listing.sort, _VALUES)
