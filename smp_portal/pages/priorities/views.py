"""One priority from what people said to what is done, and all of them on one page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partners.http import PortalRequest
from partners.permissions import can_edit_plan_content, readers_only
from smp_portal.foundation import clock
from smp_portal.foundation.lists import Listing, Sheet, send_sheet
from smp_portal.pages.priorities.plan_map import MAP_COLUMNS, read_map
from smp_portal.pages.priorities.queries import read_priority


@require_safe
def priority_detail(request: PortalRequest, slug: str) -> HttpResponse:
    """A priority of the current plan: why it is one, what it is to achieve, what is done for it."""
    page = read_priority(slug, reader=request.user, now=clock.now())
    may_edit = can_edit_plan_content(request.user)
    return render(request, "pages/priority_detail.html", {"page": page, "may_edit": may_edit})


@require_safe
def plan_map(request: PortalRequest) -> HttpResponse:
    """Every priority in one row, from what people said to what they were told, and what is broken or late."""
    readers_only(request.user)
    only_broken = request.GET.get("only") == "broken"
    page = read_map(reader=request.user, now=clock.now(), only_broken=only_broken)
    listing = Listing(request.GET)
    if listing.file:
        sheet = Sheet("Map of the plan", MAP_COLUMNS, page.chains)
        return send_sheet(sheet, listing.file, on=clock.today())
    return render(request, "pages/plan_map.html", {"page": page, "listing": listing})
