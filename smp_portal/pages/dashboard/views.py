"""The board's page: what is off track, what is silent, what comes next."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partners.http import PortalRequest
from partners.permissions import can_edit_plan_content, readers_only
from smp_portal.foundation import clock
from smp_portal.pages.dashboard.queries import read_dashboard


@require_safe
def dashboard(request: PortalRequest) -> HttpResponse:
    """Where every active plan stands, understood in four seconds."""
    readers_only(request.user)
    page = read_dashboard(request.user, now=clock.now())
    may_edit = can_edit_plan_content(request.user)
    return render(request, "pages/dashboard.html", {"page": page, "may_edit": may_edit})
