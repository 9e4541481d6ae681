"""By which change somebody came to be asked for a plan or an action."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from actionplans.models import EventKind, PlanEvent, PlanStatus

_OF_PLANS = Q(kind=EventKind.OWNER_CHANGED) | Q(
    kind=EventKind.STATUS_CHANGED, action=None, new=PlanStatus.ACTIVE
)
_OF_ACTIONS = Q(kind=EventKind.ACTION_ADDED) | Q(kind=EventKind.ACTION_EDITED, field="lead_person")


def newest_handovers(
    *, since: datetime, plans: Iterable[int] | None
) -> dict[tuple[int, int | None], PlanEvent]:
    """The newest change of each plan, or of these, by plan and action (none for the plan itself)."""
    events = PlanEvent.objects.filter(_OF_PLANS | _OF_ACTIONS, at__gte=since)
    if plans is not None:
        events = events.filter(plan__in=plans)
    return {(event.plan_id, event.action_id): event for event in events.order_by("at", "pk")}
