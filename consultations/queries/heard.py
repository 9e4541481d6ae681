"""Who answered a consultation, and who was not heard."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from consultations.audiences import BANDS
from consultations.disclosure import is_few, is_large_enough, together
from consultations.models import Community, Consultation, Response
from smp_portal.foundation.words import joined

ELSEWHERE = "No place given"


@dataclass(frozen=True)
class HeardPlace:
    """How many people of one place answered, or of several put together, against how many live there."""

    name: str
    is_rural: bool
    count: int
    population: int | None = None

    @property
    def in_a_thousand(self) -> int | None:
        """How many answered of each thousand who live there, where that is known."""
        return round(1000 * self.count / self.population) if self.population else None


@dataclass(frozen=True)
class HeardAge:
    """How many people of one age answered, or of neighbouring ages put together."""

    name: str
    count: int


@dataclass(frozen=True)
class Heard:
    """Who answered, by place and by age, and the communities of whom nobody did; few are told without their number."""

    count: int
    is_few: bool
    places: list[HeardPlace]
    ages: list[HeardAge]
    unheard: list[Community]

    @property
    def knows_population(self) -> bool:
        """Whether the number of those who live there is known for any place."""
        return any(place.population for place in self.places)

    @property
    def places_in_bars(self) -> list[tuple[HeardPlace, int]]:
        """Each place with the length of its bar, of 100."""
        return list(zip(self.places, _bars([place.count for place in self.places]), strict=True))

    @property
    def ages_in_bars(self) -> list[tuple[HeardAge, int]]:
        """Each age with the length of its bar, of 100."""
        return list(zip(self.ages, _bars([age.count for age in self.ages]), strict=True))


def read_heard(consultation: Consultation, *, everything: bool) -> Heard:
    """Who answered, in two queries; small groups are put together for those who may not read the answers."""
    by_place, by_age = Counter[int | None](), Counter[str]()
    answers = Response.objects.filter(consultation=consultation).order_by()
    cells = answers.values_list("community_id", "age_band").annotate(number=Count("pk"))
    for community, band, number in cells:
        by_place[community] += number
        by_age[band] += number
    communities = list(Community.objects.all())
    places = _places(communities, by_place)
    ages = [HeardAge(band.label, by_age[band]) for band in BANDS if by_age[band]]
    hides = is_few(by_age.total()) and not everything
    # Where few answered, the places without an answer would tell of the others.
    return Heard(
        count=by_age.total(),
        is_few=hides,
        places=places if everything else _without_small_places(places),
        ages=ages if everything else _without_small_ages(ages),
        unheard=[] if hides else [one for one in communities if not by_place[one.pk]],
    )


def _bars(counts: list[int]) -> list[int]:
    return [round(100 * count / max(counts)) for count in counts]


def _places(communities: Sequence[Community], count: Counter[int | None]) -> list[HeardPlace]:
    """The town first, then the villages, each in the order of their names."""
    heard = [
        HeardPlace(one.name, one.is_rural, count[one.pk], one.population)
        for one in communities
        if count[one.pk]
    ]
    nowhere = [HeardPlace(ELSEWHERE, False, count[None])] if count[None] else []
    town = [place for place in heard if not place.is_rural]
    return [*town, *nowhere, *(place for place in heard if place.is_rural)]


def _without_small_places(places: list[HeardPlace]) -> list[HeardPlace]:
    # The results tell how many answered in the villages and outside: each side has to hide its own small places.
    sides = [[place for place in places if place.is_rural is rural] for rural in (False, True)]
    groups = [[side[one] for one in group] for side in sides for group in _groups(side)]
    if not all(is_large_enough([place.count for place in group]) for group in groups):
        groups = [[places[one] for one in group] for group in _groups(places)]
    return [_as_one(group) for group in groups if _can_be_shown(group)]


def _without_small_ages(ages: list[HeardAge]) -> list[HeardAge]:
    groups = [[ages[one] for one in group] for group in _groups(ages)]
    return [
        HeardAge(", or ".join(age.name for age in group), sum(age.count for age in group))
        for group in groups
        if _can_be_shown(group)
    ]


def _groups(found: Sequence[HeardPlace] | Sequence[HeardAge]) -> list[tuple[int, ...]]:
    return together([one.count for one in found])


def _can_be_shown(group: Sequence[HeardPlace] | Sequence[HeardAge]) -> bool:
    return is_large_enough([one.count for one in group])


def _as_one(group: list[HeardPlace]) -> HeardPlace:
    if len(group) == 1:
        return group[0]
    known = [place.population for place in group if place.population]
    population = sum(known) if len(known) == len(group) else None
    names = joined([place.name for place in group])
    return HeardPlace(names, group[0].is_rural, sum(place.count for place in group), population)
