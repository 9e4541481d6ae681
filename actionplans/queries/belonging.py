"""Which organisation led each action and for which places it was, as it was known at a moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from actionplans.models import PlanEvent
from actionplans.queries.as_then import actions_then
from consultations.models import Community
from partners.models import Partner
from smp_portal.foundation.among import Among

Named = tuple[int, str]
_NAMES = ("lead_partner", "lead_partner__name", "communities", "communities__name")


@dataclass(frozen=True)
class Belonged:
    """What belongs to a plan by one of its actions: who leads it, and its places, each by key and name."""

    plan: int
    lead: Named
    places: frozenset[Named]


def belonging_then(plans: Iterable[int], *, now: datetime) -> list[Belonged]:
    """What belonged to some plans at a moment; what was changed later is put back from the plans' history.

    An organisation or a place is named as it is called today; what is there no more under any name is left out.
    """
    keys = list(plans)
    found, was = _as_it_is(keys, now), _changed(keys, now)
    leads = _partners({old for (_, field), old in was.items() if field == "lead_partner"})
    several = [old.split("; ") for (_, field), old in was.items() if field == "communities"]
    known = _communities({name for names in several for name in names})
    for (action, field), old in was.items():
        if action in found and field == "communities":
            there = frozenset(known[name] for name in old.split("; ") if name in known)
            found[action] = replace(found[action], places=there)
        elif action in found and old in leads:
            found[action] = replace(found[action], lead=leads[old])
    return list(found.values())


def _one(place: int | None, called: str) -> frozenset[Named]:
    return frozenset([(place, called)]) if place else frozenset()


def _as_it_is(plans: list[int], now: datetime) -> dict[int, Belonged]:
    """The actions that there were at a moment, by their keys, with what is said of them today."""
    found: dict[int, Belonged] = {}
    actions = actions_then(plans, now=now, is_past=True)
    for pk, plan, lead, name, place, called in actions.values_list("pk", "plan", *_NAMES):
        before = found.get(pk, Belonged(plan, (lead, name), frozenset()))
        found[pk] = replace(before, places=before.places | _one(place, called))
    return found


def _changed(plans: list[int], now: datetime) -> Mapping[tuple[int, str], str]:
    """What each action's lead and places were before their first later change, by its key and the field."""
    later = PlanEvent.objects.filter(Among("plan", plans), at__gt=now, action__isnull=False)
    changes = later.filter(field__in=("lead_partner", "communities")).order_by("at", "pk")
    first: dict[tuple[int, str], str] = {}
    for action, field, old in changes.values_list("action", "field", "old"):
        first.setdefault((action, field), old)
    return first


def _partners(names: set[str]) -> dict[str, Named]:
    """Organisations by a name that they have or had."""
    if not names:
        return {}
    today = Partner.objects.filter(name__in=names).values_list("name", "pk")
    keys = dict(Partner.history.filter(name__in=names).values_list("name", "id")) | dict(today)
    called = dict(Partner.objects.filter(pk__in=keys.values()).values_list("pk", "name"))
    return {name: (pk, called[pk]) for name, pk in keys.items() if pk in called}


def _communities(names: set[str]) -> dict[str, Named]:
    if not names:
        return {}
    rows = Community.objects.filter(name__in=names).values_list("pk", "name")
    return {name: (pk, name) for pk, name in rows}
