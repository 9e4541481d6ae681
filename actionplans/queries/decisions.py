"""What the board decided, as plans, packs and answers show it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone

from actionplans.models import ActionPlan, Decision, Outcome
from actionplans.models.decision import DecisionQuerySet
from smp_portal.foundation.words import long_date, lower_first

# A decision of a year ago is no news to the board.
_REMEMBERED = timedelta(days=365)


@dataclass(frozen=True)
class KnownDecisions:
    """What was decided about some plans, as it was known on a day: by the plan's key, the newest first."""

    by_plan: dict[int, list[Decision]]
    on: date

    def recent(self, plan: ActionPlan) -> list[Decision]:
        """What was decided about a plan in the last year."""
        rows = self.by_plan.get(plan.pk, [])
        return [one for one in rows if self.on - one.decided_on <= _REMEMBERED]

    @cached_property
    def settled(self) -> set[int]:
        """The answers whose question was decided; what was put off is still asked."""
        return {one.asked.answer_id for one in self._asked if one.kind != Outcome.DEFERRED}

    @cached_property
    def deferred(self) -> dict[int, date]:
        """The answers whose question was put off, with the last day on which it was."""
        rows = [one for one in self._asked if one.kind == Outcome.DEFERRED]
        return {one.asked.answer_id: one.decided_on for one in reversed(rows)}

    @property
    def _asked(self) -> list[Any]:
        return [one for rows in self.by_plan.values() for one in rows if one.asked]


def known_decisions(plans: Iterable[ActionPlan], *, now: datetime) -> KnownDecisions:
    """The decisions about plans, also those about last year's that they continue.

    What was decided about a restricted plan is told with that plan alone.
    """
    told = defaultdict[int, list[Decision]](list)
    heads = {key: plan.pk for plan in plans for key in _with_the_one_before(plan)}
    for decision in decided(now=now).filter(plan__in=heads).select_related("asked"):
        if decision.plan_id:
            told[heads[decision.plan_id]].append(decision)
    return KnownDecisions(told, timezone.localdate(now))


def decided(*, now: datetime) -> DecisionQuerySet:
    """The decisions as they were known at a moment: recorded, and not yet corrected."""
    corrected = Q(replaced_by__isnull=False, replaced_by__recorded_at__lte=now)
    rows = Decision.objects.filter(recorded_at__lte=now).exclude(corrected)
    return rows.select_related("by_whom", "plan", "meeting", "action")


def decisions_of(plan: ActionPlan, *, now: datetime) -> list[Decision]:
    """All that was decided about a plan and the one that it continues, newest first."""
    return list(decided(now=now).filter(plan__in=_with_the_one_before(plan)))


def decided_since(plan: ActionPlan, day: date) -> list[Decision]:
    """What the board decided about a plan since a day, in the order in which it did."""
    rows = Decision.objects.counting().filter(
        plan__in=_with_the_one_before(plan), decided_on__gte=day
    )
    return list(rows.select_related("by_whom").order_by("decided_on", "pk"))


def decision_words(decision: Decision, *, who: str = "you") -> str:
    """A decision in a sentence: "After your decision of 20 January 2022: lend a county officer. By ... until ..."."""
    said = lower_first(decision.text.rstrip(". "))
    day = long_date(decision.decided_on)
    if decision.kind == Outcome.NOT_AGREED:
        return f"On {day} {who} did not agree to: {said}."
    if decision.kind == Outcome.DEFERRED:
        return f"On {day} {who} put off: {said}."
    whose = "your" if who == "you" else f"{who}’s"
    return f"After {whose} decision of {day}: {said}.{to_do_words(decision)}"


def to_do_words(decision: Decision) -> str:
    """Who does it and by when: " To be done by Leicestershire County Council, by 1 March 2022."."""
    if decision.by_whom is None:
        return ""
    return f" To be done by {decision.by_whom.name}, by {long_date(decision.by_when)}."


def _with_the_one_before(plan: ActionPlan) -> list[int]:
    before = plan.continues
    if before is None or before.is_restricted > plan.is_restricted:
        return [plan.pk]
    return [plan.pk, before.pk]
