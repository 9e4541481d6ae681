"""Everything about one plan: its actions, what was asked and answered, and its history."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q
from django.http import Http404
from django.utils import timezone

from actionplans.models import (
    Action,
    ActionPlan,
    ActionStatus,
    Decision,
    Measure,
    PlanStatus,
    Review,
)
from actionplans.models.review import OWED_STATES
from actionplans.permissions import can_edit_plan, can_record_answers
from actionplans.queries.decisions import decisions_of
from actionplans.queries.history import HistoryEntry, named, read_newest
from actionplans.queries.measure_standing import MeasureStanding
from actionplans.queries.measures import DRAWN, measure_standings
from actionplans.queries.moved_measures import in_order, titles_moved
from actionplans.queries.moves import moved_words
from actionplans.queries.plan_rounds import AskedRound, asked_reviews, read_rounds, rounds_of
from actionplans.queries.positions import positions
from actionplans.queries.standing import PlanPosition
from partners.models import User
from smp_portal.foundation.words import counted

STATUS_COLOURS = {
    ActionStatus.NOT_STARTED: "grey",
    ActionStatus.IN_PROGRESS: "",
    ActionStatus.COMPLETE: "blue",
    ActionStatus.CANCELLED: "grey",
}


@dataclass(frozen=True)
class ActionRow:
    """One action with what its dates say."""

    action: Action
    lead: str
    late: str
    moved: str
    moves: list[str]
    colour: str


@dataclass(frozen=True)
class PlanPage:
    """One plan as one person may see it."""

    position: PlanPosition
    actions: list[ActionRow]
    measures: list[MeasureStanding]
    to_continue: list[Measure]
    rounds: list[AskedRound]
    history: list[HistoryEntry]
    decisions: list[Decision]
    owed: Review | None
    to_ask: Review | None

    @property
    def plan(self) -> ActionPlan:
        return self.position.plan


def read_plan(pk: int, *, reader: User, now: datetime) -> PlanPage:
    """The plan, or Http404 where this person may not see it."""
    on = timezone.localdate(now)
    visible = ActionPlan.objects.visible_to(reader, on=on)
    plans = visible.filter(pk=pk).select_related("priority", "deputy__partner", "continues")
    line = asked_reviews(pk, reader, on=on)
    rounds = rounds_of(line, now=now)
    found = positions(plans.prefetch_related(_with_actions()), now=now, rounds=rounds)
    if not found:
        raise Http404
    (position,) = found
    reviews = _own(line, position.plan)
    measures, to_continue = _measures(position.plan, reader, now=now)
    return PlanPage(
        position=position,
        actions=_actions(position.plan, reader, on=on),
        measures=measures,
        to_continue=to_continue,
        rounds=read_rounds(position.plan, reviews, reader),
        history=read_newest(position.plan, reader=reader),
        decisions=decisions_of(position.plan, now=now),
        owed=_owed(reviews),
        to_ask=_to_ask(reviews, position.plan, reader),
    )


def _own(line: list[Review], plan: ActionPlan) -> list[Review]:
    """The plan's own reviews, without those of the plans that it continues."""
    reviews = [review for review in line if review.plan_id == plan.pk]
    for review in reviews:
        review.plan = plan
    return reviews


def _with_actions() -> "Prefetch[Any]":
    actions = Action.objects.with_moves().select_related("lead_partner", "lead_person__partner")
    return Prefetch("actions", actions.annotate(titles_moved=titles_moved()))


def _actions(plan: ActionPlan, reader: User, *, on: date) -> list[ActionRow]:
    numbered = sorted(plan.actions.all(), key=lambda action: _in_numbers(action.reference))
    return [_row(action, plan, reader, on) for action in numbered]


def _row(action: Any, plan: ActionPlan, reader: User, on: date) -> ActionRow:
    days = action.days_late(on=on) if plan.status == PlanStatus.ACTIVE else 0
    return ActionRow(
        action=action,
        lead=named(action.lead_person, reader=reader) if action.lead_person else "",
        late=f"{counted(days, 'day,days')} overdue" if days else "",
        moved=moved_words(action.times_moved, action.days_moved),
        moves=in_order(action.titles_moved),
        colour=STATUS_COLOURS[ActionStatus(action.status)],
    )


def _measures(
    plan: ActionPlan, reader: User, *, now: datetime
) -> tuple[list[MeasureStanding], list[Measure]]:
    """What the plan's measures read, and last year's measures that an officer may go on with."""
    wanted = Q(plan=plan)
    if plan.continues_id and can_edit_plan(reader, plan):
        wanted |= Q(plan=plan.continues_id, continued_by=None)
    found = measure_standings(Measure.objects.in_use().filter(wanted), now=now, trail=DRAWN)
    own = [standing for standing in found if standing.measure.plan_id == plan.pk]
    return own, [one.measure for one in found if one.measure.plan_id != plan.pk]


def _in_numbers(reference: str) -> list[tuple[int, str]]:
    """2.10 comes after 2.9."""
    return [(int(part) if part.isdecimal() else 0, part) for part in reference.split(".")]


def _owed(reviews: list[Any]) -> Review | None:
    owed = next((review for review in reviews if review.state in OWED_STATES), None)
    return owed if owed and owed.may_answer else None


def _to_ask(reviews: list[Any], plan: ActionPlan, reader: User) -> Review | None:
    """What an officer may ask the owner for at once."""
    if plan.status != PlanStatus.ACTIVE or plan.is_vacant or not can_record_answers(reader):
        return None
    owed = [review for review in reviews if review.state in OWED_STATES and review.is_asked_now]
    return min(owed, key=lambda review: review.round.due_on, default=None)
