"""What is late in the work on a priority: actions past their date or without a lead, plans without a word or an owner."""

from collections.abc import Iterator

from django.urls import reverse

from actionplans.queries.standing import Freshness
from smp_portal.foundation.words import counted, lower_first
from smp_portal.pages.priorities.chain import Chain
from smp_portal.pages.priorities.links import Gap

# As many as a cell of the map holds; the plan's page has the others.
NAMED = 2


def late_work(chain: Chain) -> Iterator[Gap]:
    """Each plan that nobody answers for, then the actions that nobody leads or that are late."""
    for standing in chain.standings:
        plan = standing.plan
        owner = reverse("actionplans:plan_owner", args=[plan.pk]) if chain.may_edit else ""
        if plan.is_vacant:
            yield Gap("Vacant", f"nobody owns “{plan.title}”", owner, "Give it to someone")
        if standing.freshness is Freshness.LATE:
            url = reverse("actionplans:plan_detail", args=[plan.pk])
            yield Gap("Late", lower_first(standing.words), url, "Open the plan")
    late = sorted(
        (action for action in chain.actions if action.is_overdue(on=chain.on)),
        key=lambda action: action.due_on,
    )
    yield from _without_lead(chain)
    for action in late[:NAMED]:
        url = reverse("actionplans:plan_detail", args=[action.plan_id])
        days = counted(action.days_late(on=chain.on), "day,days")
        yield Gap("Late", f"{action}, {days}", url, "Open the plan")
    if len(late) > NAMED:
        more = counted(len(late) - NAMED, "more action,more actions")
        yield Gap("Late", more, "", "")


def _without_lead(chain: Chain) -> Iterator[Gap]:
    vacant = [action for action in chain.actions if action.is_vacant]
    for action in vacant[:NAMED]:
        url = reverse("actionplans:action_edit", args=[action.pk]) if chain.may_edit else ""
        words = f"the lead person of {action} has left"
        yield Gap("Vacant", words, url, "Give it to someone")
    if len(vacant) > NAMED:
        yield Gap("Vacant", counted(len(vacant) - NAMED, "more action,more actions"), "", "")
