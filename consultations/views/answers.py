"""The page of all that people answered to a consultation, which the partnership team alone reads."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from consultations.filters.answers import AnswerFilter
from consultations.models import Consultation, Response
from consultations.queries.papers import asked_on_paper, with_answers
from consultations.sheets import ANSWER_FIELDS, ANSWER_SORTS, answer_columns
from partners.http import PortalRequest
from partners.permissions import team_only
from smp_portal.foundation import clock
from smp_portal.foundation.lists import Listing, Sheet, ordered, send_sheet

ON_A_PAGE = 50


@require_safe
def answer_list(request: PortalRequest, slug: str) -> HttpResponse:
    """Every answer as it came, the newest first."""
    team_only(request.user)
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user), slug=slug)
    listing = Listing(request.GET, ANSWER_SORTS)
    answers = Response.objects.visible_to(request.user).filter(consultation=consultation)
    found = AnswerFilter(request.GET, queryset=answers)
    rows = with_answers(ordered(found.qs, listing.sort, ANSWER_FIELDS, then=("-pk",)))
    if listing.file:
        columns = answer_columns(asked_on_paper(consultation))
        sheet = Sheet(f"Answers {consultation}", columns, rows)
        return send_sheet(sheet, listing.file, on=clock.today())
    context = {
        "consultation": consultation,
        "filter": found,
        "form": found.form,
        "page": Paginator(rows, ON_A_PAGE).get_page(listing.page),
        "listing": listing,
    }
    return render(request, "consultations/answer_list.html", context)
