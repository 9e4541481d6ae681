"""The groups of people by whom results are read: everybody, where they live, and how old they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from consultations.models import AgeBand
from smp_portal.foundation.words import upper_first

# Whether somebody lives in the villages, and their age band. Who gave no place is not counted with the villages.
Cell = tuple[bool, str]

BANDS = tuple(AgeBand)
UNDER_25 = frozenset({AgeBand.UNDER_18, AgeBand.AGE_18_24})
OVER_25 = frozenset(BANDS) - UNDER_25


@dataclass(frozen=True)
class Audience:
    """One group of people: its name in an address and on a page, and inside a sentence who and where they are."""

    key: str
    name: str
    people: str
    phrase: str
    is_rural: bool | None = None
    bands: frozenset[str] = frozenset()

    def holds(self, cell: Cell) -> bool:
        """Whether people of this place and age belong to it."""
        is_rural, band = cell
        return self.is_rural in {None, is_rural} and (not self.bands or band in self.bands)

    @property
    def words(self) -> str:
        """One of them and several, as a number goes with them: "person in the villages,people in the villages"."""
        return f"{self.people.replace('people', 'person', 1)},{self.people}"

    @property
    def age_bands(self) -> list[str]:
        """Its age bands in their order, as a finding keeps them; none means every age."""
        return [str(band) for band in BANDS if band in self.bands]


def _aged(key: str, name: str, people: str, *bands: str) -> Audience:
    return Audience(key, name, people, f"among {people}", bands=frozenset(bands))


EVERYBODY = Audience("everybody", "Everybody", "people", "over all")
VILLAGES = Audience(
    "villages", "In the villages", "people in the villages", "in the villages", True
)
# Whoever gave no place is here as well, so it is not called the town.
ELSEWHERE = Audience(
    "outside-the-villages",
    "Outside the villages",
    "people outside the villages",
    "outside the villages",
    False,
)
YOUNGER = _aged("under-25", "Under 25", "people under 25", *UNDER_25)
OLDER = _aged(
    "25-and-over",
    "25 and over, or not said",
    "people of 25 and over or of an age not said",
    *OVER_25,
)
BY_BAND = (
    _aged("under-18", "Under 18", "people under 18", AgeBand.UNDER_18),
    _aged("18-to-24", "18 to 24", "people aged 18 to 24", AgeBand.AGE_18_24),
    _aged("25-to-44", "25 to 44", "people aged 25 to 44", AgeBand.AGE_25_44),
    _aged("45-to-64", "45 to 64", "people aged 45 to 64", AgeBand.AGE_45_64),
    _aged("65-and-over", "65 and over", "people aged 65 and over", AgeBand.AGE_65_OVER),
    _aged("age-not-said", "Age not said", "people who did not say their age", AgeBand.NOT_SAID),
)

# The ways in which everybody is divided, each into audiences that share nobody and leave nobody out.
DIVISIONS = ((EVERYBODY,), (VILLAGES, ELSEWHERE), (YOUNGER, OLDER), BY_BAND)
AUDIENCES = {audience.key: audience for division in DIVISIONS for audience in division}


def audience_of(is_rural: bool | None, age_bands: Iterable[str]) -> Audience:
    """The audience of a finding; one that the results are not shown by has no address of its own."""
    bands = frozenset(age_bands)
    for audience in AUDIENCES.values():
        if (audience.is_rural, audience.bands) == (is_rural, bands):
            return audience
    return _of_its_own(is_rural, bands)


def _of_its_own(is_rural: bool | None, bands: frozenset[str]) -> Audience:
    place = {None: "", True: " in the villages", False: " outside the villages"}[is_rural]
    ages = [band.label.lower() for band in BANDS if band in bands]
    people = "people" + (f" aged {' or '.join(ages)}" if ages else "") + place
    return Audience("", upper_first(people), people, f"among {people}", is_rural, bands)
