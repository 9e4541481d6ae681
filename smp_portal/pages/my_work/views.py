"""The page that a person opens first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partners.http import PortalRequest
from partners.permissions import readers_only
from smp_portal.foundation import clock
from smp_portal.pages.my_work.queries import read_my_work


@require_safe
def my_work(request: PortalRequest) -> HttpResponse:
    """What this person owes, leads, or has to decide today."""
    readers_only(request.user)
    page = read_my_work(request.user, now=clock.now())
    return render(request, "pages/my_work.html", {"page": page, "today": clock.today()})
