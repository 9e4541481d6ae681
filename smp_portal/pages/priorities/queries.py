"""What one priority's page says, from what people said to what is done."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet, Subquery
from django.shortcuts import get_object_or_404
from django.utils import timezone

from actionplans.models import Action, ActionStatus, ReviewRound
from actionplans.models.action import ActionQuerySet
from actionplans.queries.standing import ActionCounts, PlanPosition, worst
from consultations.models import Finding
from partners.models import User
from priorities.models import Priority
from smp_portal.foundation.words import counted, joined, long_date
from smp_portal.pages.priorities.chain import Chain
from smp_portal.pages.priorities.chains import plan_and_told, read_chains
from smp_portal.pages.priorities.links import answer_words

# Enough to see what is done without leaving the page; the plan's own page has them all.
ACTIONS_SHOWN = 8
PLACES_NAMED = 4
TIMES = {1: "once", 2: "twice"}


@dataclass(frozen=True)
class ShownAction:
    """One action as the priority's page shows it."""

    action: Action
    rating: str
    words: str
    when: str
    is_late: bool
    answers: str


@dataclass(frozen=True)
class PriorityPage:
    """One priority as one person may see it; its figures are of the plans that this person may read."""

    chain: Chain
    county: list[str]
    themes: list[str]
    counts: ActionCounts
    actions: list[ShownAction]
    places: list[str]
    next_due_on: date | None

    @property
    def priority(self) -> Priority:
        return self.chain.priority

    @property
    def standings(self) -> list[PlanPosition]:
        """Where each of its plans stands."""
        return self.chain.standings

    @property
    def standing(self) -> PlanPosition | None:
        """Where the priority stands: the worst of its plans."""
        return worst(self.standings)

    @property
    def actions_in_words(self) -> str:
        """How many actions there are, and how many of them the page shows."""
        total = counted(self.counts.total, "action,actions")
        return (
            total if len(self.actions) == self.counts.total else f"{len(self.actions)} of {total}"
        )


def read_priority(slug: str, *, reader: User, now: datetime) -> PriorityPage:
    """The priority with its chain, its plans and their actions; Http404 where this person may not see it."""
    on = timezone.localdate(now)
    plan, told = plan_and_told(on=on)
    priority = get_object_or_404(
        _with_next(Priority.objects.visible_to(reader), on), plan=plan, slug=slug
    )
    (chain,) = read_chains([priority], reader=reader, now=now, actions=_actions(reader), told=told)
    urgent = sorted(chain.actions, key=lambda action: _urgency(action, on=on))
    return PriorityPage(
        chain=chain,
        county=chain.linked.county[priority.pk],
        themes=chain.linked.themes[priority.pk],
        counts=_total([standing.actions for standing in chain.standings]),
        actions=[_shown(action, on=on) for action in urgent[:ACTIONS_SHOWN]],
        places=_places(chain),
        next_due_on=_next_due_on(priority, chain.standings),
    )


def _with_next(priorities: QuerySet[Priority], on: date) -> QuerySet[Any]:
    """Priorities of their plan with the day on which answers to the next round are due."""
    coming = ReviewRound.objects.regular().filter(due_on__gte=on, opened_at=None)
    due_on = Subquery(coming.order_by("due_on").values("due_on")[:1])
    return priorities.select_related("plan").annotate(next_due_on=due_on)


def _actions(reader: User) -> ActionQuerySet:
    """Actions with what a line about each says."""
    findings = Finding.objects.visible_to(reader).select_related("option")
    led = Action.objects.with_moves().select_related("lead_partner", "lead_person")
    return led.prefetch_related(Prefetch("findings", findings))


def _urgency(action: Action, *, on: date) -> tuple[bool, bool, date, str]:
    """What is late comes first, what is complete last."""
    is_complete = action.status == ActionStatus.COMPLETE
    return is_complete, not action.is_overdue(on=on), action.due_on, action.reference


def _shown(action: Any, *, on: date) -> ShownAction:
    answers = joined([answer_words(finding) for finding in action.findings.all()])
    if action.status == ActionStatus.COMPLETE:
        when = f"Complete on {long_date(action.completed_on)}"
        return ShownAction(action, "BLUE", "", when, False, answers)
    late = action.days_late(on=on)
    when = f"Due {long_date(action.due_on)}{_moved(action)}"
    if late:
        when += f", {counted(late, 'day,days')} late"
    status = action.get_status_display()
    return ShownAction(action, action.rating, status, when, bool(late), answers)


def _moved(action: Any) -> str:
    if not action.times_moved:
        return ""
    times = TIMES.get(action.times_moved, f"{action.times_moved} times")
    return f", moved {times} ({counted(action.days_moved, 'day,days')})"


def _places(chain: Chain) -> list[str]:
    found = sorted({name for action in chain.actions for name in chain.linked.places[action.pk]})
    more = len(found) - PLACES_NAMED
    # "and 1 more" would take as much room as the name.
    return found if more <= 1 else [*found[:PLACES_NAMED], f"{more} more"]


def _next_due_on(priority: Any, standings: list[PlanPosition]) -> date | None:
    asked = [standing.asked_due_on for standing in standings if standing.asked_due_on]
    if asked or not standings:
        return min(asked, default=None)
    next_due_on: date | None = priority.next_due_on
    return next_due_on


def _total(counts: list[ActionCounts]) -> ActionCounts:
    return ActionCounts(
        complete=sum(count.complete for count in counts),
        under_way=sum(count.under_way for count in counts),
        to_start=sum(count.to_start for count in counts),
        overdue=sum(count.overdue for count in counts),
    )
