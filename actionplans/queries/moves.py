"""Whose dates were moved in a time, how often in all, and by how many days."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from actionplans.models import EventKind, PlanEvent
from actionplans.models.action import OPEN_STATUSES
from actionplans.queries.as_then import actions_then
from smp_portal.foundation.among import Among
from smp_portal.foundation.words import counted

TIMES = {1: "once", 2: "twice"}
_NAMES = (
    "plan",
    "pk",
    "reference_then",
    "title_then",
    "status_then",
    "due_then",
    "original_due_on",
)


@dataclass(frozen=True)
class Move:
    """One open action whose date was moved: how often in all, and how far from its first date."""

    action: str
    times: int
    days: int

    @property
    def words(self) -> str:
        return moved_words(self.times, self.days)


def moved_words(times: int, days: int) -> str:
    """How often and how far a date was moved: "Moved twice, 106 days"."""
    if not times:
        return ""
    often = f"Moved {TIMES.get(times, f'{times} times')}"
    if days == 0:
        return f"{often}, back to its first date"
    return f"{often}, {counted(abs(days), 'day,days')}{' earlier' if days < 0 else ''}"


def moves_since(
    plans: Iterable[int], *, since: datetime, now: datetime, is_past: bool
) -> dict[int, tuple[Move, ...]]:
    """The moves of each plan's open actions of which one came after `since`, by the plan's key."""
    moved = {"kind": EventKind.REDATED, "at__lte": now}
    lately = PlanEvent.objects.filter(Among("plan", plans), at__gt=since, **moved)
    actions = actions_then(plans, now=now, is_past=is_past, with_titles=True)
    rows = actions.filter(
        pk__in=lately.values("action"), **{f"events__{name}": is_ for name, is_ in moved.items()}
    ).order_by("plan", "reference", "pk")
    found: dict[int, list[Move]] = defaultdict(list)
    for row, events in groupby(rows.values_list(*_NAMES)):
        plan, _, reference, title, status, due, first = row
        # Few were moved: the database would look first which of all actions are open.
        if status in OPEN_STATUSES:
            days = (date.fromisoformat(due) - first).days
            found[plan].append(Move(f"{reference} {title}", len(list(events)), days))
    return {plan: tuple(moves) for plan, moves in found.items()}
