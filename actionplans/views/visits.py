"""Who opens a personal link, and what they may see there: nobody signs in, and no session is opened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from actionplans.models import Action, FrameworkSettings, ReviewLink
from actionplans.queries.asked import Question, Questions, questions_to
from actionplans.services.links import find_link
from partners.models import User
from smp_portal.foundation import clock
from smp_portal.foundation.kept_text import kept_texts

_PRIVATE = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}


class NotAskedError(Exception):
    """This person is not asked that, or not any more."""


@dataclass(frozen=True)
class Visit:
    """One opening of a personal link, with all that its person is asked today."""

    token: str
    link: ReviewLink
    on: date

    @property
    def person(self) -> User:
        return self.link.recipient

    @cached_property
    def team(self) -> FrameworkSettings:
        return FrameworkSettings.load()

    @cached_property
    def questions(self) -> Questions:
        return questions_to(self.person, round_=self.link.round, on=self.on)

    def review_asked(self, pk: int) -> Question:
        """The question about a plan, for who is asked it."""
        question = self.questions.of_review(pk)
        if question is None:
            raise NotAskedError
        return question

    def action_asked(self, pk: int) -> tuple[Question, Action]:
        """The question about an action, for who is asked it."""
        question = self.questions.of_action(pk)
        if question is None or question.action is None:
            raise NotAskedError
        return question, question.action

    @property
    def total(self) -> int:
        """How many questions there are, the answered ones included."""
        return len(self.questions.to_do) + len(self.questions.sent)

    def words_for_sending(self, question: Question) -> str:
        """What the button says: where it leads."""
        others = [other for other in _open_here(self.questions) if other != question]
        return "Send and go to the next" if others else "Send"

    def place_of(self, question: Question) -> int:
        """Which of all the questions this one is, counting from 1."""
        to_do, sent = self.questions.to_do, self.questions.sent
        return len(sent) + to_do.index(question) + 1 if question in to_do else 0

    def next_url(self) -> str:
        """Where an answer leads: to what is still open, or to the thanks."""
        left = _open_here(Visit(self.token, self.link, self.on).questions)
        return self.url_of(left[0]) if left else reverse("actionplans:link_home", args=[self.token])

    def url_of(self, question: Question) -> str:
        """The page that asks this question."""
        if question.action is not None:
            return reverse("actionplans:link_action", args=[self.token, question.action.pk])
        return reverse("actionplans:link_review", args=[self.token, question.review.pk])


def personal(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that only a good token opens; whatever else was tried looks the same from outside."""

    @login_not_required
    @wraps(view)
    def page(request: HttpRequest, token: str, **kwargs: int) -> HttpResponse:
        today = clock.today()
        link = find_link(token, on=today)
        try:
            response = view(request, Visit(token, link, today), **kwargs) if link else gone(request)
        except NotAskedError:
            response = gone(request)
        return _private(response)

    return page


def gone(request: HttpRequest) -> HttpResponse:
    """The one page for links that are unknown, over, withdrawn or somebody else's; it gives back what was typed."""
    context = {"team": FrameworkSettings.load(), "kept": kept_texts(request.POST)}
    page = render(request, "actionplans/link_gone.html", context, status=HTTPStatus.NOT_FOUND)
    return _private(page)


def _private(response: HttpResponse) -> HttpResponse:
    for name, value in _PRIVATE.items():
        response.headers[name] = value
    return response


def _open_here(questions: Questions) -> list[Question]:
    """What is still to do and may be answered without a sign-in."""
    return [question for question in questions.to_do if not question.needs_sign_in]
