"""The pages of consultations."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from consultations.filters import ConsultationFilter
from consultations.models import Consultation
from consultations.queries.consultations import read_consultation, with_answer_counts
from partners.http import PortalRequest
from partners.permissions import can_edit_plan_content

ON_A_PAGE = 50


@require_safe
def consultation_list(request: PortalRequest) -> HttpResponse:
    """When the partnership asked people, whom and about what."""
    if not request.user.may_read:
        raise Http404
    consultations = Consultation.objects.visible_to(request.user)
    found = ConsultationFilter(request.GET, queryset=consultations, reader=request.user)
    query = request.GET.copy()
    query.pop("page", None)
    ordered = with_answer_counts(found.qs).order_by("-opened_on", "title", "pk")
    context = {
        "filter": found,
        "form": found.form,
        "page": Paginator(ordered, ON_A_PAGE).get_page(request.GET.get("page")),
        "query": f"{query.urlencode()}&" if query else "",
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
        "may_edit": can_edit_plan_content(request.user),
    }
    return render(request, "consultations/consultation_detail.html", context)
