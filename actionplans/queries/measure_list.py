"""The measures of all plans, to be compared across them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from actionplans.models import Measure
from actionplans.queries.measure_standing import MeasureStanding
from actionplans.queries.measures import DRAWN, measure_standings
from smp_portal.foundation.lists import A_TO_Z, Column, Listing, SortKey, ordered

ON_A_PAGE = 50
MEASURE_SORTS = (
    SortKey("plan", "Plan", ("first plan first", "last plan first")),
    SortKey("measure", "Measure", A_TO_Z),
    SortKey("state", "How far agreed", A_TO_Z),
)
_FIELDS = {"plan": ("plan__number",), "measure": ("title",), "state": ("state",)}
_ONE_BY_ONE = ("-plan__year", "plan__number", "number", "pk")


@dataclass(frozen=True)
class MeasureList:
    """One page of measures, each with what it reads."""

    page: "Page[Measure]"
    rows: list[MeasureStanding]


def read_measure_list(
    measures: QuerySet[Measure], listing: Listing, *, now: datetime
) -> MeasureList:
    """One page in the order asked for; a page that is not there gives the nearest."""
    found = Paginator(_in_order(measures, listing), ON_A_PAGE).get_page(listing.page)
    return MeasureList(found, _standings([measure.pk for measure in found], now, trail=DRAWN))


def all_measures(
    measures: QuerySet[Measure], listing: Listing, *, now: datetime
) -> list[MeasureStanding]:
    """The whole list, for a file."""
    return _standings([measure.pk for measure in _in_order(measures, listing)], now)


def measure_columns() -> list[Column[MeasureStanding]]:
    """Each measure with how far it is agreed and what it read last."""
    column = Column[MeasureStanding]
    return [
        column("Year", lambda row: row.measure.plan.year),
        column("Action plan", lambda row: row.measure.plan.title),
        column("Restricted", lambda row: row.measure.plan.is_restricted),
        column("Measure", lambda row: row.measure.title),
        column("Kind", lambda row: row.measure.get_kind_display()),
        column("How far agreed", lambda row: row.measure.get_state_display()),
        column("To be agreed by", lambda row: row.measure.agree_by if row.waits else None),
        column("Agreed with", lambda row: row.measure.agreed_with),
        column("Agreed on", lambda row: row.measure.agreed_on),
        column("Which way is better", lambda row: row.measure.get_direction_display()),
        column("What is counted", lambda row: row.measure.unit),
        column("Figure", lambda row: _number(row.latest.value if row.latest else None)),
        column("Of how many", lambda row: _number(row.latest.out_of if row.latest else None)),
        column("Period", lambda row: row.latest.period if row.latest else ""),
        column("Change", lambda row: row.change),
        column("Target", lambda row: _number(row.measure.target)),
        column("To be reached by", lambda row: row.measure.target_by),
        column("Where it started", lambda row: _number(row.measure.baseline)),
        column("Still to come", lambda row: row.expected.words if row.expected else ""),
        column("Where", lambda row: row.measure.geography),
        column("Source", lambda row: row.measure.source),
    ]


def _number(value: Decimal | None) -> float | None:
    """A figure as files have it."""
    return None if value is None else float(value)


def _in_order(measures: QuerySet[Measure], listing: Listing) -> QuerySet[Measure]:
    return ordered(measures, listing.sort, _FIELDS, then=_ONE_BY_ONE)


def _standings(keys: list[int], now: datetime, *, trail: int = 2) -> list[MeasureStanding]:
    place = {key: number for number, key in enumerate(keys)}
    found = measure_standings(Measure.objects.filter(pk__in=keys), now=now, trail=trail)
    return sorted(found, key=lambda one: place[one.measure.pk])
