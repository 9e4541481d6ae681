"""What the next edition would say: the working plan, without what is not for the public."""

from collections import defaultdict
from datetime import date
from typing import Any

from partners.models import ListedAs, Partner
from priorities.models import Priority, PriorityStatus, StrategicPlan
from smp_portal.pages.public.contents import FORMAT
from smp_portal.pages.public.gathering import Linked, read_links, read_words
from smp_portal.pages.public.telling_deeds import tell_actions, tell_measures, told_actions
from smp_portal.pages.public.telling_why import tell_reasons, tell_voices

IN_PUBLIC = [PriorityStatus.ACTIVE, PriorityStatus.ACHIEVED]

Row = dict[str, Any]


def build_contents(plan: StrategicPlan) -> Row:
    """All that an edition made now would tell the public, as JSON holds it.

    Only active and achieved priorities, no draft or restricted plan's actions, no person's name, only published
    findings of at least five people, only the words that people agreed to see in public.
    """
    priorities = list(Priority.objects.of_plan(plan).filter(status__in=IN_PUBLIC))
    words = read_words(plan, priorities)
    links = read_links(priorities, told_actions(priorities))
    return {
        "format": FORMAT,
        "plan": _plan(plan),
        "sections": [
            {"number": number, "title": title, "slug": slug, "body": body.strip()}
            for _, number, _, title, slug, body in words["sections"]
        ],
        "aims": [
            {"number": number, "title": title, "text": text}
            for _, number, _, title, text, _ in words["aims"]
        ],
        "themes": [
            {"number": number, "title": title} for _, number, _, title, *_ in words["themes"]
        ],
        "county": _county(words["county"], links["served"]),
        "priorities": _priorities(priorities, _replies(words["replies"]), links),
        "places": [
            {"slug": slug, "name": name, "kind": kind, "is_rural": bool(is_rural)}
            for _, _, is_rural, name, slug, kind in words["places"]
        ],
        "partners": _partners(links["successors"]),
        "commitments": [
            {"number": number, "text": text} for _, number, _, text, *_ in words["commitments"]
        ],
    }


def _plan(plan: StrategicPlan) -> Row:
    return {
        "title": plan.title,
        "slug": plan.slug,
        "starts_on": plan.starts_on.isoformat(),
        "ends_on": plan.ends_on.isoformat(),
        "years": plan.years,
    }


def _county(rows: list[tuple[Any, ...]], served: Linked) -> list[Row]:
    return [
        {
            "number": number,
            "title": title,
            "position": position,
            "note": note.strip(),
            "priorities": served[key],
        }
        for key, number, _, title, position, note in rows
    ]


def _priorities(
    priorities: list[Priority], replies: dict[int, list[Row]], links: dict[str, Linked]
) -> list[Row]:
    reasons, voices = tell_reasons(priorities), tell_voices(priorities)
    actions, measures = tell_actions(priorities, links), tell_measures(priorities)
    return [
        {
            "number": one.number,
            "title": one.title,
            "slug": one.slug,
            "what_we_want": one.what_we_want.strip(),
            "how_we_will_work": one.how_we_will_work.strip(),
            "aims": links["aims"][one.pk],
            "themes": links["themes"][one.pk],
            "reasons": reasons[one.pk],
            "voices": voices[one.pk],
            "actions": actions[one.pk],
            "measures": measures[one.pk],
            "replies": replies[one.pk],
        }
        for one in priorities
    ]


def _replies(rows: list[tuple[Any, ...]]) -> dict[int, list[Row]]:
    told: defaultdict[int, list[Row]] = defaultdict(list)
    for priority, _, could_not, you_said, we_did, _ in rows:
        told[priority].append(
            {
                "you_said": you_said.strip(),
                "we_did": we_did.strip(),
                "could_not": bool(could_not),
            }
        )
    return told


def _partners(successors: Linked) -> list[Row]:
    """Whom the plan lists, today's and past, and whoever came after them."""
    partners = list(Partner.objects.in_listed_order())
    listed = [one for one in partners if one.listed_as != ListedAs.NOT_LISTED]
    named = {name for one in listed for name in successors[one.pk]}
    return [
        {
            "slug": one.slug,
            "name": one.name,
            "listed_as": one.listed_as,
            "legal_role": one.legal_role,
            "valid_to": _iso(one.valid_to),
            "successors": successors[one.pk],
        }
        for one in partners
        if one.listed_as != ListedAs.NOT_LISTED or one.name in named
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
