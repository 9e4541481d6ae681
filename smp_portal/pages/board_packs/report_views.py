"""The pages on which a year's annual report is begun, looked at and read."""

import re

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from actionplans.models import ActionPlan, BoardPack
from actionplans.services.packs import start_pack
from partners.http import PortalRequest
from partners.permissions import editors_only, readers_only
from smp_portal.foundation import clock
from smp_portal.foundation.saving import press
from smp_portal.pages.board_packs.queries import read_reports, read_reports_of
from smp_portal.pages.board_packs.showing import show_draft, show_frozen

_YEAR = re.compile(r"20\d\d-\d\d")


@require_safe
def report_list(request: PortalRequest) -> HttpResponse:
    """The annual reports, year by year."""
    readers_only(request.user)
    context = {"rows": read_reports(request.user), "may_edit": request.user.runs_the_portal}
    return render(request, "board_packs/report_list.html", context)


@require_safe
def report_detail(request: PortalRequest, year: str) -> HttpResponse:
    """A year's report as it was frozen last; before that its draft, for those who write it."""
    readers_only(request.user)
    report = read_reports_of(_year(year), request.user).newest
    if report is None:
        if not request.user.runs_the_portal:
            raise Http404
        return render(request, "board_packs/report_begin.html", {"slug": year, "year": _year(year)})
    now = clock.now()
    return (
        show_draft(request, report, now) if report.is_draft else show_frozen(request, report, now)
    )


@require_POST
def report_begin(request: PortalRequest, year: str) -> HttpResponse:
    """Begin the draft of a year's report."""
    editors_only(request.user)
    press(
        request,
        lambda: start_pack(year=_year(year), by=request.user, now=clock.now()),
        said="The draft is begun. Look through it, then freeze it",
    )
    draft = BoardPack.objects.drafts().filter(year=_year(year)).first()
    # It may have been frozen or discarded at this very moment.
    return (
        redirect("pages:pack_detail", draft.pk) if draft else redirect("pages:report_detail", year)
    )


def _year(slug: str) -> str:
    """2021-22 is the address of 2021/22, if there are plans of that year."""
    year = slug.replace("-", "/")
    if not _YEAR.fullmatch(slug) or not ActionPlan.objects.filter(year=year).exists():
        raise Http404
    return year
