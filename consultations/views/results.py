"""What a consultation came to, question by question."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from consultations.audiences import AUDIENCES, DIVISIONS, EVERYBODY
from consultations.models import Answer, Consultation, Question
from consultations.permissions import may_read_results
from consultations.queries.heard import read_heard
from consultations.queries.results import read_results
from consultations.views.consultations import editable
from partners.http import PortalRequest

ON_A_PAGE = 50
# One line of choices for places, one for ages.
CHOICES = ((*DIVISIONS[0], *DIVISIONS[1]), (*DIVISIONS[2], *DIVISIONS[3]))


@require_safe
def consultation_results(request: PortalRequest, slug: str) -> HttpResponse:
    """How people answered: by everybody, where they live or how old they are; to others than the team once published."""
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user), slug=slug)
    if not may_read_results(consultation, reader=request.user):
        raise Http404
    runs, as_others = request.user.runs_the_portal, request.GET.get("as") == "reader"
    everything = runs and not as_others
    audience = AUDIENCES.get(request.GET.get("audience", ""), EVERYBODY)
    context = {
        "consultation": consultation,
        "audience": audience,
        "audiences": CHOICES,
        "results": read_results(consultation, audience, everything=everything),
        "heard": read_heard(consultation, everything=everything),
        "everything": everything,
        "as_others": as_others and runs,
    }
    return render(request, "consultations/consultation_results.html", context)


@require_safe
def question_words(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """What people answered in their own words, for those who may read raw answers."""
    consultation = editable(request, slug)
    question = get_object_or_404(Question.objects.filter(consultation=consultation), pk=pk)
    said = Answer.objects.filter(question=question).exclude(text="").order_by("response_id")
    words = said.select_related("response__community")
    page = Paginator(words, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"consultation": consultation, "question": question, "page": page}
    return render(request, "consultations/question_words.html", context)
