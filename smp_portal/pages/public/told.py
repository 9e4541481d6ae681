"""What an edition says: the plan as the public reads it, in rows that nobody changes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from smp_portal.foundation.words import months, per_cent

_IN_MELTON = {
    "COVERED": "Covered by our plan",
    "PARTLY": "Partly covered by our plan",
    "LED_COUNTYWIDE": "Led for the whole county",
    "GAP": "Not covered by our plan yet",
}


@dataclass(frozen=True)
class Plan:
    title: str
    slug: str
    starts_on: date
    ends_on: date
    years: str


@dataclass(frozen=True)
class Section:
    number: int
    title: str
    slug: str
    body: str

    @property
    def place(self) -> str:
        """Where the section begins on the page of the whole plan."""
        return f"section-{self.slug}"


@dataclass(frozen=True)
class Aim:
    number: int
    title: str
    text: str


@dataclass(frozen=True)
class Theme:
    number: int
    title: str


@dataclass(frozen=True)
class County:
    """One of the county's priorities, how far the plan meets it, and the priorities that serve it."""

    number: int
    title: str
    position: str
    note: str
    priorities: tuple[str, ...]

    @property
    def in_melton(self) -> str:
        """How far the plan meets it, to a resident."""
        return _IN_MELTON.get(self.position, "Not looked at yet")


@dataclass(frozen=True)
class FindingTold:
    """A survey result: `count` of `base` people, `share` from 0 to 1, and when they were asked."""

    statement: str
    count: int
    base: int
    share: Decimal
    audience: str
    consultation: str
    asked: str

    @property
    def per_cent(self) -> str:
        """The share in words: "59%"."""
        return per_cent(self.count, self.base)

    @property
    def width(self) -> str:
        """The bar's length, of 100."""
        return f"{self.share * 100:.1f}"


@dataclass(frozen=True)
class ReasonTold:
    kind: str
    text: str
    source: str
    finding: FindingTold | None


@dataclass(frozen=True)
class Voice:
    words: str
    community: str
    method: str
    heard_on: date


@dataclass(frozen=True)
class ActionTold:
    """An action without anybody's name: which organisation leads it, where (slugs of places), until when."""

    title: str
    description: str
    lead: str
    supporting: tuple[str, ...]
    places: tuple[str, ...]
    status: str
    due_on: date
    completed_on: date | None
    success: str


@dataclass(frozen=True)
class ReadingTold:
    value: Decimal
    out_of: Decimal | None
    period_start: date
    period_end: date
    narrative: str

    @property
    def period(self) -> str:
        """The months that it speaks of: "July to September 2022"."""
        return months(self.period_start, self.period_end)


@dataclass(frozen=True)
class MeasureTold:
    title: str
    unit: str
    direction: str
    target: Decimal | None
    target_by: date | None
    latest: ReadingTold | None
    previous: ReadingTold | None
    to_be_agreed_by: date | None
    source: str
    # How to read it: editions made before the public was told of it have none.
    note: str = ""
    # Since when it counts something else than in the figures before.
    counted_anew_from: date | None = None


@dataclass(frozen=True)
class Reply:
    you_said: str
    we_did: str
    could_not: bool


@dataclass(frozen=True)
class PriorityTold:
    number: int
    title: str
    slug: str
    what_we_want: str
    how_we_will_work: str
    aims: tuple[int, ...]
    themes: tuple[int, ...]
    reasons: tuple[ReasonTold, ...]
    voices: tuple[Voice, ...]
    actions: tuple[ActionTold, ...]
    measures: tuple[MeasureTold, ...]
    replies: tuple[Reply, ...]


@dataclass(frozen=True)
class Place:
    slug: str
    name: str
    kind: str
    is_rural: bool


@dataclass(frozen=True)
class PartnerTold:
    slug: str
    name: str
    listed_as: str
    legal_role: str
    valid_to: date | None
    successors: tuple[str, ...]


@dataclass(frozen=True)
class Commitment:
    number: int
    text: str


@dataclass(frozen=True)
class EditionContents:
    """The whole of an edition."""

    plan: Plan
    sections: tuple[Section, ...]
    aims: tuple[Aim, ...]
    themes: tuple[Theme, ...]
    county: tuple[County, ...]
    priorities: tuple[PriorityTold, ...]
    places: tuple[Place, ...]
    partners: tuple[PartnerTold, ...]
    commitments: tuple[Commitment, ...]

    def priority(self, slug: str) -> PriorityTold | None:
        """The priority with this address, if the edition tells of it."""
        return next((one for one in self.priorities if one.slug == slug), None)

    def place(self, slug: str) -> Place | None:
        """The place with this address, if the edition knows it."""
        return next((one for one in self.places if one.slug == slug), None)
