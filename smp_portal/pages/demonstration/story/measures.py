"""How each plan's success was measured, and what was read quarter by quarter."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from actionplans.models import ActionPlan, Measure
from actionplans.quarters import quarter_of
from actionplans.services.actions import edit_action
from actionplans.services.measures import add_measure, define_measure
from actionplans.services.readings import Read, add_reading
from consultations.models import Theme
from smp_portal.pages.demonstration.story import pages
from smp_portal.pages.demonstration.story.happening import Happening
from smp_portal.pages.demonstration.story.pages import LAST_YEAR, THIS_YEAR, moment

_KEPT = (
    *(
        "title",
        "kind",
        "direction",
        "unit",
        "state",
        "agree_by",
        "agreed_with",
        "agreed_on",
        "every",
    ),
    *("lag", "target_by", "geography", "source", "note"),
)
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
        if "redefined" in told:
            yield Happening(moment(told["redefined"]["at"]), partial(_redefine, number, told))
        for read in told.get("reading", []):
            yield Happening(moment(read["at"]), partial(_read, number, told, read))


def _define(number: int, told: dict[str, Any], year: str, now: datetime) -> None:
    plan = pages.plan(number, year)
    values: dict[str, Any] = {name: told[name] for name in _KEPT if name in told}
    values["communities"] = pages.places(told.get("communities", []))
    if "target" in told:
        values["target"] = Decimal(told["target"])
    if "theme" in told:
        values["theme"] = Theme.objects.get(number=told["theme"])
    goes_on = year == THIS_YEAR and not told.get("is_new")
    if goes_on:
        values["continues"] = _measure(pages.plan(number, LAST_YEAR), told)
    # What was counted last year is counted on.
    definition = "" if goes_on else told.get("definition", "")
    add_measure(plan=plan, values=values, definition=definition, by=pages.officer(), now=now)


def _redefine(number: int, told: dict[str, Any], now: datetime) -> None:
    """Count something else from a day on."""
    anew = told["redefined"]
    define_measure(
        measure=_measure(pages.plan(number, THIS_YEAR), told),
        text=anew["text"],
        valid_from=anew["from"],
        by=pages.officer(),
        now=now,
    )


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
            narrative=read["narrative"],
        ),
        by=pages.person(read["by"]) if "by" in read else pages.officer(),
        now=now,
    )


def _measure(plan: ActionPlan, told: dict[str, Any]) -> Measure:
    return Measure.objects.select_related("plan", "continues").get(plan=plan, title=told["title"])
