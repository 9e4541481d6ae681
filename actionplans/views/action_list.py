"""The actions of all plans in one list."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.filters.plans import ActionFilter
from actionplans.models import Action
from actionplans.queries.action_list import ACTION_SORTS, all_actions, read_action_list
from actionplans.sheets import action_columns
from partners.http import PortalRequest
from smp_portal.foundation import clock
from smp_portal.foundation.lists import Listing, Sheet, send_sheet


@require_safe
def action_list(request: PortalRequest) -> HttpResponse:
    """The actions of all plans that this person may read: what an organisation leads, what is late."""
    reader, on = request.user, clock.today()
    if not reader.may_read:
        raise Http404
    listing = Listing(request.GET, ACTION_SORTS)
    found = ActionFilter(request.GET, queryset=Action.objects.visible_to(reader, on=on), on=on)
    if listing.file:
        rows = all_actions(found.qs, listing, reader=reader, on=on)
        return send_sheet(Sheet("Actions", action_columns(reader), rows), listing.file, on=on)
    context = {
        "filter": found,
        "form": found.form,
        "list": read_action_list(found.qs, listing, reader=reader, on=on),
        "listing": listing,
    }
    return render(request, "actionplans/action_list.html", context)
