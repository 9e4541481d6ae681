"""A plan's whole history."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actionplans.forms.history import HistoryFilterForm
from actionplans.models import ActionPlan
from actionplans.queries.plan_timeline import read_timeline
from actionplans.sheets import history_columns
from partners.http import PortalRequest
from smp_portal.foundation import clock
from smp_portal.foundation.lists import Listing, Sheet, send_sheet

ON_A_PAGE = 50


@require_safe
def plan_history(request: PortalRequest, pk: int) -> HttpResponse:
    """Every change, answer and mail of a plan in one line of time, the newest first."""
    plans = ActionPlan.objects.visible_to(request.user, on=clock.today())
    plan = get_object_or_404(plans.select_related("owner", "deputy"), pk=pk)
    listing, filters = Listing(request.GET), HistoryFilterForm(request.GET, plan=plan)
    entries = filters.narrowed(read_timeline(plan, reader=request.user))
    if listing.file:
        sheet = Sheet(f"History of {plan.title}", history_columns(), entries)
        return send_sheet(sheet, listing.file, on=clock.today())
    context = {
        "plan": plan,
        "filters": filters,
        "listing": listing,
        "page": Paginator(entries, ON_A_PAGE).get_page(listing.page),
        "sees_all_mails": request.user.runs_the_portal,
    }
    return render(request, "actionplans/plan_history.html", context)
