"""The pages on which the questions of a consultation are kept."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from consultations.forms.questions import QuestionEditForm, QuestionForm
from consultations.models import Question
from consultations.services.questions import (
    add_question,
    delete_question,
    edit_question,
    how_many_answered,
    move_question,
)
from consultations.views.consultations import editable
from partners.http import PortalRequest, posted, reads_or_sends
from smp_portal.foundation import clock
from smp_portal.foundation.forms import ConfirmForm
from smp_portal.foundation.saving import save


@reads_or_sends
def question_add(request: PortalRequest, slug: str) -> HttpResponse:
    """Ask one more thing."""
    consultation = editable(request, slug)
    form = QuestionForm(posted(request), instance=Question(consultation=consultation))
    done = save(
        request,
        form,
        lambda: add_question(
            consultation=consultation, by=request.user, now=clock.now(), **form.asked()
        ),
        said="The question is added",
        to=_questions(slug),
    )
    context = {"form": form, "consultation": consultation, "back": _questions(slug)}
    return done or render(request, "consultations/question_add.html", context)


@reads_or_sends
def question_edit(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Change what a question asks."""
    question = _editable(request, slug, pk)
    context = {
        "name": str(question),
        "question": question,
        "consultation": question.consultation,
        "answered": how_many_answered(question),
        "back": _questions(slug),
    }
    form = QuestionEditForm(posted(request), instance=question)
    done = save(
        request,
        form,
        lambda: edit_question(question=question, by=request.user, now=clock.now(), **form.asked()),
        said="The question is saved",
        to=_questions(slug),
    )
    return done or render(request, "consultations/question_edit.html", {"form": form, **context})


@require_POST
def question_move(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Ask a question one place earlier or later."""
    question = _editable(request, slug, pk)
    places = {"earlier": -1, "later": 1}.get(request.POST.get("way", ""))
    if places:
        move_question(question=question, places=places, by=request.user, now=clock.now())
    return redirect(_questions(slug))


@reads_or_sends
def question_delete(request: PortalRequest, slug: str, pk: int) -> HttpResponse:
    """Ask once, then take a question away that nobody has answered."""
    question = _editable(request, slug, pk)
    form = ConfirmForm(posted(request))
    done = save(
        request,
        form,
        lambda: delete_question(question=question, by=request.user, now=clock.now()),
        said="The question is deleted",
        to=_questions(slug),
    )
    context = {"form": form, "question": question, "back": _questions(slug)}
    return done or render(request, "consultations/question_delete.html", context)


def _editable(request: PortalRequest, slug: str, pk: int) -> Question:
    consultation = editable(request, slug)
    questions = Question.objects.filter(consultation=consultation)
    return get_object_or_404(questions.select_related("consultation"), pk=pk)


def _questions(slug: str) -> str:
    return reverse("consultations:consultation_detail", args=[slug]) + "#questions"
