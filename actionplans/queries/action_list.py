"""The actions of all plans, to be compared across them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.db.models.functions import Length

from actionplans.models import Action, ActionStatus, PlanStatus
from actionplans.queries.history import named
from actionplans.queries.moves import moved_words
from actionplans.queries.plan_page import STATUS_COLOURS
from partners.models import User
from smp_portal.foundation.lists import A_TO_Z, EARLIEST, Listing, SortKey, ordered
from smp_portal.foundation.words import counted, joined

ON_A_PAGE = 50
ACTION_SORTS = (
    SortKey("plan", "Action", ("first plan first", "last plan first")),
    SortKey("lead", "Lead organisation", A_TO_Z),
    SortKey("due", "Due", EARLIEST),
    SortKey("done", "Status", ("least done first", "most done first")),
)
_FIELDS = {
    "plan": ("plan__number",),
    "lead": ("lead_partner__name",),
    "due": ("due_on",),
    "done": ("progress",),
}
# 2.10 comes after 2.9.
_ONE_BY_ONE = ("-plan__year", "plan__number", Length("reference"), "reference", "pk")


@dataclass(frozen=True)
class ListedAction:
    """One action among those of other plans, with what its dates say."""

    action: Action
    lead: str
    days_late: int
    times_moved: int
    places: str

    @property
    def late(self) -> str:
        return f"{counted(self.days_late, 'day,days')} overdue" if self.days_late else ""

    @property
    def moved(self) -> str:
        return moved_words(self.times_moved, self.action.days_moved)

    @property
    def colour(self) -> str:
        return STATUS_COLOURS[ActionStatus(self.action.status)]


@dataclass(frozen=True)
class ActionList:
    """One page of actions, each with what its dates say."""

    page: "Page[Action]"
    rows: list[ListedAction]


def read_action_list(
    actions: QuerySet[Action], listing: Listing, *, reader: User, on: date
) -> ActionList:
    """One page in the order asked for; a page that is not there gives the nearest."""
    found = Paginator(_in_order(actions, listing), ON_A_PAGE).get_page(listing.page)
    return ActionList(found, [_row(action, reader, on) for action in found])


def all_actions(
    actions: QuerySet[Action], listing: Listing, *, reader: User, on: date
) -> list[ListedAction]:
    """The whole list, for a file."""
    return [_row(action, reader, on) for action in _in_order(actions, listing)]


def _in_order(actions: QuerySet[Action], listing: Listing) -> QuerySet[Action]:
    return (
        ordered(actions.with_moves(), listing.sort, _FIELDS, then=_ONE_BY_ONE)  # type: ignore[attr-defined]
        .select_related("plan", "lead_partner", "lead_person__partner")
        .prefetch_related("communities")
    )


def _row(action: Any, reader: User, on: date) -> ListedAction:
    return ListedAction(
        action=action,
        lead=named(action.lead_person, reader=reader) if action.lead_person else "",
        days_late=action.days_late(on=on) if action.plan.status == PlanStatus.ACTIVE else 0,
        times_moved=action.times_moved,
        places=joined(list(action.communities.all())),
    )
