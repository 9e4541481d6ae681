"""One organisation, as it can be taken to its own management."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from partners.http import PortalRequest
from partners.models import Partner
from partners.permissions import can_edit_plan_content, readers_only
from smp_portal.foundation import clock
from smp_portal.pages.partners.queries import read_partner


@require_safe
def partner_detail(request: PortalRequest, slug: str) -> HttpResponse:
    """An organisation: its people, what it leads and supports, what it agreed to, who came before and after."""
    readers_only(request.user)
    page = read_partner(get_object_or_404(Partner, slug=slug), reader=request.user, now=clock.now())
    may_edit = can_edit_plan_content(request.user)
    context = {"page": page, "may_edit": may_edit, "today": clock.today()}
    return render(request, "pages/partner_detail.html", context)
