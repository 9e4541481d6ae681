"""What the next edition would say: the working plan, without what is not for the public."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from consultations.models import Community, Theme
from partners.models import Commitment, ListedAs, Partner
from priorities.models import (
    Alignment,
    CountyPriority,
    Priority,
    PriorityStatus,
    PublicReply,
    StrategicPlan,
)
from smp_portal.pages.public.contents import FORMAT
from smp_portal.pages.public.telling_deeds import tell_actions, tell_measures
from smp_portal.pages.public.telling_why import tell_reasons, tell_voices

IN_PUBLIC = [PriorityStatus.ACTIVE, PriorityStatus.ACHIEVED]

Row = dict[str, Any]


def build_contents(plan: StrategicPlan) -> Row:
    """All that an edition made now would tell the public, as JSON holds it.

    Only active and achieved priorities, no draft or restricted plan's actions, no person's name, only published
    findings of at least five people, only the words that people agreed to see in public.
    """
    priorities = list(
        Priority.objects.of_plan(plan)
        .filter(status__in=IN_PUBLIC)
        .prefetch_related("aims", "themes")
    )
    return {
        "format": FORMAT,
        "plan": _plan(plan),
        "sections": [
            {"number": one.number, "title": one.title, "slug": one.slug, "body": one.body.strip()}
            for one in plan.sections.all()
        ],
        "aims": list(plan.aims.values("number", "title", "text")),
        "themes": list(Theme.objects.values("number", "title")),
        "county": _county(priorities),
        "priorities": _priorities(priorities),
        "places": list(Community.objects.values("slug", "name", "kind", "is_rural")),
        "partners": _partners(),
        "commitments": list(Commitment.objects.values("number", "text")),
    }


def _plan(plan: StrategicPlan) -> Row:
    return {
        "title": plan.title,
        "slug": plan.slug,
        "starts_on": plan.starts_on.isoformat(),
        "ends_on": plan.ends_on.isoformat(),
        "years": plan.years,
    }


def _county(priorities: list[Priority]) -> list[Row]:
    served: defaultdict[int, list[str]] = defaultdict(list)
    rows = Alignment.objects.filter(priority__in=priorities).order_by("priority__number")
    for number, slug in rows.values_list("county_priority_id", "priority__slug"):
        served[number].append(slug)
    return [
        {
            "number": one.number,
            "title": one.title,
            "position": one.local_position,
            "note": one.note.strip(),
            "priorities": served[one.pk],
        }
        for one in CountyPriority.objects.all()
    ]


def _priorities(priorities: list[Priority]) -> list[Row]:
    reasons, voices = tell_reasons(priorities), tell_voices(priorities)
    actions, measures = tell_actions(priorities), tell_measures(priorities)
    replies = _replies(priorities)
    return [
        {
            "number": one.number,
            "title": one.title,
            "slug": one.slug,
            "what_we_want": one.what_we_want.strip(),
            "how_we_will_work": one.how_we_will_work.strip(),
            "aims": [aim.number for aim in one.aims.all()],
            "themes": [theme.number for theme in one.themes.all()],
            "reasons": reasons[one.pk],
            "voices": voices[one.pk],
            "actions": actions[one.pk],
            "measures": measures[one.pk],
            "replies": replies[one.pk],
        }
        for one in priorities
    ]


def _replies(priorities: Iterable[Priority]) -> dict[int, list[Row]]:
    told: defaultdict[int, list[Row]] = defaultdict(list)
    for reply in PublicReply.objects.filter(priority__in=priorities):
        told[reply.priority_id].append(
            {
                "you_said": reply.you_said.strip(),
                "we_did": reply.we_did.strip(),
                "could_not": reply.could_not,
            }
        )
    return told


def _partners() -> list[Row]:
    """Whom the plan lists, today's and past, and whoever came after them."""
    partners = Partner.objects.in_listed_order().prefetch_related("successors")
    listed = [one for one in partners if one.listed_as != ListedAs.NOT_LISTED]
    named = {later.pk for one in listed for later in one.successors.all()}
    return [
        {
            "slug": one.slug,
            "name": one.name,
            "listed_as": one.listed_as,
            "legal_role": one.legal_role,
            "valid_to": _iso(one.valid_to),
            "successors": [later.name for later in one.successors.all()],
        }
        for one in partners
        if one.listed_as != ListedAs.NOT_LISTED or one.pk in named
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
