"""What the board decided, written down after the meeting, and made into an action."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.models import (
    Action,
    ActionPlan,
    Decision,
    DecisionAsked,
    EventKind,
    Outcome,
    PlanStatus,
)
from actionplans.services.actions import add_action
from actionplans.services.events import record_event
from partners.models import Meeting, User
from smp_portal.foundation.words import long_date

SAID = ("kind", "text", "by_whom", "by_when")
_TITLE = 200


@transaction.atomic
def record_decision(
    *,
    meeting: Meeting,
    values: Mapping[str, Any],
    by: User,
    now: datetime,
    asked: DecisionAsked | None = None,
    plan: ActionPlan | None = None,
) -> Decision:
    """Write down what the board decided, about what it was asked or about anything else."""
    if meeting.held_on > timezone.localdate(now):
        raise ValidationError(
            f"The board meets on {long_date(meeting.held_on)}: record what it decided after that"
        )
    about = asked.plan if asked else plan
    decision = Decision(meeting=meeting, asked=asked, plan=about, decided_on=meeting.held_on)
    return _saved(decision, values, by=by, now=now)


@transaction.atomic
def correct_decision(
    *, decision: Decision, values: Mapping[str, Any], reason: str, by: User, now: datetime
) -> Decision:
    """Put another row in the place of one that was written down wrongly; the first stays to be seen."""
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is corrected"})
    if Decision.objects.filter(replaces=decision).exists():
        raise ValidationError("Somebody has corrected this decision meanwhile: look at it again")
    corrected = Decision(
        meeting=decision.meeting,
        asked=decision.asked,
        plan=decision.plan,
        decided_on=decision.decided_on,
        replaces=decision,
        reason=reason.strip(),
    )
    saved = _saved(corrected, values, by=by, now=now)
    # An action that was made of it goes on with what counts.
    Action.objects.filter(decision=decision).update(decision=saved)
    return saved


@transaction.atomic
def make_action(*, decision: Decision, by: User, now: datetime) -> Action:
    """Put what the board agreed into its plan as an action, led by who is to do it."""
    plan = _plan_for(decision)
    if Action.objects.filter(decision=decision).exists():
        raise ValidationError("This decision is an action already")
    text = decision.text.rstrip(". ")
    values = {
        "reference": _next_reference(plan),
        "title": text if len(text) <= _TITLE else f"{text[: _TITLE - 1]}…",
        "description": f"{decision.text}\n\nThe board decided this on {long_date(decision.decided_on)}.",
        "lead_partner": decision.by_whom,
        "decision": decision,
    }
    if decision.by_when is None:
        raise ValidationError("Say by when it is to be done: correct the decision first")
    return add_action(plan=plan, values=values, due_on=decision.by_when, by=by, now=now)


def _saved(decision: Decision, values: Mapping[str, Any], *, by: User, now: datetime) -> Decision:
    for name in SAID:
        setattr(decision, name, values.get(name))
    decision.recorded_by, decision.recorded_at = by, now
    decision.validate_constraints()
    decision.save()
    if decision.plan is not None:
        record_event(
            plan=decision.plan,
            kind=EventKind.DECIDED,
            by=by,
            now=now,
            field="decision",
            old=decision.replaces or "",
            new=f"{decision.get_kind_display()}: {decision.text}",
            reason=decision.reason,
        )
    return decision


def _plan_for(decision: Decision) -> ActionPlan:
    """The plan that takes the action: the decision's own, or the one that continues it."""
    plan = decision.plan
    if decision.kind != Outcome.AGREED or decision.by_whom is None or plan is None:
        raise ValidationError(
            "Only what was agreed about a plan, with who does it and by when, can become an action"
        )
    if plan.status != PlanStatus.ACTIVE:
        plan = ActionPlan.objects.active().filter(continues=plan).first()
    if plan is None:
        raise ValidationError("The plan is closed, and no active plan continues it")
    return plan


def _next_reference(plan: ActionPlan) -> str:
    """The number after the highest one in use: 2.6 after 2.5."""
    used = plan.actions.values_list("reference", flat=True)
    numbers = [reference.rpartition(".")[2] for reference in used]
    highest = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return f"{plan.number}.{highest + 1}"
