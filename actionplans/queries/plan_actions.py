"""Each plan's actions in figures, who leads them and for which places they are, as it was known at a moment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from actionplans.models import ActionStatus
from actionplans.models.action import OPEN_STATUSES
from actionplans.queries.as_then import actions_then
from actionplans.queries.standing import ActionCounts

Named = tuple[int, str]
_FIGURES = ("pk", "plan", "status_then", "due_then")
_BELONGING = ("lead_partner", "lead_partner__name", "communities", "communities__name")


class ActionRow(NamedTuple):
    """An action; where it is wanted, with who leads it and one of its places, so that there is a row for each place."""

    pk: int
    plan: int
    status: str
    due: str
    lead: int = 0
    lead_name: str = ""
    place: int | None = None
    place_name: str = ""


@dataclass(frozen=True)
class Figures:
    """A plan's actions in figures, and how far the most overdue one is past its date."""

    counts: ActionCounts = field(default_factory=ActionCounts)
    days_late: int = 0


def read_actions(
    rows: list[Any], *, now: datetime, is_past: bool, with_belonging: bool
) -> list[ActionRow]:
    """The actions of some plans; a page that shows today's actions anyway has read them already."""
    if not is_past and all("actions" in _prefetched(row) for row in rows):
        actions = (action for row in rows for action in row.actions.all())
        return [
            ActionRow(one.pk, one.plan_id, one.status, one.due_on.isoformat()) for one in actions
        ]
    found = actions_then([row.pk for row in rows], now=now, is_past=is_past)
    names = (*_FIGURES, *_BELONGING) if with_belonging else _FIGURES
    return [ActionRow(*one) for one in found.values_list(*names)]


def _prefetched(row: Any) -> Mapping[str, Any]:
    found: Mapping[str, Any] = getattr(row, "_prefetched_objects_cache", {})
    return found


def figures_of(actions: Iterable[ActionRow], *, on: date) -> dict[int, Figures]:
    """Each plan's actions in figures; dates are compared as they are written, 2022-09-16 before 2022-10-05."""
    today, counted = on.isoformat(), set[int]()
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    earliest: dict[int, str] = {}
    for pk, plan, status, due, *_ in actions:
        if pk in counted:
            continue
        counted.add(pk)
        if status in OPEN_STATUSES and due < today:
            counts[plan]["OVERDUE"] += 1
            earliest[plan] = min(due, earliest.get(plan, due))
        else:
            counts[plan][status] += 1
    return {
        plan: Figures(_counts(found), _days_since(earliest.get(plan), on))
        for plan, found in counts.items()
    }


def _counts(found: Mapping[str, int]) -> ActionCounts:
    return ActionCounts(
        complete=found[ActionStatus.COMPLETE],
        under_way=found[ActionStatus.IN_PROGRESS],
        to_start=found[ActionStatus.NOT_STARTED],
        overdue=found["OVERDUE"],
    )


def _days_since(day: str | None, on: date) -> int:
    return (on - date.fromisoformat(day)).days if day else 0
