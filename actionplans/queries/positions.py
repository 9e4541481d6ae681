"""Where each plan stands at a moment: its rating, how fresh that is, how it moved, and its actions in figures."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from actionplans.models import ActionPlan, ActionStatus, ReviewRound
from actionplans.models.action import OPEN_STATUSES
from actionplans.queries.as_then import actions_then, moved_on, rewind_plans, rounds_then
from actionplans.queries.said import Told
from actionplans.queries.standing import ActionCounts, Freshness, PlanPosition
from actionplans.queries.told import read_told


@dataclass(frozen=True)
class _Asked:
    """What a plan was asked: the newest round, the newest one whose answers are due, and since when it was asked."""

    newest: ReviewRound | None = None
    due: ReviewRound | None = None
    since: date | None = None


def positions(
    plans: QuerySet[ActionPlan],
    *,
    now: datetime,
    with_words: bool = True,
    rounds: Mapping[int, ReviewRound] | None = None,
) -> list[PlanPosition]:
    """The position of each plan as it was known at a moment; the same few queries however many there are.

    `with_words` reads what the newest answer says beside its rating. `rounds` is for who has read today's already.
    Rows of a past moment are rewound: they are there to be shown, never to be saved.
    """
    # Two years before this one: a plan of the partnership runs for three years.
    annotated = plans.select_related("owner__partner").annotate(
        before=F("continues__continues"),
        continues_restricted=F("continues__is_restricted"),
        before_restricted=F("continues__continues__is_restricted"),
        has_moved_on=moved_on(now),
    )
    rows: list[Any] = list(annotated)
    is_past = any(row.has_moved_on for row in rows[:1])
    if is_past:
        rewind_plans(rows, now=now)
    if rounds is None or is_past:
        rounds = rounds_then(now=now, is_past=is_past)
    return _stand(rows, rounds, now=now, is_past=is_past, with_words=with_words)


def _stand(
    rows: list[Any],
    rounds: Mapping[int, ReviewRound],
    *,
    now: datetime,
    is_past: bool,
    with_words: bool,
) -> list[PlanPosition]:
    on, lines = timezone.localdate(now), {row.pk: _line(row) for row in rows}
    read = read_told(lines, rounds, now=now, with_words=with_words)
    asked = _all_asked(read.asked, on=on)
    figures = _figures(rows, on=on, now=now, is_past=is_past)
    return [
        _position(
            row,
            Told(tuple(read.said.get(row.pk, ())), on),
            asked.get(row.pk, _Asked()),
            figures.get(row.pk, _Figures()),
        )
        for row in rows
    ]


def _line(row: Any) -> list[int]:
    """A plan with those that it continues; a restricted plan lends nothing to an open one."""
    line = [row.pk]
    before = ((row.continues_id, row.continues_restricted), (row.before, row.before_restricted))
    for key, is_restricted in before:
        if key is None or (is_restricted and not row.is_restricted):
            break
        line.append(key)
    return line


def _all_asked(rounds: Mapping[int, Mapping[int, ReviewRound]], *, on: date) -> dict[int, _Asked]:
    """What each plan was asked; most were asked in the same rounds."""
    same: dict[tuple[int, ...], _Asked] = {}
    for asked in rounds.values():
        if tuple(asked) not in same:
            same[tuple(asked)] = _asked(asked.values(), on=on)
    return {plan: same[tuple(asked)] for plan, asked in rounds.items()}


def _asked(rounds: Collection[ReviewRound], *, on: date) -> _Asked:
    regular = [one for one in rounds if not one.is_extra]
    due = [one for one in regular if one.due_on < on]
    since = min((one.opened_at for one in rounds if one.opened_at), default=None)
    return _Asked(
        newest=max(regular, key=_period, default=None),
        due=max(due, key=_period, default=None),
        since=timezone.localdate(since) if since else None,
    )


def _period(round_: ReviewRound) -> tuple[date, int]:
    return round_.period_end, round_.pk


@dataclass(frozen=True)
class _Figures:
    counts: ActionCounts = field(default_factory=ActionCounts)
    days_late: int = 0


def _figures(rows: list[Any], *, on: date, now: datetime, is_past: bool) -> dict[int, _Figures]:
    """Each plan's actions in figures; dates are compared as they are written, 2022-09-16 before 2022-10-05."""
    today = on.isoformat()
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    earliest: dict[int, str] = {}
    for plan, status, due in _actions(rows, now=now, is_past=is_past):
        if status in OPEN_STATUSES and due < today:
            counts[plan]["OVERDUE"] += 1
            earliest[plan] = min(due, earliest.get(plan, due))
        else:
            counts[plan][status] += 1
    return {
        plan: _Figures(_counted(found), _days_since(earliest.get(plan), on))
        for plan, found in counts.items()
    }


def _actions(rows: list[Any], *, now: datetime, is_past: bool) -> Iterable[tuple[int, str, str]]:
    """Each action's plan, status and date; a page that shows today's actions anyway has read them already."""
    if not is_past and all("actions" in _prefetched(row) for row in rows):
        actions = (action for row in rows for action in row.actions.all())
        return ((one.plan_id, one.status, one.due_on.isoformat()) for one in actions)
    found = actions_then([row.pk for row in rows], now=now, is_past=is_past)
    return found.values_list("plan", "status_then", "due_then")


def _prefetched(row: Any) -> dict[str, Any]:
    return getattr(row, "_prefetched_objects_cache", {})


def _counted(found: Mapping[str, int]) -> ActionCounts:
    return ActionCounts(
        complete=found[ActionStatus.COMPLETE],
        under_way=found[ActionStatus.IN_PROGRESS],
        to_start=found[ActionStatus.NOT_STARTED],
        overdue=found["OVERDUE"],
    )


def _days_since(day: str | None, on: date) -> int:
    return (on - date.fromisoformat(day)).days if day else 0


def _position(row: Any, told: Told, asked: _Asked, figures: _Figures) -> PlanPosition:
    is_in = asked.due is None or told.has_answer_for(asked.due)
    late = Freshness.CURRENT if is_in else Freshness.LATE
    return PlanPosition(
        plan=row,
        told=told,
        round=asked.newest,
        freshness=late if told.newest else Freshness.NEVER,
        is_silent=not is_in,
        actions=figures.counts,
        days_late=figures.days_late,
        asked_since=asked.since,
    )
