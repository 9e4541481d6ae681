"""The pages on which answers that came on paper are typed in, one paper after the other."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from consultations.forms.papers import PaperCorrectionForm, PaperForm
from consultations.models import Consultation, Response
from consultations.queries.papers import (
    asked_on_paper,
    last_day_typed,
    read_paper_desk,
    with_answers,
)
from consultations.services.papers import (
    correct_paper_answer,
    record_paper_answer,
    remove_paper_answer,
)
from partners.http import PortalRequest, posted, reads_or_sends
from partners.permissions import team_only
from smp_portal.foundation import clock
from smp_portal.foundation.forms import ConfirmForm
from smp_portal.foundation.saving import save


@reads_or_sends
def paper_add(request: PortalRequest, slug: str) -> HttpResponse:
    """Type in one paper and go on to the next."""
    consultation = _consultation(request, slug)
    before = last_day_typed(consultation, by=request.user)
    form = PaperForm(
        posted(request),
        consultation=consultation,
        questions=asked_on_paper(consultation),
        on=clock.today(),
        initial={"answered_on": before.answered_on} if before else {},
    )
    if form.is_bound and form.is_untouched and "after" in request.GET:
        # Enter was pressed once more after the last paper.
        return redirect(request.get_full_path())
    if form.is_valid() and (paper := _recorded(request, form, consultation)):
        return redirect(f"{request.path}?after={paper.pk}")
    desk = read_paper_desk(
        consultation, by=request.user, now=clock.now(), just_saved=request.GET.get("after")
    )
    context = {"form": form, "consultation": consultation, "desk": desk}
    return render(request, "consultations/paper_add.html", context)


@reads_or_sends
def paper_edit(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Put right what was typed in from a paper."""
    paper = _paper(request, slug, pk)
    form = PaperCorrectionForm(
        posted(request),
        consultation=paper.consultation,
        questions=asked_on_paper(paper.consultation),
        on=clock.today(),
        initial=PaperCorrectionForm.initial_of(paper),
    )
    done = save(
        request,
        form,
        lambda: correct_paper_answer(paper=paper, by=request.user, **form.given()),
        said="The paper is corrected",
        to=_back(request, slug),
        saved=lambda: PaperCorrectionForm.said_by(_paper(request, slug, pk)),
    )
    context = {"form": form, "paper": paper, "back": _back(request, slug)}
    return done or render(request, "consultations/paper_edit.html", context)


@reads_or_sends
def paper_delete(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Ask once, then take a paper out."""
    paper = _paper(request, slug, pk)
    form = ConfirmForm(posted(request))
    done = save(
        request,
        form,
        lambda: remove_paper_answer(paper=paper, by=request.user),
        said="The paper is deleted",
        to=_back(request, slug),
    )
    context = {"form": form, "paper": paper, "back": _back(request, slug)}
    return done or render(request, "consultations/paper_delete.html", context)


def _recorded(
    request: PortalRequest, form: PaperForm, consultation: Consultation
) -> Response | None:
    try:
        return record_paper_answer(
            consultation=consultation,
            by=request.user,
            now=clock.now(),
            sheet=form.cleaned_data["sheet"],
            **form.given(),
        )
    except ValidationError as error:
        form.add_error(None, error)
        form.take_a_new_sheet()
        return None


def _consultation(request: PortalRequest, slug: str) -> Consultation:
    team_only(request.user)
    return get_object_or_404(Consultation.objects.visible_to(request.user), slug=slug)


def _paper(request: PortalRequest, slug: str, pk: int) -> Response:
    consultation = _consultation(request, slug)
    papers = Response.objects.visible_to(request.user).from_paper()
    of_this = with_answers(papers.filter(consultation=consultation))
    return get_object_or_404(of_this.select_related("consultation", "community"), pk=pk)


def _back(request: PortalRequest, slug: str) -> str:
    """To the list, where somebody came from there, else on with the papers."""
    name = "answer_list" if request.GET.get("from") == "answers" else "paper_add"
    return reverse(f"consultations:{name}", args=[slug])
