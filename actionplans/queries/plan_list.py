"""The list of action plans, one page at a time."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils import timezone

from actionplans.models import ActionPlan, PlanStatus
from actionplans.quarters import financial_year
from actionplans.queries.positions import positions
from actionplans.queries.standing import PlanPosition

ON_A_PAGE = 50


@dataclass(frozen=True)
class PlanList:
    """One page of plans, each with where it stands."""

    page: "Page[ActionPlan]"
    rows: list[PlanPosition]


def read_plan_list(plans: QuerySet[ActionPlan], *, page: str | None, now: datetime) -> PlanList:
    """One page of plans, this year's active ones first; a page that is not there gives the nearest."""
    ordered = _in_order(plans, now=now)
    found = Paginator(ordered, ON_A_PAGE).get_page(page)
    wanted = [plan.pk for plan in found]
    return PlanList(found, positions(_in_order(plans.filter(pk__in=wanted), now=now), now=now))


def _in_order(plans: QuerySet[ActionPlan], *, now: datetime) -> QuerySet[ActionPlan]:
    this_year = financial_year(timezone.localdate(now))
    place = Case(
        When(status=PlanStatus.ACTIVE, year=this_year, then=Value(0)),
        When(status=PlanStatus.CLOSED, then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return plans.annotate(place=place).order_by("place", "-year", "number")
