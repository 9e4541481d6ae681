"""A plan's history, written with every change and in its transaction."""

from datetime import datetime

from actionplans.models import Action, ActionPlan, EventKind, Measure, PlanEvent, Via
from partners.models import User


def record_event(
    *,
    plan: ActionPlan,
    kind: EventKind,
    by: User | None,
    now: datetime,
    action: Action | None = None,
    measure: Measure | None = None,
    field: str = "",
    old: object = "",
    new: object = "",
    was: User | None = None,
    reason: str = "",
    on_behalf_of: User | None = None,
    via: Via = Via.PORTAL,
) -> PlanEvent:
    """Write down one change; `by` is empty where the portal itself acted."""
    return PlanEvent.objects.create(
        plan=plan,
        action=action,
        measure=measure,
        kind=kind,
        field=field,
        old="" if old is None else str(old),
        new="" if new is None else str(new),
        was=was,
        reason=reason,
        by=by,
        on_behalf_of=on_behalf_of,
        via=via,
        at=now,
    )
