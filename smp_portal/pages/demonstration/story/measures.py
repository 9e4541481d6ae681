"""How each plan's success was measured, and what was read quarter by quarter."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from actionplans.models import ActionPlan, Measure
from actionplans.quarters import quarter_of
from actionplans.services.actions import edit_action
from actionplans.services.measures import Read, add_measure, add_reading
from smp_portal.pages.demonstration.story import pages
from smp_portal.pages.demonstration.story.happening import Happening
from smp_portal.pages.demonstration.story.pages import LAST_YEAR, THIS_YEAR, moment

_KEPT = ("title", "kind", "direction", "unit", "state", "geography", "source", "note")
_DAYS = ("target_by", "agree_by")
_NEW_YEAR = date(2022, 4, 1)


def measure_happenings(plan: dict[str, Any]) -> Iterator[Happening]:
    """Each measure of a plan: defined with it, gone on with in the second year, read after each quarter."""
    number, begins = plan["number"], plan.get("begins_anew", _NEW_YEAR)
    for told in plan.get("measure", []):
        if not told.get("is_new"):
            yield Happening(
                moment(pages.BEGAN_ON, hour=8), partial(_define, number, told, LAST_YEAR)
            )
        yield Happening(moment(begins, hour=8), partial(_define, number, told, THIS_YEAR))
        yield Happening(moment(begins, hour=9), partial(_link, number, told))
        for read in told.get("reading", []):
            yield Happening(moment(read["at"]), partial(_read, number, told, read))


def _define(number: int, told: dict[str, Any], year: str, now: datetime) -> None:
    plan = pages.plan(number, year)
    values: dict[str, Any] = {name: told[name] for name in (*_KEPT, *_DAYS) if name in told}
    if "target" in told:
        values["target"] = Decimal(told["target"])
    if year == THIS_YEAR and not told.get("is_new"):
        values["continues"] = _measure(pages.plan(number, LAST_YEAR), told)
    measure = add_measure(plan=plan, values=values, by=pages.officer(), now=now)
    # The library dates what it remembers by the real clock.
    measure.history.update(history_date=now)


def _link(number: int, told: dict[str, Any], now: datetime) -> None:
    """Say which actions are meant to move the measure."""
    measure = _measure(pages.plan(number, THIS_YEAR), told)
    for reference in told.get("moved_by", []):
        action = pages.action(number, reference)
        values = {"measures": [*action.measures.all(), measure]}
        edit_action(action=action, values=values, by=pages.officer(), now=now)


def _read(number: int, told: dict[str, Any], read: dict[str, Any], now: datetime) -> None:
    end: date = read["period"]
    plan = pages.plan(number, LAST_YEAR if end < _NEW_YEAR else THIS_YEAR)
    out_of = read.get("out_of", told.get("out_of"))
    add_reading(
        measure=_measure(plan, told),
        period_start=read.get("period_start", quarter_of(end - timedelta(days=1)).starts_on),
        period_end=end,
        read=Read(
            value=Decimal(read["value"]),
            out_of=None if out_of is None else Decimal(out_of),
            narrative=read.get("narrative", ""),
        ),
        by=pages.person(read["by"]) if "by" in read else pages.officer(),
        now=now,
    )


def _measure(plan: ActionPlan, told: dict[str, Any]) -> Measure:
    return Measure.objects.select_related("plan", "continues").get(plan=plan, title=told["title"])
