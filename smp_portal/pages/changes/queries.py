"""Which two states of the plan are compared, and what differs."""

from dataclasses import dataclass

from priorities.comparing import PartChanges, compare_contents
from priorities.models import Edition, StrategicPlan
from smp_portal.foundation.words import counted
from smp_portal.pages.public.building import build_contents


@dataclass(frozen=True)
class Changes:
    """What differs between an edition and what came after it; without an edition before there is nothing to compare."""

    plan: StrategicPlan | None
    before: Edition | None
    after: Edition | None
    parts: list[PartChanges]

    @property
    def in_words(self) -> str:
        """How much changed: "3 changes in 2 parts of the plan"."""
        number = sum(len(part.changes) for part in self.parts)
        parts = counted(len(self.parts), "part,parts")
        return f"{counted(number, 'change,changes')} in {parts} of the plan"


def read_plan_changes(plan: StrategicPlan | None) -> Changes:
    """The working plan against the edition that the public reads of it."""
    before = Edition.objects.published().filter(plan=plan).first()
    if plan is None or before is None:
        return Changes(plan, before, None, [])
    return Changes(plan, before, None, compare_contents(before.contents, build_contents(plan)))


def read_edition_changes(edition: Edition) -> Changes:
    """An edition against the one that the public read before it, or reads now where it is a draft."""
    before = _before(edition)
    parts = compare_contents(before.contents, edition.contents) if before else []
    return Changes(edition.plan, before, edition, parts)


def _before(edition: Edition) -> Edition | None:
    # A plan has one draft at a time, so its editions are published in the order in which they were made.
    earlier = Edition.objects.filter(plan=edition.plan_id, pk__lt=edition.pk)
    return earlier.filter(published_at__isnull=False).order_by("-pk").first()
