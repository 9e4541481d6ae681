"""What the rules find in the plans of a dashboard."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models.functions import TruncDate
from django.utils import timezone

from actionplans.models import AttemptPhase, ReminderAttempt, Stage
from actionplans.queries.moves import Move
from actionplans.queries.standing import PlanPosition
from smp_portal.foundation.working_days import end_of
from smp_portal.pages.dashboard.rules import RULES, Found, Rule, Subject

# As many of one kind as a board reads before it asks for the rest.
SHOWN_OF_A_RULE = 10
# Mails to the team itself remind nobody of an answer.
_TO_THE_TEAM = (Stage.ESCALATED, Stage.DIGEST)


@dataclass(frozen=True)
class Matter:
    """One thing about one plan that a rule found, and in words once it is shown."""

    rule: Rule
    subject: Subject

    @property
    def position(self) -> PlanPosition:
        return self.subject.position

    @cached_property
    def found(self) -> Found:
        return self.rule.says(self.subject)

    @property
    def kind(self) -> str:
        return self.found.kind or self.rule.title


@dataclass(frozen=True)
class Ruled:
    """What one rule found, all of it; the page shows the first of many."""

    rule: Rule
    matters: list[Matter]

    @property
    def shown(self) -> list[Matter]:
        return self.matters[:SHOWN_OF_A_RULE]

    @property
    def more(self) -> int:
        return len(self.matters) - len(self.shown)

    @cached_property
    def plans(self) -> set[int]:
        return {matter.position.plan.pk for matter in self.matters}


def ruled(subjects: Sequence[Subject]) -> list[Ruled]:
    """What each rule finds, the most serious first and each in the plans' order."""
    found = [Ruled(rule, _matters(rule, subjects)) for rule in RULES]
    return [one for one in found if one.matters]


def subjects(
    positions: Sequence[PlanPosition],
    moves: Mapping[int, tuple[Move, ...]],
    *,
    since: date,
    now: datetime,
) -> list[Subject]:
    """The plans as the rules look at them."""
    reminded = _reminded([one for one in positions if one.is_silent], now=now)
    return [
        Subject(
            one,
            since,
            moves.get(one.plan.pk, ()),
            reminded.get(one.plan.pk, 0),
        )
        for one in positions
    ]


def _matters(rule: Rule, subjects: Sequence[Subject]) -> list[Matter]:
    return [Matter(rule, subject) for subject in subjects if rule.applies(subject)]


def _reminded(silent: Sequence[PlanPosition], *, now: datetime) -> dict[int, int]:
    """On how many days mail asked for each silent plan's answer since its last one, by the plan's key."""
    since = {one.plan.pk: _silent_since(one) for one in silent}
    days: dict[int, set[date]] = defaultdict(set)
    for day, listed in _mails(min(since.values(), default=date.max), now=now):
        for plan in {item.get("plan") for item in listed if item.get("kind") == "review"}:
            if plan in since and day > since[plan]:
                days[plan].add(day)
    return {plan: len(found) for plan, found in days.items()}


def _silent_since(position: PlanPosition) -> date:
    """The day of the last answer; where there is none, no mail asked before the plan was."""
    if position.newest:
        return position.newest.said_on
    return position.asked_since - timedelta(days=1) if position.asked_since else date.max


def _mails(since: date, *, now: datetime) -> Iterable[tuple[date, list[dict[str, Any]]]]:
    """The day of each mail after a day that went to people to ask them, and what it listed."""
    if since >= timezone.localdate(now):
        return []
    accepted = ReminderAttempt.objects.filter(phase=AttemptPhase.ACCEPTED, at__lte=now)
    asking = accepted.filter(at__gt=end_of(since)).exclude(reminder__stage__in=_TO_THE_TEAM)
    return asking.order_by().values_list(TruncDate("at"), "reminder__listed")
