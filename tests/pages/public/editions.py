"""Editions made for tests: one that the public reads, one before it, and a draft."""

from datetime import UTC, datetime
from typing import Any

from consultations.models import Community, CommunityKind
from partners.models import ListedAs, User
from priorities.models import Edition, Priority, PriorityStatus, StrategicPlan
from priorities.services.editions import make_edition, publish_edition
from smp_portal.pages.public.building import build_contents
from tests.factories import PriorityFactory, StrategicPlanFactory, officer

NOW = datetime(2022, 10, 5, 8, tzinfo=UTC)


def an_officer(**details: Any) -> User:
    """An officer whose organisation the plan doesn't list, so that no edition tells of it."""
    return officer(partner__listed_as=ListedAs.NOT_LISTED, **details)


def draft_of(plan: StrategicPlan, label: str, *, by: User | None = None) -> Edition:
    """A draft of the plan as it is now."""
    contents, by = build_contents(plan), by or an_officer()
    return make_edition(plan=plan, label=label, contents=contents, by=by, now=NOW)


def published(
    plan: StrategicPlan, label: str = "October 2022", *, by: User | None = None
) -> Edition:
    """What the public reads from now on."""
    by = by or an_officer()
    return publish_edition(edition=draft_of(plan, label, by=by), by=by, now=NOW)


def places_of_editions() -> dict[str, dict[str, Any]]:
    """An edition before, with a priority since withdrawn; the public's; and a draft, with one more priority."""
    plan = StrategicPlanFactory.create()
    withdrawn = PriorityFactory.create(plan=plan, number=301, title="Withdrawn", slug="withdrawn")
    superseded = published(plan, "April 2022")
    Priority.objects.filter(pk=withdrawn.pk).update(status=PriorityStatus.WITHDRAWN)
    _place("Asfordby")
    in_public = published(plan)
    PriorityFactory.create(plan=plan, number=302, title="Only in the draft", slug="only-in-draft")
    _place("Only in the draft")
    draft = draft_of(plan, "November 2022")
    return {
        "superseded_edition": {"pk": superseded.pk},
        "published_edition": {"pk": in_public.pk},
        "draft_edition": {"pk": draft.pk},
        "withdrawn_priority": {"slug": "withdrawn"},
        "draft_priority": {"slug": "only-in-draft"},
        "draft_edition_priority": {"pk": draft.pk, "slug": "only-in-draft"},
        "place": {"slug": "asfordby"},
        "unpublished_place": {"slug": "only-in-the-draft"},
        "draft_edition_place": {"pk": draft.pk, "slug": "only-in-the-draft"},
    }


def _place(name: str) -> Community:
    slug = name.lower().replace(" ", "-")
    found, _ = Community.objects.get_or_create(
        slug=slug, defaults={"name": name, "kind": CommunityKind.VILLAGE}
    )
    return found
