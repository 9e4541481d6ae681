"""An edition as its pages show it, to the public or to officers before it is published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from actionplans.models import ActionStatus
from consultations.models import CommunityKind
from priorities.models import Edition
from smp_portal.foundation.words import joined, lower_first, month
from smp_portal.pages.public.contents import read_contents
from smp_portal.pages.public.partner_groups import PartnerGroup, grouped
from smp_portal.pages.public.told import (
    ActionTold,
    Aim,
    County,
    EditionContents,
    Place,
    PriorityTold,
    Theme,
)

_PLACES = (CommunityKind.VILLAGE, CommunityKind.WARD)


@dataclass(frozen=True)
class ActionShown:
    """One action as it is said to a resident, with the priority that it serves."""

    told: ActionTold
    priority: PriorityTold
    where: str
    is_late: bool

    @property
    def is_done(self) -> bool:
        return self.told.status == ActionStatus.COMPLETE

    @property
    def when(self) -> str:
        """When it is or was done: "Under way, due by March 2023"."""
        if self.is_done:
            return f"Done in {month(self.told.completed_on)}"
        begun = self.told.status == ActionStatus.IN_PROGRESS
        state = "Under way" if begun else "Not started yet"
        return f"{state}, {'was due' if self.is_late else 'due'} by {month(self.told.due_on)}"

    @property
    def led_by(self) -> str:
        """Who does it: "Led by the County Council with Speed Watch"."""
        others = f" with {joined(self.told.supporting)}" if self.told.supporting else ""
        return f"Led by {self.told.lead}{others}"


@dataclass(frozen=True)
class PriorityShown:
    """One priority with all that surrounds it in the edition."""

    told: PriorityTold
    actions: list[ActionShown]
    aims: list[Aim]
    themes: list[Theme]
    county: list[County]

    @property
    def said(self) -> str:
        """The priority in a sentence: what is wanted, or else the first reason for it."""
        reasons = [reason.text for reason in self.told.reasons]
        return next(filter(None, [self.told.what_we_want, *reasons]), "")

    @property
    def to_do(self) -> list[ActionShown]:
        return [one for one in self.actions if not one.is_done]

    @property
    def done(self) -> list[ActionShown]:
        return [one for one in self.actions if one.is_done]


@dataclass(frozen=True)
class Site:
    """The pages of one edition, which knows of nothing after the day `as_of`.

    `preview` is its number where officers look at it.
    """

    contents: EditionContents
    label: str
    status: str
    as_of: date
    published_at: datetime | None
    preview: int | None = None

    def url(self, page: str, *names: str) -> str:
        """Where a page of this edition is: the public's own, or the preview of it."""
        if self.preview is None:
            return reverse(f"pages:public_{page}", args=names)
        return reverse(f"pages:edition_{page}", args=[self.preview, *names])

    @property
    def priorities(self) -> list[PriorityShown]:
        return [self._shown(priority) for priority in self.contents.priorities]

    @property
    def villages(self) -> list[Place]:
        return [place for place in self.contents.places if place.kind in _PLACES]

    @property
    def groups(self) -> list[Place]:
        """The people who share an interest, whom the partnership listens to."""
        return [place for place in self.contents.places if place.kind not in _PLACES]

    @property
    def partner_groups(self) -> list[PartnerGroup]:
        return grouped(self.contents.partners)

    def priority(self, slug: str) -> PriorityShown | None:
        told = self.contents.priority(slug)
        return self._shown(told) if told else None

    def actions_at(self, place: Place) -> list[ActionShown]:
        """What is done in a place, or for a group of people."""
        found = [one for one in self._actions() if place.slug in one.told.places]
        return sorted(found, key=lambda one: one.is_done)

    def everywhere(self) -> list[tuple[PriorityTold, list[ActionShown]]]:
        """What is done for the whole borough, by priority."""
        villages = {place.slug for place in self.villages}
        by_priority = [
            (told, [one for one in self._actions_of(told) if not villages & set(one.told.places)])
            for told in self.contents.priorities
        ]
        return [(told, actions) for told, actions in by_priority if actions]

    def _actions(self) -> Iterable[ActionShown]:
        for priority in self.contents.priorities:
            yield from self._actions_of(priority)

    def _actions_of(self, priority: PriorityTold) -> list[ActionShown]:
        return [
            ActionShown(told, priority, self._where(told), is_late=told.due_on < self.as_of)
            for told in priority.actions
        ]

    def _where(self, told: ActionTold) -> str:
        """Where it happens: "In Asfordby and Bottesford"."""
        here = [place.name for place in self.villages if place.slug in told.places]
        for_whom = [lower_first(one.name) for one in self.groups if one.slug in told.places]
        where = f"In {joined(here)}" if here else "Everywhere in the borough"
        return f"{where}, for {joined(for_whom)}" if for_whom else where

    def _shown(self, told: PriorityTold) -> PriorityShown:
        contents = self.contents
        return PriorityShown(
            told=told,
            actions=self._actions_of(told),
            aims=[aim for aim in contents.aims if aim.number in told.aims],
            themes=[theme for theme in contents.themes if theme.number in told.themes],
            county=[county for county in contents.county if told.slug in county.priorities],
        )


def site_of(edition: Edition, *, is_preview: bool = False) -> Site:
    """The pages of an edition."""
    return Site(
        contents=read_contents(edition.contents),
        label=edition.label,
        status=edition.status,
        as_of=timezone.localdate(edition.made_at),
        published_at=edition.published_at,
        preview=edition.pk if is_preview else None,
    )


def public_site() -> Site | None:
    """What the public reads now, if anything was published yet."""
    edition = Edition.objects.in_public()
    return site_of(edition) if edition else None
