"""The list of action plans, one page at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from actionplans.models import Action, ActionPlan, PlanStatus
from actionplans.quarters import financial_year
from actionplans.queries.positions import positions
from actionplans.queries.standing import SERIOUSNESS, PlanPosition
from smp_portal.foundation.lists import EARLIEST, Listing, SortKey, arranged, ordered

ON_A_PAGE = 100
PLAN_SORTS = (
    SortKey("plan", "Plan and owner", ("first plan first", "last plan first")),
    SortKey("rating", "Will it deliver?", ("best first", "worst first")),
    SortKey("actions", "Actions", ("fewest overdue first", "most overdue first")),
    SortKey("due", "Answer due", EARLIEST),
)
_FIELDS = {"plan": ("number",), "actions": ("late",)}
# What the rules of rating say of each plan: the database knows no order of these.
_VALUES: Mapping[str, Callable[[PlanPosition], Any]] = {
    "rating": lambda row: SERIOUSNESS.index(row.rating),
    "due": lambda row: row.asked_due_on,
}


@dataclass(frozen=True)
class PlanList:
    """One page of plans, each with where it stands."""

    page: "Page[Any]"
    rows: list[PlanPosition]


def read_plan_list(plans: QuerySet[ActionPlan], listing: Listing, *, now: datetime) -> PlanList:
    """One page of plans in the order asked for; a page that is not there gives the nearest."""
    if listing.sort and listing.sort.name in _VALUES:
        page: Page[Any] = Paginator(all_plans(plans, listing, now=now), ON_A_PAGE).get_page(
            listing.page
        )
        return PlanList(page, list(page))
    page = Paginator(_in_order(plans, listing, now=now), ON_A_PAGE).get_page(listing.page)
    return PlanList(page, _of_page(page, now=now))


def _of_page(page: "Page[Any]", *, now: datetime) -> list[PlanPosition]:
    plans = cast("QuerySet[ActionPlan]", page.object_list)
    return positions(plans, now=now, with_words=False)


def all_plans(
    plans: QuerySet[ActionPlan], listing: Listing, *, now: datetime
) -> list[PlanPosition]:
    """The whole list; unless it is asked for in another order, this year's active plans come first."""
    in_order = _in_order(plans, listing, now=now).select_related("priority")
    found = positions(in_order, now=now, with_words=False)
    by_rule = listing.sort if listing.sort and listing.sort.name in _VALUES else None
    return arranged(found, by_rule, _VALUES)


def _in_order(
    plans: QuerySet[ActionPlan], listing: Listing, *, now: datetime
) -> QuerySet[ActionPlan]:
    on = timezone.localdate(now)
    place = Case(
        When(status=PlanStatus.ACTIVE, year=financial_year(on), then=Value(0)),
        When(status=PlanStatus.CLOSED, then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )
    plans = plans.alias(place=place)
    if listing.sort and listing.sort.name == "actions":
        plans = plans.alias(late=_late_actions(on))
    by_field = listing.sort if listing.sort and listing.sort.name in _FIELDS else None
    return ordered(plans, by_field, _FIELDS, then=("place", "-year", "number"))


def _late_actions(on: date) -> Coalesce:
    late = Action.objects.open().filter(plan=OuterRef("pk"), due_on__lt=on).order_by()
    counted = late.values("plan").annotate(late=Count("pk")).values("late")
    return Coalesce(Subquery(counted), 0)
