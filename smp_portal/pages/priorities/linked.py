"""What is linked with priorities in short rows of many tables, read in one query."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet

from actionplans.models import Action
from consultations.models import Consent, TestimonyMethod
from priorities.models import Alignment, Priority, PublicReply
from smp_portal.foundation.gathered import as_number, as_text, gathered
from smp_portal.foundation.words import lower_first

_COLUMNS = ("whose", "place", "day", "first", "second", "third")


@dataclass(frozen=True)
class Voice:
    """Somebody's words that they agreed to see in public."""

    words: str
    community: str
    method: str

    @property
    def heard(self) -> str:
        """How and where: "Listening event, Long Clawson, agreed for publication"."""
        consent = lower_first(Consent.PUBLIC.label)
        return f"{TestimonyMethod(self.method).label}, {self.community}, {consent}"


@dataclass(frozen=True)
class Reply:
    """What the public is told, in the words of the working plan."""

    you_said: str
    we_did: str


@dataclass(frozen=True)
class Linked:
    """By priorities' keys who said what and what it serves, by actions' their places, by measures' their actions."""

    voices: dict[int, list[Voice]]
    replies: dict[int, list[Reply]]
    county: dict[int, list[str]]
    themes: dict[int, list[str]]
    places: dict[int, list[str]]
    moved_by: dict[int, list[int]]


def read_linked(priorities: Iterable[Priority]) -> Linked:
    """What is linked with these priorities, with the actions of their plans and with the measures of those."""
    found = gathered(_COLUMNS, order=("place",), parts=_parts(list(priorities)))
    # Whose words were heard last comes first.
    voices = sorted(found["voices"], key=itemgetter(2), reverse=True)
    return Linked(
        voices=_by_key((whose, Voice(*said)) for whose, _, _, *said in voices),
        replies=_by_key((row[0], Reply(row[3], row[4])) for row in found["replies"]),
        county=_by_key((row[0], row[3]) for row in found["county"]),
        themes=_by_key((row[0], row[3]) for row in found["themes"]),
        places=_by_key((row[0], row[3]) for row in found["places"]),
        moved_by=_by_key((row[0], row[1]) for row in found["moved_by"]),
    )


def _parts(rows: list[Priority]) -> dict[str, QuerySet[Any]]:
    heard = Priority.testimonies.through.objects.filter(
        priority__in=rows, testimony__consent=Consent.PUBLIC
    )
    said = ("testimony__words", "testimony__community__name", "testimony__method")
    themes = Priority.themes.through.objects.filter(priority__in=rows)
    county = Alignment.objects.filter(priority__in=rows)
    places = Action.communities.through.objects.filter(action__plan__priority__in=rows)
    moved = Action.measures.through.objects.filter(action__plan__priority__in=rows)
    replies = PublicReply.objects.filter(priority__in=rows)
    return {
        "voices": _of(heard, "priority", "testimony", *said, day="testimony__heard_on"),
        "replies": _of(replies, "priority", "number", "you_said", "we_did"),
        "county": _of(county, "priority", "county_priority__number", "county_priority__title"),
        "themes": _of(themes, "priority", "theme__number", "theme__title"),
        "places": _of(places, "action", "community", "community__name"),
        "moved_by": _of(moved, "measure", "action"),
    }


def _of(rows: QuerySet[Any], whose: str, place: str, *texts: str, day: str = "") -> QuerySet[Any]:
    first, second, third = (*texts, "", "", "")[:3]
    found: QuerySet[Any] = rows.annotate(
        whose=as_number(whose),
        place=as_number(place),
        day=as_text(day),
        first=as_text(first),
        second=as_text(second),
        third=as_text(third),
    )
    return found


def _by_key(pairs: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
