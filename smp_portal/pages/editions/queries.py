"""Where the editions stand, and what publishing one would show."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, When

from priorities.models import Edition, EditionStatus, StrategicPlan
from smp_portal.foundation.words import counted, long_date, month
from smp_portal.pages.public.building import build_contents
from smp_portal.pages.public.told import EditionContents


@dataclass(frozen=True)
class EditionList:
    """The editions of all plans, the newest first, and the draft with what has happened to the plan since."""

    plan: StrategicPlan | None
    editions: list[Edition]
    draft: Edition | None
    draft_is_stale: bool

    @property
    def once_published(self) -> list[Edition]:
        return [edition for edition in self.editions if not edition.is_draft]


def read_editions(*, on: date) -> EditionList:
    """All editions; only officers and administrators may ask."""
    plan = StrategicPlan.objects.current(on)
    # What the old ones say is long, and nobody asks for it here.
    drafted = Case(When(status=EditionStatus.DRAFT, then="contents"))
    found = Edition.objects.select_related("plan", "made_by", "published_by").defer("contents")
    editions: list[Any] = list(found.annotate(drafted=drafted))
    draft = next((one for one in editions if one.is_draft and one.plan == plan), None)
    if draft:
        draft.contents = draft.drafted
    return EditionList(plan, editions, draft, is_stale(draft) if draft else False)


def is_stale(draft: Edition) -> bool:
    """Whether the working plan has changed since the draft was made."""
    return bool(draft.contents != build_contents(draft.plan))


def suggested_label(plan: StrategicPlan, *, on: date) -> str:
    """The month, or the day where the month has an edition already."""
    once_published = Edition.objects.exclude(status=EditionStatus.DRAFT)
    taken = once_published.filter(plan=plan, label=month(on)).exists()
    return long_date(on) if taken else month(on)


def what_it_shows(contents: EditionContents) -> list[str]:
    """What becomes public with an edition, in numbers."""
    priorities = contents.priorities
    counts = {
        "priority,priorities": len(priorities),
        "action,actions": sum(len(one.actions) for one in priorities),
        "survey result,survey results": sum(
            reason.finding is not None for one in priorities for reason in one.reasons
        ),
        "voice,voices": sum(len(one.voices) for one in priorities),
        "measure,measures": sum(len(one.measures) for one in priorities),
        "reply,replies": sum(len(one.replies) for one in priorities),
    }
    return [counted(number, words) for words, number in counts.items()]
