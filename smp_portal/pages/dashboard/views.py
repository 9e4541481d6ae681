"""The board's page: what is off track, what is silent, what comes next, today and on any earlier day."""

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from partners.http import PortalRequest
from partners.permissions import can_edit_plan_content, readers_only
from smp_portal.foundation import clock
from smp_portal.foundation.lists import Listing, Sheet, send_sheet
from smp_portal.foundation.unchanged import Unchanged
from smp_portal.pages.dashboard.asked import DayForm, day_form, moment_asked
from smp_portal.pages.dashboard.frame import read_frame
from smp_portal.pages.dashboard.notes import NOTES
from smp_portal.pages.dashboard.queries import Dashboard, read_dashboard
from smp_portal.pages.dashboard.rules import RULES
from smp_portal.pages.dashboard.sheets import dashboard_columns


@require_safe
def dashboard(request: PortalRequest) -> HttpResponse:
    """Where every active plan stands, understood in four seconds."""
    readers_only(request.user)
    kept, now, today = Unchanged(), clock.now(), clock.today()
    form = day_form(request.GET, today=today)
    frame = read_frame(request.user, then=form.day, today=today)
    form.not_before(frame.begins)
    day = form.day
    if day and "on_day" in request.GET:
        return redirect(f"{reverse('pages:dashboard')}?on={day.isoformat()}")
    page = read_dashboard(kept, moment=moment_asked(day, now=now), frame=frame, asked=request.GET)
    listing = Listing(request.GET)
    if listing.file:
        prefetch_related_objects([one.plan for one in page.shown], "priority")
        sheet = Sheet("Dashboard", dashboard_columns(request.user), page.shown)
        return send_sheet(sheet, listing.file, on=page.moment.on)
    return _shown(request, page, form, listing)


def _shown(
    request: PortalRequest, page: Dashboard, form: DayForm, listing: Listing
) -> HttpResponse:
    context = {
        "page": page,
        "day_form": form,
        # The page's title says that something is wrong.
        "form": form if form.errors else None,
        "listing": listing,
        "may_edit": can_edit_plan_content(request.user) and not page.moment.is_past,
    }
    return render(request, "pages/dashboard.html", context)


@require_safe
def dashboard_rules(request: PortalRequest) -> HttpResponse:
    """The written rules by which the dashboard says what it says."""
    readers_only(request.user)
    return render(request, "pages/dashboard_rules.html", {"rules": RULES, "notes": NOTES})
