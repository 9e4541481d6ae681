"""What people said about one thing in some places, counted and in their words, as far as a reader may know it."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from consultations.disclosure import has_few, is_few, is_large_enough, together
from consultations.models import Consent, Direction, Testimony, Theme
from partners.models import User
from smp_portal.foundation.words import counted, joined

_QUOTED = 5


@dataclass(frozen=True)
class Voices:
    """How many spoke, from where, which way they say it goes, and some of their words."""

    theme: str
    total: int
    said: str
    ways: list[tuple[str, str]]
    places: list[tuple[str, str]]
    checked: str
    quotes: list[Testimony]

    @property
    def keeps_few_back(self) -> bool:
        """Whether figures are left out because so few people stand behind them."""
        return bool(self.total) and not self.ways


def hear_voices(
    theme: Theme, *, communities: Collection[int], since: date, until: date, reader: User
) -> Voices:
    """Everybody who agreed at least to be counted; the words only of those who agreed that this person reads them."""
    spoken = Testimony.objects.filter(theme=theme, heard_on__range=(since, until))
    if communities:
        spoken = spoken.filter(community__in=communities)
    rows = list(spoken.order_by("community__name").select_related("community"))
    readable = spoken.visible_to(reader).exclude(consent=Consent.COUNT_ONLY)
    is_open = reader.runs_the_portal
    return Voices(
        theme=theme.title,
        total=len(rows),
        said=_people(len(rows), is_open=is_open),
        ways=_ways(rows, is_open=is_open),
        places=_places(rows, is_open=is_open),
        checked=_checked(rows, is_open=is_open),
        quotes=list(readable.select_related("community")[:_QUOTED]),
    )


def _people(number: int, *, is_open: bool) -> str:
    if is_few(number) and not is_open:
        return "fewer than 5 people"
    return counted(number, "person,people")


def _ways(rows: Iterable[Testimony], *, is_open: bool) -> list[tuple[str, str]]:
    """How many said which way it goes; for others than the team only where no figure is small."""
    found = Counter(row.direction for row in rows)
    if not is_open and has_few(found.values()):
        return []
    return [(way.label, f"{found[way]:,}") for way in Direction if found]


def _places(rows: Iterable[Testimony], *, is_open: bool) -> list[tuple[str, str]]:
    """How many spoke from where; for others than the team neighbours are put together until no figure is small."""
    found = Counter(str(row.community) for row in rows)
    names, numbers = list(found), list(found.values())
    groups = [(place,) for place in range(len(names))] if is_open else together(numbers)
    told = []
    for group in groups:
        own = [numbers[place] for place in group]
        is_told = is_open or is_large_enough(own)
        words = counted(sum(own), "person,people") if is_told else "few people"
        told.append((joined([names[place] for place in group]), words))
    return told


def _checked(rows: Collection[Testimony], *, is_open: bool) -> str:
    """How much of it the partnership took back to those who said it."""
    number = sum(row.checked_with_community for row in rows)
    rest = len(rows) - number
    if not rows or (not is_open and has_few([number, rest])):
        return ""
    return f"{number} of {len(rows)}"
