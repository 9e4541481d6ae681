"""The chains of many priorities, read in one go."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from actionplans.models import Action, ActionPlan, ActionStatus
from actionplans.queries.measures import latest_measures
from consultations.models import Finding, Testimony
from partners.models import User
from priorities.models import Edition, Priority, PublicReply, Reason
from smp_portal.pages.priorities.chain import Chain
from smp_portal.pages.priorities.links import SaidFinding, ToldReply, Voice, WhyReason

# A priority's slug, and for each reply what the public reads.
Published = Mapping[str, list[tuple[str, str]]]


def read_chains(priorities: QuerySet[Priority], *, reader: User, now: datetime) -> list[Chain]:
    """The chain of each priority as this person may see it; as many queries for one as for thirty."""
    rows = list(priorities.prefetch_related("reasons", "replies", _voices()))
    findings = _findings(rows, reader)
    on = timezone.localdate(now)
    plans = _plans(rows, reader, on)
    found = [plan for of_priority in plans.values() for plan in of_priority]
    actions = _actions(found)
    measures = latest_measures(found, now=now)
    edition = Edition.objects.published().filter(plan__in={row.plan_id for row in rows}).first()
    published = _published(edition)
    chains = []
    for row in rows:
        own = plans[row.pk]
        reasons = [WhyReason(one, findings.get(one.finding_id)) for one in row.reasons.all()]
        chains.append(
            Chain(
                priority=row,
                findings=_said(reasons),
                voices=[Voice(one) for one in row.testimonies.all()],
                reasons=reasons,
                plans=own,
                actions=[action for plan in own for action in actions[plan.pk]],
                measures=[one for plan in own for one in measures.get(plan.pk, [])],
                replies=[_told(one, row, edition, published) for one in row.replies.all()],
                on=on,
                may_edit=reader.runs_the_portal,
            )
        )
    return chains


def _voices() -> "Prefetch[Any]":
    return Prefetch(
        "testimonies", queryset=Testimony.objects.published().select_related("community")
    )


def _findings(priorities: Iterable[Priority], reader: User) -> dict[int | None, Finding]:
    reasons = [reason for row in priorities for reason in row.reasons.all()]
    wanted = [reason.finding_id for reason in reasons if reason.finding_id]
    visible = Finding.objects.visible_to(reader).filter(pk__in=wanted)
    return {one.pk: one for one in visible.select_related("question__consultation", "option")}


def _said(reasons: Iterable[WhyReason]) -> list[SaidFinding]:
    """Each result once, in the order of the reasons that rest on it."""
    found = {reason.finding.pk: reason.finding for reason in reasons if reason.finding}
    return [SaidFinding(finding) for finding in found.values()]


def _plans(priorities: list[Priority], reader: User, on: date) -> dict[int, list[ActionPlan]]:
    found: defaultdict[int, list[ActionPlan]] = defaultdict(list)
    plans = ActionPlan.objects.visible_to(reader, on=on).active().filter(priority__in=priorities)
    for plan in plans.order_by("-year", "number"):
        if plan.priority_id:
            found[plan.priority_id].append(plan)
    return found


def _actions(plans: list[ActionPlan]) -> dict[int, list[Action]]:
    found: defaultdict[int, list[Action]] = defaultdict(list)
    actions = (
        Action.objects.filter(plan__in=plans)
        .exclude(status=ActionStatus.CANCELLED)
        .select_related("lead_person")
    )
    for action in actions.prefetch_related("measures"):
        found[action.plan_id].append(action)
    return found


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
