"""What the partnership team answered to “this isn’t mine” and to a request for help, kept in the plan's history."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from actionplans.models import Action, ActionPlan, EventKind, PlanEvent, ReviewAnswer
from actionplans.queries.officers_work import disowned, help_wanted
from actionplans.services.actions import edit_action
from actionplans.services.events import record_event
from actionplans.services.plans import assign_owner
from partners.models import User

_SETTLED = "Somebody has settled this already: read the plan’s history"


@transaction.atomic
def answer_not_mine(
    *, said: PlanEvent, to: User | None, words: str, by: User, now: datetime
) -> PlanEvent:
    """Give what somebody disowned to somebody else, or say why it stays; both stay in the history."""
    _lock(said.plan_id)
    if not disowned().filter(pk=said.pk).exists():
        raise ValidationError(_SETTLED)
    outcome = "Given to somebody else" if to else "It stays where it is"
    answer = record_event(
        plan=said.plan,
        action=said.action,
        kind=EventKind.NOT_MINE_ANSWERED,
        reason=": ".join(filter(None, [outcome, words])),
        by=by,
        now=now,
    )
    if to and said.action_id:
        action = Action.objects.get(pk=said.action_id)
        edit_action(action=action, values={"lead_person": to}, by=by, now=now)
    elif to:
        plan = ActionPlan.objects.get(pk=said.plan_id)
        assign_owner(plan=plan, owner=to, by=by, now=now)
    return answer


@transaction.atomic
def answer_help(*, asked: ReviewAnswer, words: str, by: User, now: datetime) -> PlanEvent:
    """Write down what was done about a request for help."""
    _lock(asked.review.plan_id)
    if not help_wanted().filter(pk=asked.pk).exists():
        raise ValidationError(_SETTLED)
    return record_event(
        plan=asked.review.plan, kind=EventKind.HELP_ANSWERED, reason=words, by=by, now=now
    )


def _lock(plan: int) -> None:
    # Two officers who settle the same at once: the second finds it settled.
    ActionPlan.objects.select_for_update(no_key=True).get(pk=plan)
