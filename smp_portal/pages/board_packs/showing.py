"""How a draft and a frozen paper are shown, a meeting's pack and a year's report alike."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from actionplans.models import BoardPack, PackState
from partners.http import PortalRequest
from partners.models import User
from partners.permissions import team_only
from smp_portal.foundation.papers import paper_as_page
from smp_portal.pages.board_packs.papers import build, paper_of
from smp_portal.pages.board_packs.queries import (
    YearOfReports,
    read_decided,
    read_frozen,
    read_reports_of,
)

SECONDS_BETWEEN_LOOKS = 2


def show_draft(request: PortalRequest, pack: BoardPack, now: datetime) -> HttpResponse:
    """A draft as it would be frozen now."""
    team_only(request.user)
    paper = paper_of(build(pack, now=now).contents)
    context = {
        "pack": pack,
        "paper": paper,
        "body": paper_as_page(paper),
        "reports": _reports_beside(pack, request.user),
    }
    return render(request, "board_packs/pack_preview.html", context)


def show_frozen(request: PortalRequest, pack: BoardPack, now: datetime) -> HttpResponse:
    """What was frozen, or how far its files are."""
    meeting = pack.meeting
    context = {
        "page": read_frozen(pack, request.user, is_stuck=_is_stuck(pack, now)),
        "decided": read_decided(pack, request.user, now=now) if meeting else None,
        "has_met": meeting is not None and meeting.held_on <= timezone.localdate(now),
        "may_edit": request.user.runs_the_portal,
        "reports": _reports_beside(pack, request.user),
    }
    response = render(request, "board_packs/pack_detail.html", context)
    if pack.is_under_way:
        response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return response


def _reports_beside(pack: BoardPack, user: User) -> YearOfReports | None:
    """All reports of its year, this one among them; a meeting's pack has none."""
    return None if pack.meeting_id else read_reports_of(pack.year, user)


def _is_stuck(pack: BoardPack, now: datetime) -> bool:
    """Whether the worker that had the pack in hand has let its time pass."""
    is_over = pack.lease_until is not None and pack.lease_until <= now
    return pack.state == PackState.MAKING and is_over
