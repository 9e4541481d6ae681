"""The list of action plans, one page at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils import timezone

from actionplans.models import ActionPlan, PlanStatus
from actionplans.quarters import financial_year
from actionplans.queries.positions import positions
from actionplans.queries.standing import SERIOUSNESS, PlanPosition
from smp_portal.foundation.lists import EARLIEST, Listing, SortKey, arranged

ON_A_PAGE = 50
PLAN_SORTS = (
    SortKey("plan", "Plan and owner", ("first plan first", "last plan first")),
    SortKey("rating", "Will it deliver?", ("best first", "worst first")),
    SortKey("actions", "Actions", ("fewest overdue first", "most overdue first")),
    SortKey("due", "Answer due", EARLIEST),
)
_VALUES: Mapping[str, Callable[[PlanPosition], Any]] = {
    "plan": lambda row: row.plan.number,
    "rating": lambda row: SERIOUSNESS.index(row.rating),
    "actions": lambda row: row.actions.overdue,
    "due": lambda row: row.asked_due_on,
}


@dataclass(frozen=True)
class PlanList:
    """One page of plans, each with where it stands."""

    page: "Page[PlanPosition]"

    @property
    def rows(self) -> list[PlanPosition]:
        return list(self.page.object_list)


def read_plan_list(plans: QuerySet[ActionPlan], listing: Listing, *, now: datetime) -> PlanList:
    """One page of plans in the order asked for; a page that is not there gives the nearest."""
    rows = all_plans(plans, listing, now=now)
    return PlanList(Paginator(rows, ON_A_PAGE).get_page(listing.page))


def all_plans(
    plans: QuerySet[ActionPlan], listing: Listing, *, now: datetime
) -> list[PlanPosition]:
    """The whole list; unless it is asked for in another order, this year's active plans come first."""
    return arranged(positions(_in_order(plans, now=now), now=now), listing.sort, _VALUES)


def _in_order(plans: QuerySet[ActionPlan], *, now: datetime) -> QuerySet[ActionPlan]:
    this_year = financial_year(timezone.localdate(now))
    place = Case(
        When(status=PlanStatus.ACTIVE, year=this_year, then=Value(0)),
        When(status=PlanStatus.CLOSED, then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return plans.annotate(place=place).order_by("place", "-year", "number")
