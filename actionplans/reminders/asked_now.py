"""Who is asked once more because an officer pressed “Ask now”."""

from datetime import datetime

from actionplans.models import EventKind, FrameworkSettings, PlanEvent, Stage
from actionplans.queries.owed import Owed
from actionplans.reminders.stages import next_sending_time
from actionplans.reminders.wanted import Scope, Times, Wanted


def for_asked_now(
    scope: Scope, times: Times, rules: FrameworkSettings, *, now: datetime
) -> list[Wanted]:
    """One mail for the newest request about each plan and each action, to whoever is asked for it at that moment."""
    requests = _newest_requests(times, scope.plans)
    wanted: dict[int, Wanted] = {}
    for person, items in scope.asked.items():
        for owed in items:
            event = requests.get((owed.plan.pk, owed.action.pk if owed.action else None))
            if event is None or not _was_open(owed, event, times):
                continue
            due_at = next_sending_time(event.at, rules)
            if due_at <= now:
                # People's items come in order: of two rounds the one that is due first.
                mail = Wanted(owed.round, person, Stage.ASKED, due_at, handover=event)
                wanted.setdefault(event.pk, mail)
    return list(wanted.values())


def _newest_requests(
    times: Times, plans: set[int] | None
) -> dict[tuple[int, int | None], PlanEvent]:
    if not times:
        return {}
    first = min(of_round[Stage.OPENED] for of_round in times.values())
    events = PlanEvent.objects.filter(kind=EventKind.ASKED_NOW, at__date__gte=first.date())
    if plans is not None:
        events = events.filter(plan__in=plans)
    return {(event.plan_id, event.action_id): event for event in events.order_by("at", "pk")}


def _was_open(owed: Owed, event: PlanEvent, times: Times) -> bool:
    opened_at = owed.round.opened_at
    return owed.round.pk in times and opened_at is not None and opened_at <= event.at
