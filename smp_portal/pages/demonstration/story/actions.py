"""What became of each action of both years' plans until the first morning."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from actionplans.models import Action, ActionStatus, ReviewRound, Via
from actionplans.services.actions import (
    add_action,
    cancel_action,
    complete_action,
    edit_action,
    redate_action,
)
from actionplans.services.given import ActionGiven
from actionplans.services.reviews import update_action
from smp_portal.pages.demonstration.story import pages
from smp_portal.pages.demonstration.story.happening import Happening
from smp_portal.pages.demonstration.story.listening import finding_of
from smp_portal.pages.demonstration.story.pages import LAST_YEAR, THIS_YEAR, moment

# When the action leads told how far they were, unless the story says otherwise.
_PROGRESS_TOLD = datetime(2022, 9, 15, 14, 30)  # noqa: DTZ001 - made London's by `moment`


def action_happenings(plan: dict[str, Any]) -> Iterator[Happening]:
    """Each action of a plan: added with the plan, started, moved, spoken of, completed or given up."""
    number = plan["number"]
    for begins, told in _both_years(plan):
        yield Happening(moment(begins, hour=8), partial(_add, number, told))
        yield from _work(number, told)
        for move in told.get("move", []):
            yield Happening(moment(move["at"]), partial(_move, number, told, move))
        for word in told.get("word", []):
            yield Happening(moment(word["at"]), partial(_say, number, told, word))


def _both_years(plan: dict[str, Any]) -> Iterator[tuple[date, dict[str, Any]]]:
    """Each action with the day on which its plan begins."""
    for told in plan["last_year"]:
        yield pages.BEGAN_ON, told | {"year": LAST_YEAR}
    for told in plan["action"]:
        yield plan.get("begins_anew", date(2022, 4, 1)), told | {"year": THIS_YEAR}


def _work(number: int, told: dict[str, Any]) -> Iterator[Happening]:
    if "started" in told:
        yield Happening(moment(told["started"]), partial(_start, number, told))
    if "progress" in told:
        at = moment(told.get("progress_at", _PROGRESS_TOLD))
        yield Happening(at, partial(_progress, number, told))
    if "completed" in told:
        yield Happening(moment(told["completed"], hour=16), partial(_complete, number, told))
    if "cancelled" in told:
        yield Happening(moment(told["cancelled"]["at"]), partial(_cancel, number, told))


def _add(number: int, told: dict[str, Any], now: datetime) -> None:
    (lead_partner,) = pages.partners([told["lead"]])
    values = {
        "reference": told["reference"],
        "title": told["title"],
        "description": told.get("description", ""),
        "success_measure": told["success"],
        "lead_partner": lead_partner,
        "lead_person": pages.person(told["person"]) if "person" in told else None,
        "supporting_partners": pages.partners(told.get("supporting", [])),
        "communities": pages.places(told.get("places", [])),
        "findings": [finding_of(key) for key in told.get("findings", [])],
    }
    if "continues" in told:
        values["continues"] = pages.action(number, told["continues"], LAST_YEAR)
    plan = pages.plan(number, told["year"])
    add_action(plan=plan, values=values, due_on=told["due"], by=pages.officer(), now=now)


def _start(number: int, told: dict[str, Any], now: datetime) -> None:
    _edit(number, told, {"status": ActionStatus.IN_PROGRESS}, now)


def _progress(number: int, told: dict[str, Any], now: datetime) -> None:
    _edit(number, told, {"progress": told["progress"]}, now)


def _edit(number: int, told: dict[str, Any], values: dict[str, Any], now: datetime) -> None:
    edit_action(action=_action(number, told), values=values, by=pages.officer(), now=now)


def _move(number: int, told: dict[str, Any], move: dict[str, Any], now: datetime) -> None:
    redate_action(
        action=_action(number, told),
        due_on=move["to"],
        reason=move["why"],
        by=pages.officer(),
        now=now,
    )


def _complete(number: int, told: dict[str, Any], now: datetime) -> None:
    complete_action(
        action=_action(number, told),
        completed_on=told["completed"],
        by=pages.officer(),
        now=now,
    )


def _cancel(number: int, told: dict[str, Any], now: datetime) -> None:
    why = told["cancelled"]["why"]
    cancel_action(action=_action(number, told), reason=why, by=pages.officer(), now=now)


def _say(number: int, told: dict[str, Any], word: dict[str, Any], now: datetime) -> None:
    action = _action(number, told)
    given = ActionGiven(
        action=action,
        status=ActionStatus(action.status),
        new_due_on=word.get("to"),
        reason=word.get("why", ""),
        note=word["note"],
        progress=word.get("progress"),
    )
    update_action(
        given=given,
        round=ReviewRound.objects.get(period_end=word["period"]),
        by=pages.person(told["person"]),
        on_behalf_of=None,
        via=Via.LINK,
        now=now,
    )


def _action(number: int, told: dict[str, Any]) -> Action:
    return pages.action(number, told["reference"], told["year"])
