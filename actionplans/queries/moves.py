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
    moved = PlanEvent.objects.filter(kind=EventKind.REDATED, at__lte=now)
    lately = moved.filter(Among("plan", plans), at__gt=since)
    actions = actions_then(plans, now=now, is_past=is_past, with_titles=True)
    open_then = actions.filter(status_then__in=OPEN_STATUSES, pk__in=lately.values("action"))
    rows = open_then.filter(events__in=moved).order_by("plan", "reference", "pk")
    found: dict[int, list[Move]] = defaultdict(list)
    names = ("plan", "pk", "reference_then", "title_then", "due_then", "original_due_on")
    for (plan, _, reference, title, due, first), events in groupby(rows.values_list(*names)):
        days = (date.fromisoformat(due) - first).days
        found[plan].append(Move(f"{reference} {title}", len(list(events)), days))
    return {plan: tuple(moves) for plan, moves in found.items()}
