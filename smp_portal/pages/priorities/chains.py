"""The chains of many priorities, read in one go."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone

from actionplans.models import ActionPlan, ActionStatus
from actionplans.models.action import ActionQuerySet
from actionplans.queries.measure_standing import MeasureStanding
from actionplans.queries.measures import latest_measures
from actionplans.queries.positions import positions
from actionplans.queries.standing import PlanPosition
from consultations.models import Finding, Testimony
from partners.models import User
from priorities.models import Edition, Priority, PublicReply, Reason
from smp_portal.pages.priorities.chain import Chain
from smp_portal.pages.priorities.links import SaidFinding, ToldReply, Voice, WhyReason

# A priority's slug, and for each reply what the public reads.
Published = Mapping[str, list[tuple[str, str]]]


def read_chains(
    priorities: Iterable[Priority],
    *,
    reader: User,
    now: datetime,
    actions: ActionQuerySet,
) -> list[Chain]:
    """The chain of each priority as this person may see it; as many queries for one as for thirty.

    `actions` says what is read of each action, for a page may show more of it than another.
    """
    rows = list(priorities)
    prefetch_related_objects(rows, _reasons(), "replies", _voices())
    standings = _standings(rows, reader, now, actions)
    found = [standing.plan for own in standings.values() for standing in own]
    measures = latest_measures(found, now=now)
    _find_what_moves(one for own in measures.values() for one in own)
    edition = Edition.objects.published().filter(plan__in={row.plan_id for row in rows}).first()
    published = _published(edition)
    chains = []
    for row in rows:
        own = standings[row.pk]
        reasons = [WhyReason(one, _finding(one, reader)) for one in row.reasons.all()]
        chains.append(
            Chain(
                priority=row,
                findings=_said(reasons),
                voices=[Voice(one) for one in row.testimonies.all()],
                reasons=reasons,
                standings=own,
                measures=[one for it in own for one in measures.get(it.plan.pk, [])],
                replies=[_told(one, row, edition, published) for one in row.replies.all()],
                on=timezone.localdate(now),
                may_edit=reader.runs_the_portal,
            )
        )
    return chains


def _reasons() -> "Prefetch[Any]":
    found = Reason.objects.select_related("finding__question__consultation", "finding__option")
    return Prefetch("reasons", queryset=found)


def _voices() -> "Prefetch[Any]":
    return Prefetch(
        "testimonies", queryset=Testimony.objects.published().select_related("community")
    )


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


def _find_what_moves(measures: Iterable[MeasureStanding]) -> None:
    """Read the actions of the measures that are overdue; of the others nobody names them."""
    prefetch_related_objects([one.measure for one in measures if one.is_overdue], "actions")


def _published(edition: Edition | None) -> Published:
    if edition is None:
        return {}
    return {
        told["slug"]: [(one["you_said"], one["we_did"]) for one in told["replies"]]
        for told in edition.contents.get("priorities", [])
    }


def _told(
    reply: PublicReply, priority: Priority, edition: Edition | None, published: Published
) -> ToldReply:
    """Whether the published edition holds this reply as it reads now."""
    words = reply.you_said.strip(), reply.we_did.strip()
    is_told = words in published.get(priority.slug, [])
    at = edition.published_at if edition and is_told else None
    return ToldReply(reply, timezone.localdate(at) if at else None)


def unused_findings(*, reader: User) -> QuerySet[Finding]:
    """Published results that are no priority's reason."""
    used = Reason.objects.exclude(finding=None).values("finding")
    published = Finding.objects.visible_to(reader).published()
    return published.exclude(pk__in=used).select_related("question__consultation", "option")
