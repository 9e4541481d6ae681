"""Why a priority is one, as the public may read it: reasons with their survey results, and people's own words."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from consultations.models import AgeBand, Consultation, Finding, Testimony
from priorities.models import Priority, Reason
from smp_portal.foundation.words import joined, lower_first, months

# A figure of fewer people could tell who they are.
FEWEST = 5

Row = dict[str, Any]


def tell_reasons(priorities: Iterable[Priority]) -> dict[int, list[Row]]:
    """The reasons of each priority, with the published results that they rest on."""
    told: defaultdict[int, list[Row]] = defaultdict(list)
    rows = Reason.objects.filter(priority__in=priorities)
    reasons = list(rows.select_related("finding__question__consultation"))
    safe = _safe([reason.finding for reason in reasons if reason.finding])
    for reason in reasons:
        finding = reason.finding if reason.finding_id in safe else None
        told[reason.priority_id].append(
            {
                "kind": reason.kind,
                "text": reason.text.strip(),
                "source": reason.source,
                "finding": _finding(finding) if finding else None,
            }
        )
    return told


def tell_voices(priorities: Iterable[Priority]) -> dict[int, list[Row]]:
    """What people said about each priority and agreed to see in public."""
    told: defaultdict[int, list[Row]] = defaultdict(list)
    links = Priority.testimonies.through.objects.filter(priority__in=priorities)
    pairs = list(
        links.order_by("-testimony__heard_on", "testimony_id").values_list(
            "priority_id", "testimony_id"
        )
    )
    public = Testimony.objects.published().select_related("community")
    voices = public.in_bulk([testimony_id for _, testimony_id in pairs])
    for priority_id, testimony_id in pairs:
        if voice := voices.get(testimony_id):
            told[priority_id].append(_voice(voice))
    return told


def _voice(voice: Testimony) -> Row:
    return {
        "words": voice.words.strip(),
        "community": voice.community.name,
        "method": voice.get_method_display(),
        "heard_on": voice.heard_on.isoformat(),
    }


def _safe(findings: list[Finding]) -> set[int]:
    """The published findings that tell of no group under five, neither alone nor beside one another."""
    kept: list[Finding] = []
    for one in sorted(findings, key=lambda finding: (-finding.base, finding.pk)):
        if one.is_published and not _tells_of_few(one, kept):
            kept.append(one)
    return {one.pk for one in kept}


def _tells_of_few(one: Finding, kept: list[Finding]) -> bool:
    if min(one.count, one.base - one.count) < FEWEST:
        return True
    # Of two audiences the one may hold the other: the rest is then told by taking away.
    wider = [other for other in kept if other.option_id == one.option_id and other.base > one.base]
    return any(0 <= other.count - one.count < FEWEST for other in wider)


def _finding(finding: Finding) -> Row:
    consultation = finding.question.consultation
    return {
        "statement": finding.statement,
        "count": finding.count,
        "base": finding.base,
        "share": f"{finding.share.normalize():f}",
        "audience": _audience(finding),
        "consultation": consultation.title,
        "asked": _asked(consultation),
    }


def _audience(finding: Finding) -> str:
    """Who answered: "People aged 18 to 24 in the villages"."""
    where = {None: "", True: " in the villages", False: " in the town"}[finding.is_rural]
    ages = [lower_first(AgeBand(band).label) for band in finding.age_bands]
    if not ages:
        return f"People{where}" if where else "Everybody who answered"
    return f"People aged {joined(ages)}{where}"


def _asked(consultation: Consultation) -> str:
    """When people were asked: "January to March 2020"."""
    first = consultation.opened_on
    return months(first, consultation.closed_on or first) if first else ""
