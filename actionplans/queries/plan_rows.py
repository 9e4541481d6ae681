"""What the list of action plans shows of each, in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actionplans.models import ActionPlan, PlanStatus
from actionplans.queries.standing import ActionCounts, PlanPosition


@dataclass(frozen=True)
class PlanRow:
    """One plan of the list; `is_vacant` only while it matters that nobody owns it."""

    pk: int
    title: str
    year: str
    owner: str
    is_vacant: bool
    status: str
    is_restricted: bool
    rating: str
    words: str
    beside: str
    state: str
    actions: ActionCounts | None
    due_on: date | None
    is_late: bool


def plan_rows(positions: Iterable[PlanPosition], *, with_names: bool, today: date) -> list[PlanRow]:
    """Each plan as its row shows it: owners by name for officers, by post and organisation for everybody else."""
    return [_row(position, with_names=with_names, today=today) for position in positions]


def _row(position: PlanPosition, *, with_names: bool, today: date) -> PlanRow:
    plan, due_on = position.plan, position.asked_due_on
    is_closed = plan.status == PlanStatus.CLOSED
    return PlanRow(
        pk=plan.pk,
        title=str(plan),
        year=plan.year,
        owner="" if plan.is_vacant and not is_closed else _owner(plan, with_names=with_names),
        is_vacant=plan.is_vacant and not is_closed,
        status=plan.status,
        is_restricted=plan.is_restricted,
        rating=position.rating,
        words=position.words,
        beside=_beside(position),
        state=_state(position),
        actions=position.actions if position.actions.total or not is_closed else None,
        due_on=due_on,
        is_late=due_on is not None and due_on < today,
    )


def _owner(plan: ActionPlan, *, with_names: bool) -> str:
    if plan.owner is None:
        return ""
    named = f"{plan.owner.full_name}, {plan.owner.partner}"
    return named if with_names else plan.owner.post_and_organisation


def _beside(position: PlanPosition) -> str:
    """How the rating compares while the plan is active, and where the dates say otherwise."""
    compared = position.compared if position.plan.status == PlanStatus.ACTIVE else ""
    return f"{compared}. {position.dates_differ}" if position.dates_differ else compared


def _state(position: PlanPosition) -> str:
    if position.was_returned:
        return "Returned to the owner"
    return "Awaiting the officer" if position.awaits_officer else ""
