"""Why a priority is one, as the public may read it: reasons with their survey results, and people's own words."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from consultations.audiences import EVERYBODY, audience_of
from consultations.disclosure import has_small_figure
from consultations.models import Consultation, Finding, Testimony
from priorities.models import Priority, Reason
from smp_portal.foundation.words import months, upper_first

Row = dict[str, Any]


def tell_reasons(priorities: Iterable[Priority]) -> dict[int, list[Row]]:
    """The reasons of each priority, with the published results that they rest on."""
    told: defaultdict[int, list[Row]] = defaultdict(list)
    rows = Reason.objects.filter(priority__in=priorities)
    reasons = list(rows.select_related("finding__question__consultation"))
    for reason in reasons:
        finding = reason.finding
        told[reason.priority_id].append(
            {
                "kind": reason.kind,
                "text": reason.text.strip(),
                "source": reason.source,
                "finding": _finding(finding) if finding and _is_public(finding) else None,
            }
        )
    return told


def tell_voices(priorities: Iterable[Priority]) -> dict[int, list[Row]]:
    """What people said about each priority and agreed to see in public."""
    told: defaultdict[int, list[Row]] = defaultdict(list)
    links = Priority.testimonies.through.objects.filter(
        priority__in=priorities, testimony__in=Testimony.objects.published()
    ).select_related("testimony__community")
    for link in links.order_by("-testimony__heard_on", "testimony_id"):
        told[link.priority_id].append(_voice(link.testimony))
    return told


def _voice(voice: Testimony) -> Row:
    return {
        "words": voice.words.strip(),
        "community": voice.community.name,
        "method": voice.get_method_display(),
        "heard_on": voice.heard_on.isoformat(),
    }


def _is_public(finding: Finding) -> bool:
    # Publishing refuses what would tell of a few beside other results; their own figure is looked at once more.
    return finding.is_published and not has_small_figure(finding.count, finding.base)


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
    """Who answered: "People in the villages"."""
    audience = audience_of(finding.is_rural, finding.age_bands)
    return "Everybody who answered" if audience == EVERYBODY else upper_first(audience.people)


def _asked(consultation: Consultation) -> str:
    """When people were asked: "January to March 2020"."""
    first = consultation.opened_on
    return months(first, consultation.closed_on or first) if first else ""
