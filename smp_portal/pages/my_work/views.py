"""The page that a person opens first."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partners.http import PortalRequest
from smp_portal.foundation import clock
from smp_portal.pages.my_work.queries import read_my_work


@require_safe
def my_work(request: PortalRequest) -> HttpResponse:
    """What this person owes, leads, or has to decide today."""
    if not request.user.may_read:
        raise Http404
    page = read_my_work(request.user, now=clock.now())
    return render(request, "pages/my_work.html", {"page": page, "today": clock.today()})
