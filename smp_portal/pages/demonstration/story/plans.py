"""How each plan came about, was closed and continued."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from actionplans.models import PlanKind, PlanStatus
from actionplans.services.plans import add_plan, change_status
from priorities.models import Priority
from smp_portal.pages.demonstration.story import pages
from smp_portal.pages.demonstration.story.happening import Happening
from smp_portal.pages.demonstration.story.pages import LAST_YEAR, THIS_YEAR, moment

# After the board had read the year's last answers.
_CLOSED_ON = date(2022, 4, 22)


def plan_happenings(told: dict[str, Any]) -> Iterator[Happening]:
    """Last year's plan, and this year's, which continues it or begins anew."""
    first, second = date(2021, 4, 1), told.get("begins_anew", date(2022, 4, 1))
    yield Happening(moment(first, hour=7), partial(_begin, told, LAST_YEAR))
    yield Happening(moment(second, hour=7), partial(_begin, told, THIS_YEAR))
    yield Happening(moment(_CLOSED_ON), partial(_close, told["number"]))


def _begin(told: dict[str, Any], year: str, now: datetime) -> None:
    starts_on = now.date()
    values = {
        **_kind(told),
        "number": told["number"],
        "title": told["title"],
        "year": year,
        "owner": pages.person(told["owner"]),
        "starts_on": starts_on,
        "ends_on": date(starts_on.year + 1, 3, 31),
    }
    if year == THIS_YEAR and "begins_anew" not in told:
        values["continues"] = pages.plan(told["number"], LAST_YEAR)
    plan = add_plan(values=values, by=pages.officer(), now=now)
    change_status(plan=plan, status=PlanStatus.ACTIVE, by=pages.officer(), now=now)


def _kind(told: dict[str, Any]) -> dict[str, Any]:
    if "priority" not in told:
        return {"kind": PlanKind.IMPROVEMENT}
    return {"kind": PlanKind.PRIORITY, "priority": Priority.objects.get(slug=told["priority"])}


def _close(number: int, now: datetime) -> None:
    plan = pages.plan(number, LAST_YEAR)
    change_status(plan=plan, status=PlanStatus.CLOSED, by=pages.officer(), now=now)
