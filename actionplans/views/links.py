"""Behind a personal link: what one person owes, a page for each, and a way to say "this isn't mine"."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from actionplans.forms.answers import LeadForm
from actionplans.forms.reviews import NotMineForm
from actionplans.forms.sheet import AnswerSheet
from actionplans.models import Via
from actionplans.queries.asked import Question
from actionplans.services.reviews import record_not_mine
from actionplans.views.answering import instead_of, take_answer, take_update
from actionplans.views.visits import Visit, gone, personal
from partners.http import posted, reads_or_sends
from smp_portal.foundation import clock


@personal
@require_safe
def link_home(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What this person owes, and what they have sent."""
    return render(request, "actionplans/link_home.html", {"visit": visit})


@personal
@reads_or_sends
def link_review(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """The question about one plan."""
    question = visit.review_asked(pk)
    if question.needs_sign_in or (question.is_settled and request.method != "POST"):
        return _told(request, visit, question)
    review = question.review
    sheet = AnswerSheet(review, question.last, visit.on, posted(request))
    behalf = instead_of(visit.person, review.plan.owner)
    if take_answer(sheet, by=visit.person, on_behalf_of=behalf, via=Via.LINK):
        return redirect(visit.next_url())
    return _page(request, "link_review", visit, question, sheet=sheet)


@personal
@reads_or_sends
def link_action(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """The question about one action, for its lead person."""
    question, action = visit.action_asked(pk)
    if question.needs_sign_in:
        return _told(request, visit, question)
    form = LeadForm(posted(request), action=action, on=visit.on)
    if take_update(form, question.review, by=visit.person, via=Via.LINK):
        return redirect(visit.next_url())
    return _page(request, "link_action", visit, question, form=form)


@personal
@reads_or_sends
def link_not_mine(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """Who should be asked about a plan instead."""
    return _not_mine(request, visit, visit.review_asked(pk))


@personal
@reads_or_sends
def link_action_not_mine(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """Who should be asked about an action instead."""
    return _not_mine(request, visit, visit.action_asked(pk)[0])


@login_not_required
def link_unknown(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001
    """Whatever was made of a link's address by mistake or on purpose."""
    return gone(request)


def _not_mine(request: HttpRequest, visit: Visit, question: Question) -> HttpResponse:
    if question.needs_sign_in:
        return _told(request, visit, question)
    form = NotMineForm(posted(request))
    if not form.is_valid():
        return _page(request, "link_not_mine", visit, question, form=form)
    record_not_mine(
        review=question.review,
        action=question.action,
        by=visit.person,
        who_then=form.cleaned_data["who_then"],
        via=Via.LINK,
        now=clock.now(),
    )
    return redirect("actionplans:link_home", visit.token)


def _told(request: HttpRequest, visit: Visit, question: Question) -> HttpResponse:
    return _page(request, "link_settled", visit, question)


def _page(
    request: HttpRequest, name: str, visit: Visit, question: Question, **more: Any
) -> HttpResponse:
    page = {
        "visit": visit,
        "question": question,
        "place": visit.place_of(question),
        "submit": visit.words_for_sending(question),
        "back": visit.url_of(question),
        **more,
    }
    return render(request, f"actionplans/{name}.html", page)
