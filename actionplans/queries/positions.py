"""Where each plan stands at a moment: its rating, how fresh that is, how it moved, and its actions in figures."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from actionplans.models import ActionPlan, ReviewRound
from actionplans.queries.as_then import (
    changes_since,
    moved_on,
    owner_then,
    rewind_plans,
    rounds_then,
)
from actionplans.queries.belonging import belonging_of
from actionplans.queries.plan_actions import ActionRow, Figures, figures_of, read_actions
from actionplans.queries.said import Told
from actionplans.queries.standing import NOTHING, Belonging, Freshness, PlanPosition
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
    with_belonging: bool = False,
    rounds: Mapping[int, ReviewRound] | None = None,
) -> list[PlanPosition]:
    """The position of each plan as it was known at a moment; the same few queries however many there are.

    `with_words` reads what the newest answer says beside its rating, `with_belonging` whose it is. `rounds` is for who has read today's already.
    Rows of a past moment are rewound: they are there to be shown, never to be saved.
    """
    # Two years before this one: a plan of the partnership runs for three years.
    annotated = plans.select_related("owner__partner").annotate(
        before=F("continues__continues"),
        continues_restricted=F("continues__is_restricted"),
        before_restricted=F("continues__continues__is_restricted"),
        has_moved_on=moved_on(now),
        owner_then=owner_then("owner", now=now),
    )
    rows: list[Any] = list(annotated)
    is_past = any(row.has_moved_on for row in rows[:1])
    changes = changes_since(rows, now=now) if is_past else []
    if is_past:
        rewind_plans(rows, changes)
    if rounds is None or is_past:
        rounds = rounds_then(now=now, is_past=is_past)
    actions = read_actions(rows, now=now, is_past=is_past, with_belonging=with_belonging)
    belonging = belonging_of(actions, changes) if with_belonging else {}
    return _stand(rows, rounds, actions, belonging, now=now, with_words=with_words)


def _stand(
    rows: list[Any],
    rounds: Mapping[int, ReviewRound],
    actions: Iterable[ActionRow],
    belonging: Mapping[int, Belonging],
    *,
    now: datetime,
    with_words: bool,
) -> list[PlanPosition]:
    on, lines = timezone.localdate(now), {row.pk: _line(row) for row in rows}
    read = read_told(lines, rounds, now=now, with_words=with_words)
    asked = _all_asked(read.asked, on=on)
    figures = figures_of(actions, on=on)
    return [
        _position(
            row,
            Told(tuple(read.said.get(row.pk, ())), on),
            asked.get(row.pk, _Asked()),
            figures.get(row.pk, Figures()),
            belonging.get(row.pk, NOTHING),
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


def _position(
    row: Any, told: Told, asked: _Asked, figures: Figures, belonging: Belonging
) -> PlanPosition:
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
        belonging=belonging,
    )
