"""By which change somebody came to be asked for a plan or an action."""

from collections.abc import Iterable

from django.db.models import Min, Q

from actionplans.models import EventKind, PlanEvent, PlanStatus, ReviewRound

_OF_PLANS = Q(kind=EventKind.OWNER_CHANGED) | Q(
    kind=EventKind.STATUS_CHANGED, action=None, new=PlanStatus.ACTIVE
)
_OF_ACTIONS = Q(kind=EventKind.ACTION_ADDED) | Q(kind=EventKind.ACTION_EDITED, field="lead_person")


def newest_handovers(rounds: Iterable[int]) -> dict[tuple[int, int | None], PlanEvent]:
    """The newest change since these rounds opened, by plan and action (none for the plan itself)."""
    opened = ReviewRound.objects.filter(pk__in=rounds).aggregate(first=Min("opened_at"))["first"]
    if opened is None:
        return {}
    events = PlanEvent.objects.filter(_OF_PLANS | _OF_ACTIONS, at__gte=opened).order_by("at", "pk")
    return {(event.plan_id, event.action_id): event for event in events}
