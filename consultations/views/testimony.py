"""The pages of what people said about how things change."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from consultations.filters.testimony import TestimonyFilter
from consultations.forms.testimony import TestimonyAddForm, TestimonyForm
from consultations.models import Direction, Testimony
from consultations.queries.testimony import count_testimony
from consultations.services.testimony import add_testimony, edit_testimony
from consultations.sheets import TESTIMONY_COLUMNS, TESTIMONY_FIELDS, TESTIMONY_SORTS
from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import can_edit_plan_content, editors_only, readers_only, require
from smp_portal.foundation import clock
from smp_portal.foundation.lists import Listing, Sheet, ordered, send_sheet
from smp_portal.foundation.saving import save

ON_A_PAGE = 30


@require_safe
def testimony_list(request: PortalRequest) -> HttpResponse:
    """What people said, as far as this person may read it, and how many said what."""
    readers_only(request.user)
    listing = Listing(request.GET, TESTIMONY_SORTS)
    readable = Testimony.objects.visible_to(request.user)
    found = TestimonyFilter(request.GET, queryset=readable, reader=request.user)
    sorted_ = ordered(found.qs, listing.sort, TESTIMONY_FIELDS, then=("-heard_on", "pk"))
    rows = sorted_.select_related("community", "theme", "consultation")
    if listing.file:
        sheet = Sheet("Testimony", TESTIMONY_COLUMNS, rows)
        return send_sheet(sheet, listing.file, on=clock.today())
    context = {
        "filter": found,
        "form": found.form,
        "page": Paginator(rows, ON_A_PAGE).get_page(listing.page),
        "listing": listing,
        "counts": count_testimony(reader=request.user),
        "directions": Direction.labels,
        "may_edit": can_edit_plan_content(request.user),
    }
    return render(request, "consultations/testimony_list.html", context)


@reads_or_sends
def testimony_add(request: PortalRequest) -> HttpResponse:
    """Record what somebody said."""
    editors_only(request.user)
    form = TestimonyAddForm(posted(request), on=clock.today())
    done = save(
        request,
        form,
        lambda: add_testimony(by=request.user, **form.cleaned_data),
        said="The testimony is recorded",
        to=reverse("consultations:testimony_list"),
    )
    return done or render(request, "consultations/testimony_add.html", {"form": form})


@reads_or_sends
def testimony_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Put right what was recorded, or what the person agrees to now."""
    testimony = get_object_or_404(Testimony.objects.visible_to(request.user), pk=pk)
    require(can_edit_plan_content(request.user))
    form = TestimonyForm(posted(request), instance=testimony, on=clock.today())
    done = save(
        request,
        form,
        lambda: edit_testimony(
            testimony=testimony, version=form.cleaned_data["version"], by=request.user
        ),
        said="The testimony is saved",
        to=reverse("consultations:testimony_list"),
    )
    return done or render(request, "consultations/testimony_edit.html", {"form": form})
