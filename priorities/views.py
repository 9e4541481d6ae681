"""The partnership's priorities."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partners.http import PortalRequest
from priorities.queries import read_priority_list
from priorities.sheets import PRIORITY_COLUMNS
from smp_portal.foundation import clock
from smp_portal.foundation.lists import Listing, Sheet, send_sheet


@require_safe
def priority_list(request: PortalRequest) -> HttpResponse:
    """What the partnership puts first, why, and how that meets the county's priorities."""
    if not request.user.may_read:
        raise Http404
    page, listing = read_priority_list(request.user, on=clock.today()), Listing(request.GET)
    if listing.file:
        sheet = Sheet("Priorities", PRIORITY_COLUMNS, page.priorities)
        return send_sheet(sheet, listing.file, on=clock.today())
    context = {"page": page, "listing": listing}
    return render(request, "priorities/priority_list.html", context)
