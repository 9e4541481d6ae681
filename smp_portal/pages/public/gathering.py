"""The short rows that an edition tells, and what is linked with what: two queries instead of one a table."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from actionplans.models import Action
from consultations.models import Community, Theme
from partners.models import Commitment, Partner
from priorities.models import Alignment, CountyPriority, Priority, PublicReply, StrategicPlan
from smp_portal.foundation.gathered import Row, as_number, as_text, gathered

Linked = dict[int, list[Any]]
_TEXTS = ("first", "second", "third")


def read_words(plan: StrategicPlan, priorities: Iterable[Priority]) -> dict[str, list[Row]]:
    """The short rows of each kind, as (whose, number, flag, three texts); what a kind has not is 0 or empty."""
    county, places = CountyPriority.objects.all(), Community.objects.all()
    replies = PublicReply.objects.filter(priority__in=priorities)
    parts = {
        "sections": _said(plan.sections.all(), "title", "slug", "body"),
        "aims": _said(plan.aims.all(), "title", "text"),
        "themes": _said(Theme.objects.all(), "title"),
        "county": _said(county, "title", "local_position", "note", whose="pk"),
        "replies": _said(replies, "you_said", "we_did", whose="priority", flag="could_not"),
        "places": _said(places, "name", "slug", "kind", place="", flag="is_rural"),
        "commitments": _said(Commitment.objects.all(), "text"),
    }
    columns = ("whose", "place", "flag", *_TEXTS)
    return gathered(columns, order=("place", "first"), parts=parts)


def read_links(priorities: Iterable[Priority], actions: QuerySet[Action]) -> dict[str, Linked]:
    """What is linked with each row, by its key: aims and themes by number, organisations by name, the rest by slug."""
    aims = Priority.aims.through.objects.filter(priority__in=priorities)
    themes = Priority.themes.through.objects.filter(priority__in=priorities)
    served = Alignment.objects.filter(priority__in=priorities)
    beside = Action.supporting_partners.through.objects.filter(action__in=actions)
    where = Action.communities.through.objects.filter(action__in=actions)
    later = Partner.successors.through.objects.all()
    parts = {
        "aims": _linked(aims, "priority", place="aim__number"),
        "themes": _linked(themes, "priority", place="theme__number"),
        "served": _linked(
            served, "county_priority", place="priority__number", says="priority__slug"
        ),
        "supporting": _linked(beside, "action", says="partner__name"),
        "places": _linked(where, "action", name="community__name", says="community__slug"),
        "successors": _linked(later, "from_partner", says="to_partner__name"),
    }
    found = gathered(("whose", "place", "name", "says"), order=("place", "name"), parts=parts)
    return {part: _by_key(found[part], is_number=part in {"aims", "themes"}) for part in parts}


def _said(
    rows: QuerySet[Any],
    *texts: str,
    whose: str = "",
    place: str = "number",
    flag: str = "",
) -> QuerySet[Any]:
    said = {name: as_text(text) for name, text in zip(_TEXTS, (*texts, "", ""), strict=False)}
    found: QuerySet[Any] = rows.annotate(
        whose=as_number(whose), place=as_number(place), flag=as_number(flag), **said
    )
    return found


def _linked(
    rows: QuerySet[Any], whose: str, *, place: str = "", name: str = "", says: str = ""
) -> QuerySet[Any]:
    found: QuerySet[Any] = rows.annotate(
        whose=as_number(whose),
        place=as_number(place),
        name=as_text(name or says),
        says=as_text(says),
    )
    return found


def _by_key(rows: Iterable[Row], *, is_number: bool) -> Linked:
    linked: Linked = defaultdict(list)
    for whose, place, _, says in rows:
        linked[whose].append(place if is_number else says)
    return linked
