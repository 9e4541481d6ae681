"""What the page of a finding shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Subquery

from actionplans.models import Action, ActionStatus, Measure
from actionplans.queries.measure_standing import MeasureStanding
from actionplans.queries.measures import measure_standings
from consultations.models import Consultation, Finding
from consultations.permissions import may_read_results
from consultations.queries.findings import FindingState, read_states
from consultations.queries.results import QuestionResult, read_result
from partners.models import User
from priorities.models import Edition, Priority, PublicReply, Reason


@dataclass(frozen=True)
class ToldIn:
    """The edition that tells the public of a finding, and when it was published."""

    label: str
    published_at: datetime


@dataclass(frozen=True)
class FindingPage:
    """One finding as one person may read it, and what came of it as far as this person may see."""

    state: FindingState
    consultation: Consultation
    result: QuestionResult | None
    reasons: list[Reason]
    actions: list[Action]
    measures: list[MeasureStanding]
    replies: list[PublicReply]
    edition: ToldIn | None

    @property
    def finding(self) -> Finding:
        return self.state.finding

    @property
    def priorities(self) -> list[Priority]:
        """The priorities for which it is a reason, each once."""
        return list({reason.priority_id: reason.priority for reason in self.reasons}.values())


def with_edition(findings: QuerySet[Finding]) -> QuerySet[Any]:
    """Findings with the edition that is in public now, whatever it tells."""
    newest = Edition.objects.published().order_by("-published_at", "-pk")
    return findings.annotate(
        contents_in_public=Subquery(newest.values("contents")[:1]),
        label_in_public=Subquery(newest.values("label")[:1]),
        in_public_since=Subquery(newest.values("published_at")[:1]),
    )


def read_finding(finding: Any, *, reader: User, now: datetime) -> FindingPage:
    """The finding with its neighbours among the answers, and what rests on it."""
    state = read_states([finding])[0]
    priorities = Priority.objects.visible_to(reader)
    reasons = Reason.objects.filter(finding=finding, priority__in=priorities)
    used = list(reasons.select_related("priority").order_by("priority__number", "number"))
    served = [reason.priority_id for reason in used]
    actions = _actions(finding, reader)
    return FindingPage(
        state=state,
        consultation=finding.question.consultation,
        result=_result(state, reader),
        reasons=used,
        actions=actions,
        measures=_measures(actions, reader, now),
        replies=list(PublicReply.objects.filter(priority__in=served)),
        edition=_told_in(finding) if finding.is_published else None,
    )


def _result(state: FindingState, reader: User) -> QuestionResult | None:
    """Its neighbours; to others than the team only once the results are published, and not beside older figures."""
    question, everything = state.finding.question, reader.runs_the_portal
    may_read = may_read_results(question.consultation, reader=reader)
    if not may_read or (state.has_changed and not everything):
        return None
    return read_result(question, state.audience, everything=everything)


def _actions(finding: Finding, reader: User) -> list[Action]:
    actions = Action.objects.visible_to(reader).filter(findings=finding)
    ongoing = actions.exclude(status=ActionStatus.CANCELLED).select_related("plan", "lead_partner")
    return list(ongoing.order_by("plan__number", "reference"))


def _measures(actions: Iterable[Action], reader: User, now: datetime) -> list[MeasureStanding]:
    measures = Measure.objects.visible_to(reader).in_use().filter(actions__in=list(actions))
    return measure_standings(measures.distinct(), now=now)


def _told_in(finding: Any) -> ToldIn | None:
    """The edition in public, where it quotes this finding among its reasons."""
    if finding.contents_in_public is None:
        return None
    reasons = (one for told in finding.contents_in_public["priorities"] for one in told["reasons"])
    statements = {one["finding"]["statement"] for one in reasons if one["finding"]}
    if finding.statement not in statements:
        return None
    return ToldIn(finding.label_in_public, finding.in_public_since)
