"""The pages of consultations."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from consultations.filters.consultations import ConsultationFilter
from consultations.forms.consultations import ConsultationAddForm, ConsultationForm, MoveForm
from consultations.models import Consultation, ConsultationStatus
from consultations.queries.consultations import read_consultation, with_answer_counts
from consultations.queries.response_files import files_of
from consultations.services.consultations import (
    MOVES,
    add_consultation,
    edit_consultation,
    move_consultation,
)
from consultations.sheets import (
    CONSULTATION_COLUMNS,
    CONSULTATION_FIELDS,
    CONSULTATION_SORTS,
)
from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import can_edit_plan_content, editors_only, readers_only, require
from smp_portal.foundation import clock
from smp_portal.foundation.lists import Listing, Sheet, ordered, send_sheet
from smp_portal.foundation.saving import save

ON_A_PAGE = 50
SAID = {
    ConsultationStatus.DRAFT: "The consultation is a draft again",
    ConsultationStatus.OPEN: "The consultation is open",
    ConsultationStatus.CLOSED: "The consultation is closed",
    ConsultationStatus.PUBLISHED: "The results are published",
}


@require_safe
def consultation_list(request: PortalRequest) -> HttpResponse:
    """When the partnership asked people, whom and about what."""
    readers_only(request.user)
    consultations = Consultation.objects.visible_to(request.user)
    listing = Listing(request.GET, CONSULTATION_SORTS)
    found = ConsultationFilter(request.GET, queryset=consultations, reader=request.user)
    counted = with_answer_counts(found.qs, reader=request.user)
    rows = ordered(counted, listing.sort, CONSULTATION_FIELDS, then=("-opened_on", "title", "pk"))
    if listing.file:
        sheet = Sheet("Consultations", CONSULTATION_COLUMNS, rows)
        return send_sheet(sheet, listing.file, on=clock.today())
    context = {
        "filter": found,
        "form": found.form,
        "page": Paginator(rows, ON_A_PAGE).get_page(listing.page),
        "listing": listing,
        "may_edit": can_edit_plan_content(request.user),
    }
    return render(request, "consultations/consultation_list.html", context)


@require_safe
def consultation_detail(request: PortalRequest, slug: str) -> HttpResponse:
    """One consultation: what was asked, of whom and when, and what came of it."""
    page = read_consultation(slug, reader=request.user)
    context = {
        "page": page,
        "consultation": page.consultation,
        # Asked for only where the page shows them.
        "files": files_of(page.consultation),
        "may_edit": can_edit_plan_content(request.user),
    }
    return render(request, "consultations/consultation_detail.html", context)


@reads_or_sends
def consultation_add(request: PortalRequest) -> HttpResponse:
    """Begin a new consultation."""
    editors_only(request.user)
    form = ConsultationAddForm(posted(request))
    done = save(
        request,
        form,
        lambda: add_consultation(values=form.cleaned_data, by=request.user, now=clock.now()),
        said="The consultation is a draft now. Add its questions, then open it",
        to=_address,
    )
    return done or render(request, "consultations/consultation_add.html", {"form": form})


@reads_or_sends
def consultation_edit(request: PortalRequest, slug: str) -> HttpResponse:
    """Change what a consultation says of itself."""
    consultation = editable(request, slug)
    context = {"name": str(consultation), "back": _address(consultation)}
    form = ConsultationForm(posted(request), instance=consultation)
    done = save(
        request,
        form,
        lambda: edit_consultation(
            consultation=consultation, by=request.user, now=clock.now(), **form.given()
        ),
        said="The consultation is saved",
        to=_address,
    )
    page = "consultations/consultation_edit.html"
    return done or render(request, page, {"form": form, **context})


@reads_or_sends
def consultation_move(request: PortalRequest, slug: str, to: str) -> HttpResponse:
    """Ask once, then open, close or publish a consultation, or take it back by one step."""
    consultation = editable(request, slug)
    status = _status(to)
    if status not in MOVES[consultation.status]:
        return redirect(_address(consultation))
    form = MoveForm(posted(request), initial={"version": consultation.version})
    done = save(
        request,
        form,
        lambda: move_consultation(
            consultation=consultation,
            to=status,
            by=request.user,
            now=clock.now(),
            version=form.cleaned_data["version"],
        ),
        said=SAID[status],
        to=_address,
    )
    context = {"form": form, "consultation": consultation, "to": status}
    return done or render(request, "consultations/consultation_move.html", context)


def editable(request: PortalRequest, slug: str) -> Consultation:
    """A consultation that this person may change: 404 where they may not know of it, 403 where they may only read."""
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user), slug=slug)
    require(can_edit_plan_content(request.user))
    return consultation


def _status(word: str) -> ConsultationStatus:
    if word.upper() not in ConsultationStatus.values or word != word.lower():
        raise Http404
    return ConsultationStatus(word.upper())


def _address(consultation: Consultation) -> str:
    return reverse("consultations:consultation_detail", args=[consultation.slug])
