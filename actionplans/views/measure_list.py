"""The measures of all plans in one list."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.filters.measures import MeasureFilter
from actionplans.models import Measure
from actionplans.queries.measure_list import (
    MEASURE_SORTS,
    all_measures,
    measure_columns,
    read_measure_list,
)
from partners.http import PortalRequest
from smp_portal.foundation import clock
from smp_portal.foundation.lists import Listing, Sheet, send_sheet


@require_safe
def measure_list(request: PortalRequest) -> HttpResponse:
    """The measures of all plans that this person may read: what is agreed, what was read, what is missing."""
    reader, on, now = request.user, clock.today(), clock.now()
    if not reader.may_read:
        raise Http404
    listing = Listing(request.GET, MEASURE_SORTS)
    found = MeasureFilter(request.GET, queryset=Measure.objects.visible_to(reader, on=on), on=on)
    if listing.file:
        rows = all_measures(found.qs, listing, now=now)
        return send_sheet(Sheet("Measures", measure_columns(), rows), listing.file, on=on)
    context = {
        "filter": found,
        "form": found.form,
        "list": read_measure_list(found.qs, listing, now=now),
        "listing": listing,
    }
    return render(request, "actionplans/measure_list.html", context)
