"""What people said about one thing in some places, counted and in their words, as far as a reader may know it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from consultations.disclosure import in_tens, told_in_tens
from consultations.models import Consent, Direction, Testimony, Theme
from partners.models import User
from smp_portal.foundation.words import counted

_QUOTED = 5


@dataclass(frozen=True)
class Voices:
    """How many spoke, from where, which way they say it goes, and some of their words; to others in tens."""

    theme: str
    is_heard: bool
    is_exact: bool
    said: str
    ways: list[tuple[str, str]]
    places: list[tuple[str, str]]
    checked: str
    quotes: list[Testimony]


def hear_voices(
    theme: Theme, *, communities: Collection[int], since: date, until: date, reader: User
) -> Voices:
    """Everybody who agreed at least to be counted; the words only of those who agreed that this person reads them."""
    spoken = Testimony.objects.filter(theme=theme, heard_on__range=(since, until))
    if communities:
        spoken = spoken.filter(community__in=communities)
    rows = list(spoken.order_by("community__name").select_related("community"))
    readable = spoken.visible_to(reader).exclude(consent=Consent.COUNT_ONLY)
    ways = Counter(row.direction for row in rows)
    places = Counter(str(row.community) for row in rows)
    checked = sum(row.checked_with_community for row in rows)
    is_exact = reader.runs_the_portal
    return Voices(
        theme=theme.title,
        is_heard=bool(rows),
        is_exact=is_exact,
        said=counted(len(rows), "person,people") if is_exact else _in_all(ways),
        ways=[(way.label, _told(ways[way], is_exact=is_exact)) for way in Direction if rows],
        places=_exact_places(places) if is_exact else _places_in_tens(places),
        checked=f"{checked} of {len(rows)}" if is_exact and rows else "",
        quotes=list(readable.select_related("community")[:_QUOTED]),
    )


def _told(number: int, *, is_exact: bool) -> str:
    return f"{number:,}" if is_exact else told_in_tens(number)


def _in_all(ways: Counter[str]) -> str:
    """The sum of the tens that are told of each way, for one of its own would tell more."""
    tens = sum(in_tens(number) for number in ways.values())
    return f"at least {tens:,} people" if tens else "some people"


def _exact_places(places: Counter[str]) -> list[tuple[str, str]]:
    return [(name, counted(number, "person,people")) for name, number in places.items()]


def _places_in_tens(places: Counter[str]) -> list[tuple[str, str]]:
    """The places from which ten or more spoke; the others have no names, for these would say that somebody did."""
    told = [
        (name, f"{told_in_tens(number)} people")
        for name, number in places.items()
        if in_tens(number)
    ]
    return [*told, ("Any other place" if told else "Each place", "fewer than 10 people")]
