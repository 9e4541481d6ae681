"""Which organisations lead something in a plan and for which places it is, as it was known at a moment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, Q

from actionplans.models import PlanEvent
from actionplans.queries.plan_actions import ActionRow, Named
from actionplans.queries.standing import Belonging
from consultations.models import Community
from partners.models import Partner
from smp_portal.foundation.gathered import gathered


def belonging_of(
    actions: Iterable[ActionRow], changes: Iterable[PlanEvent]
) -> dict[int, Belonging]:
    """What belongs to each plan by one of its actions, by the plan's key; what was changed later is put back.

    An organisation or a place is named as it is called today; what is there no more under any name is left out.
    """
    leads, places = _changed(changes)
    led: dict[int, set[Named]] = defaultdict(set)
    happens: dict[int, set[Named]] = defaultdict(set)
    for pk, plan, _, _, lead, name, place, called in actions:
        led[plan].add(leads.get(pk, (lead, name)))
        if pk in places:
            happens[plan] |= places[pk]
        elif place:
            happens[plan].add((place, called))
    return {plan: Belonging(frozenset(led[plan]), frozenset(happens[plan])) for plan in led}


def _changed(changes: Iterable[PlanEvent]) -> tuple[dict[int, Named], dict[int, set[Named]]]:
    """Who led an action, and its places, before their first later change, by the action's key."""
    was = _first(changes)
    leads = {action: old for (action, field), old in was.items() if field == "lead_partner"}
    several = {
        action: old.split("; ") for (action, field), old in was.items() if field == "communities"
    }
    if not was:
        return {}, {}
    partners, communities = _named(set(leads.values()), set().union(*several.values()))
    return (
        {action: partners[name] for action, name in leads.items() if name in partners},
        {
            action: {communities[name] for name in names if name in communities}
            for action, names in several.items()
        },
    )


def _first(changes: Iterable[PlanEvent]) -> Mapping[tuple[int, str], str]:
    """What each action's lead and places were before their first later change, by its key and the field."""
    first: dict[tuple[int, str], str] = {}
    for one in changes:
        if one.action_id is not None:
            first.setdefault((one.action_id, one.field), one.old)
    return first


def _named(leads: set[str], places: set[str]) -> tuple[dict[str, Named], dict[str, Named]]:
    """Organisations by a name that they have or had, and places by theirs, in one query."""
    had: Any = Partner.history.filter(name__in=leads)
    have = Q(name__in=leads) | Q(pk__in=had.values("id"))
    found = gathered(
        ("key", "name"),
        order=("key",),
        parts={
            "had": had.annotate(key=F("id")),
            "have": Partner.objects.filter(have).annotate(key=F("pk")),
            "places": Community.objects.filter(name__in=places).annotate(key=F("pk")),
        },
    )
    called: dict[int, str] = dict(found["have"])
    keys = {name: key for key, name in [*found["had"], *found["have"]]}
    partners = {name: (key, called[key]) for name, key in keys.items() if key in called}
    return partners, {name: (key, name) for key, name in found["places"]}
