"""A priority's chain: what is linked to what, and by which rule a link is broken or late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from actionplans.models import Action, ActionPlan
from actionplans.queries.measure_expected import first_comes_by
from actionplans.queries.measure_standing import MeasureStanding
from actionplans.queries.standing import PlanPosition
from priorities.models import Priority, PriorityStatus
from smp_portal.foundation.words import counted, joined, lower_first
from smp_portal.pages.priorities.linked import Linked, Voice
from smp_portal.pages.priorities.links import (
    Gap,
    Link,
    SaidFinding,
    State,
    ToldReply,
    WhyReason,
)

# A quarter, and the month in which what it came to is told.
READ_WITHIN = timedelta(days=122)


@dataclass(frozen=True)
class Chain:
    """One priority as one person may see it on a day; `may_edit` decides whether gaps lead to where they are filled.

    `late` is what the map names beside the chain's own rules: the priority's page says it with each action and plan.

    Only who runs the portal sees every plan: to anybody else a plan that is not there may be a restricted one.
    """

    priority: Priority
    findings: list[SaidFinding]
    reasons: list[WhyReason]
    standings: list[PlanPosition]
    measures: list[MeasureStanding]
    replies: list[ToldReply]
    linked: Linked
    on: date
    may_edit: bool
    late: tuple[Gap, ...] = ()

    @property
    def plans(self) -> list[ActionPlan]:
        return [standing.plan for standing in self.standings]

    @property
    def actions(self) -> list[Action]:
        """The actions of its plans that were not given up."""
        return [action for plan in self.plans for action in plan.actions.all()]

    @property
    def voices(self) -> list[Voice]:
        """What people said who agreed that it is read in public."""
        return self.linked.voices[self.priority.pk]

    @property
    def links(self) -> list[Link]:
        """From what people said to what they were told."""
        return [self.said, self.why, self.doing, self.changed, self.told]

    @property
    def gaps(self) -> list[Gap]:
        return [gap for link in self.links for gap in link.gaps]

    @property
    def said(self) -> Link:
        """What people said: survey results and voices."""
        counts = [
            counted(len(self.findings), "result,results") if self.findings else "",
            counted(len(self.voices), "voice,voices") if self.voices else "",
        ]
        words = ", ".join(filter(None, counts))
        return _link("said", "What people said", words or "Nothing linked yet", bool(words))

    @property
    def why(self) -> Link:
        """Why it is a priority: broken where people are said to have said what no result shows."""
        unfounded = [one for one in self.reasons if one.is_unfounded] if self._counts else []
        gaps = [self._unfounded(one) for one in unfounded]
        words = counted(len(self.reasons), "reason,reasons")
        return _link("why", "Why it is a priority", words, bool(self.reasons), gaps)

    @property
    def doing(self) -> Link:
        """What is done: broken where an active priority has no plan at all."""
        gaps = [*self.late] if self._counts else []
        if self._counts and self.may_edit and not self.plans:
            url = reverse("actionplans:plan_add")
            gaps = [Gap("Missing", "no action plan is active yet", url, "Begin a plan")]
        words = counted(len(self.actions), "action,actions")
        return _link("doing", "What we are doing", words, bool(self.actions), gaps)

    @property
    def changed(self) -> Link:
        """What changed: broken where a measure is overdue, or nothing was measured in time."""
        read = [one for one in self.measures if one.latest]
        words = counted(len(self.measures), "measure,measures")
        if self.measures:
            words += f", {len(read)} read" if read else ", none read yet"
        gaps = [*self._overdue(), *self._unread()] if self._counts else []
        return _link("changed", "What changed", words, bool(read), gaps)

    @property
    def told(self) -> Link:
        """What the public was told; no day is set for it, so it is never late."""
        published = [one for one in self.replies if one.told_on]
        waiting = len(self.replies) - len(published)
        words = counted(len(published), "reply,replies") if published else "Nothing told yet"
        if waiting:
            words += f", {waiting} with the next edition"
        return _link("told", "What we told people", words, bool(published))

    @property
    def _counts(self) -> bool:
        """Only what the partnership works on can be late."""
        return self.priority.status == PriorityStatus.ACTIVE

    def _unfounded(self, one: WhyReason) -> Gap:
        words = f"no survey result is linked to “{one.reason.text.rstrip('.')}”"
        place = [self.priority.slug, one.reason.pk]
        url = reverse("priorities:reason_edit", args=place) if self.may_edit else ""
        return Gap("Missing", words, url, "Link a result")

    def _overdue(self) -> Iterator[Gap]:
        for standing in self.measures:
            if standing.is_overdue:
                yield self._fixed(
                    "Overdue",
                    self._to_agree(standing),
                    "measure_edit",
                    standing.measure.pk,
                    "Agree it",
                )

    def _to_agree(self, standing: MeasureStanding) -> str:
        measure = standing.measure
        keys = self.linked.moved_by[measure.pk]
        moves = [action.reference for action in self.actions if action.pk in keys]
        what = f"how we will know that {joined(moves)} worked" if moves else f"“{measure}”"
        day = lower_first(standing.agree_words).removeprefix("was to be agreed ")
        return f"{what} was to be agreed with {measure.geography or 'the community'} {day}"

    def _unread(self) -> Iterator[Gap]:
        for plan in self.plans:
            if self.on <= plan.starts_on + READ_WITHIN:
                continue
            of_plan = [one for one in self.measures if one.measure.plan_id == plan.pk]
            if not of_plan:
                words = f"nothing says yet how we will know that “{plan.title}” works"
                yield self._fixed("Missing", words, "measure_add", plan.pk, "Define a measure")
            for one in of_plan:
                if one.is_unread and self.on > first_comes_by(one.measure):
                    words = f"“{one.measure}” has not been read yet"
                    yield self._fixed("Late", words, "reading_add", one.measure.pk, "Add a reading")

    def _fixed(self, kind: str, words: str, page: str, pk: int, fix: str) -> Gap:
        url = reverse(f"actionplans:{page}", args=[pk]) if self.may_edit else ""
        return Gap(kind, words, url, fix)


def _link(key: str, title: str, words: str, is_there: bool, gaps: list[Gap] | None = None) -> Link:
    state = State.BROKEN if gaps else State.THERE if is_there else State.NOT_YET
    return Link(key, title, state, words, gaps or [])
