"""What a paper for the board puts first: decisions, silence, what got worse and what got better than the round before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actionplans.models import DecisionKind, Rating
from actionplans.queries.said import StandingAnswer
from actionplans.queries.standing import Freshness, PlanPosition
from smp_portal.foundation.words import counted, lower_first, short_date


@dataclass(frozen=True)
class Matter:
    """One thing about one plan, with a word for its kind; a vacant plan can be given to someone."""

    position: PlanPosition
    kind: str
    colour: str
    text: str
    note: str = ""
    needs_owner: bool = False


def matters(positions: list[PlanPosition]) -> list[Matter]:
    """What stands out, the most pressing first and each kind in the plans' order."""
    kinds = (_asked, _vacant, _silent, _worse, _still_off_track, _better)
    return [matter for kind in kinds for matter in _each(kind(position) for position in positions)]


def _each(found: Iterable[Matter | None]) -> Iterator[Matter]:
    return (matter for matter in found if matter is not None)


def _asked(position: PlanPosition) -> Matter | None:
    answer = position.newest
    if answer is None or not answer.decision_asked or answer.decision is DecisionKind.RETURN:
        return None
    note = f"Asked on {short_date(answer.said_on)}"
    asked = lower_first(answer.decision_asked.rstrip(". "))
    return Matter(position, "Decision asked", "", asked, note)


def _vacant(position: PlanPosition) -> Matter | None:
    if not position.plan.is_vacant:
        return None
    text = "nobody owns this plan, so nobody can be asked about it"
    return Matter(position, "No owner", "red", text, needs_owner=True)


def _silent(position: PlanPosition) -> Matter | None:
    if position.freshness is not Freshness.LATE or position.newest is None:
        return None
    return Matter(position, position.words, "grey", _lateness(position), position.compared)


def _lateness(position: PlanPosition) -> str:
    if not position.actions.overdue:
        return "no action is late"
    days = counted(position.days_late, "day,days")
    if position.actions.overdue == 1:
        return f"one action is {days} late"
    return f"{position.actions.overdue} actions are late, one by {days}"


def _worse(position: PlanPosition) -> Matter | None:
    return _changed(position, "Now", better=False)


def _better(position: PlanPosition) -> Matter | None:
    return _changed(position, "Better:", better=True)


def _changed(position: PlanPosition, kind: str, *, better: bool) -> Matter | None:
    now, before = position.newest, position.previous
    if now is None or before is None or position.change == 0 or (position.change < 0) != better:
        return None
    was = f"was {before.word} in {before.month}"
    return Matter(position, f"{kind} {now.word}", _colour(now), was, position.dates_differ)


def _still_off_track(position: PlanPosition) -> Matter | None:
    if position.rating != Rating.RED or position.change or position.newest is None:
        return None
    return Matter(position, "Off track", "red", lower_first(position.compared))


def _colour(answer: StandingAnswer) -> str:
    return {Rating.GREEN: "green", Rating.AMBER: "amber", Rating.RED: "red"}.get(answer.rating, "")
