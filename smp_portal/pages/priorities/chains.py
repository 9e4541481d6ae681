"""The chains of many priorities, read in one go."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery, prefetch_related_objects
from django.utils import timezone

from actionplans.models import ActionPlan, ActionStatus
from actionplans.models.action import ActionQuerySet
from actionplans.queries.measure_standing import MeasureStanding
from actionplans.queries.measures import latest_measures
from actionplans.queries.positions import positions
from actionplans.queries.standing import PlanPosition
from consultations.models import Finding
from partners.models import User
from priorities.models import Edition, Priority, Reason, StrategicPlan
from smp_portal.pages.priorities.chain import Chain
from smp_portal.pages.priorities.linked import Linked, Reply, read_linked
from smp_portal.pages.priorities.links import SaidFinding, ToldReply, WhyReason

# A priority's slug, and for each reply what the public reads.
Published = Mapping[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Told:
    """What the public reads of a plan, and since when."""

    at: datetime | None
    replies: Published


def plan_and_told(*, on: date) -> tuple[StrategicPlan | None, Told]:
    """The plan in force on a day, and what the public was told of it."""
    edition = Edition.objects.published().filter(plan=OuterRef("pk"))
    plans: Any = StrategicPlan.objects.annotate(
        contents=Subquery(edition.values("contents")[:1]),
        told_at=Subquery(edition.values("published_at")[:1]),
    )
    plan = plans.current(on)
    return plan, Told(plan.told_at, _published(plan.contents)) if plan else Told(None, {})


def read_chains(
    priorities: Iterable[Priority],
    *,
    reader: User,
    now: datetime,
    actions: ActionQuerySet,
    told: Told,
) -> list[Chain]:
    """The chain of each priority as this person may see it; as many queries for one as for thirty.

    `actions` says what is read of each action, for a page may show more of it than another.
    """
    rows = list(priorities)
    prefetch_related_objects(rows, _reasons())
    linked = read_linked(rows)
    standings = _standings(rows, reader, now, actions)
    plans = [standing.plan for own in standings.values() for standing in own]
    measures = latest_measures(plans, now=now)
    return [
        _chain(row, linked, standings[row.pk], measures, told, reader=reader, now=now)
        for row in rows
    ]


def _chain(
    row: Priority,
    linked: Linked,
    standings: list[PlanPosition],
    measures: dict[int, list[MeasureStanding]],
    told: Told,
    *,
    reader: User,
    now: datetime,
) -> Chain:
    reasons = [WhyReason(one, _finding(one, reader)) for one in row.reasons.all()]
    return Chain(
        priority=row,
        findings=_said(reasons),
        linked=linked,
        reasons=reasons,
        standings=standings,
        measures=[one for it in standings for one in measures.get(it.plan.pk, [])],
        replies=[_told(one, row, told) for one in linked.replies[row.pk]],
        on=timezone.localdate(now),
        may_edit=reader.runs_the_portal,
    )


def _reasons() -> "Prefetch[Any]":
    found = Reason.objects.select_related("finding__question__consultation", "finding__option")
    return Prefetch("reasons", queryset=found)


def _finding(reason: Reason, reader: User) -> Finding | None:
    finding = reason.finding
    return finding if finding and finding.is_visible_to(reader) else None


def _said(reasons: Iterable[WhyReason]) -> list[SaidFinding]:
    """Each result once, in the order of the reasons that rest on it."""
    found = {reason.finding.pk: reason.finding for reason in reasons if reason.finding}
    return [SaidFinding(finding) for finding in found.values()]


def _standings(
    priorities: list[Priority], reader: User, now: datetime, actions: ActionQuerySet
) -> dict[int, list[PlanPosition]]:
    plans = ActionPlan.objects.visible_to(reader, on=timezone.localdate(now)).active()
    kept = actions.exclude(status=ActionStatus.CANCELLED)
    wanted = plans.filter(priority__in=priorities).prefetch_related(Prefetch("actions", kept))
    found: defaultdict[int, list[PlanPosition]] = defaultdict(list)
    for standing in positions(wanted.order_by("-year", "number"), now=now):
        if standing.plan.priority_id:
            found[standing.plan.priority_id].append(standing)
    return found


def _published(contents: Mapping[str, Any] | None) -> Published:
    return {
        told["slug"]: [(one["you_said"], one["we_did"]) for one in told["replies"]]
        for told in (contents or {}).get("priorities", [])
    }


def _told(reply: Reply, priority: Priority, told: Told) -> ToldReply:
    """Whether the published edition holds this reply as it reads now."""
    words = reply.you_said.strip(), reply.we_did.strip()
    at = told.at if words in told.replies.get(priority.slug, []) else None
    return ToldReply(reply, timezone.localdate(at) if at else None)


def unused_findings(*, reader: User) -> QuerySet[Finding]:
    """Published results that are no priority's reason."""
    used = Reason.objects.exclude(finding=None).values("finding")
    published = Finding.objects.visible_to(reader).published()
    return published.exclude(pk__in=used).select_related("question__consultation", "option")
