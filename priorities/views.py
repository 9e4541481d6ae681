"""The partnership's priorities."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partners.http import PortalRequest
from priorities.queries import read_priority_list
from smp_portal.foundation import clock


@require_safe
def priority_list(request: PortalRequest) -> HttpResponse:
    """What the partnership puts first, why, and how that meets the county's priorities."""
    if not request.user.may_read:
        raise Http404
    page = read_priority_list(request.user, on=clock.today())
    return render(request, "priorities/priority_list.html", {"page": page})
