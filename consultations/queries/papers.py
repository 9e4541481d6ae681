"""What somebody who types in papers sees beside them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from consultations.models import Answer, Consultation, Question, Response
from partners.models import User

LAST_SHOWN = 8


@dataclass(frozen=True)
class Paper:
    """A paper with its place among those typed in for its consultation."""

    number: int
    response: Response


@dataclass(frozen=True)
class PaperDesk:
    """How many papers are in, how many of them this person typed in today, and the last ones."""

    count: int
    today: int
    last: list[Paper]
    just_saved: Paper | None

    @property
    def next_number(self) -> int:
        return self.count + 1


def with_answers(responses: QuerySet[Response]) -> QuerySet[Response]:
    """Responses with what was answered, in the order of the paper."""
    answers = Answer.objects.select_related("question", "option").order_by(
        "question__number", "option__number"
    )
    return responses.select_related("community", "recorded_by", "file").prefetch_related(
        Prefetch("answers", queryset=answers)
    )


def read_paper_desk(
    consultation: Consultation, *, by: User, now: datetime, just_saved: str | None
) -> PaperDesk:
    """The papers of a consultation as somebody at the desk sees them; `just_saved` is the number of a row."""
    papers = Response.objects.filter(consultation=consultation).from_paper()
    count = papers.count()
    newest = with_answers(papers).order_by("-pk")[:LAST_SHOWN]
    last = [Paper(count - place, response) for place, response in enumerate(newest)]
    return PaperDesk(
        count=count,
        today=papers.filter(recorded_by=by, recorded_at__date=timezone.localdate(now)).count(),
        last=last,
        just_saved=next((one for one in last if str(one.response.pk) == just_saved), None),
    )


def last_day_typed(consultation: Consultation, *, by: User) -> Response | None:
    """The paper that this person typed in last, whose day the next one most likely has."""
    papers = Response.objects.filter(consultation=consultation, recorded_by=by).from_paper()
    return papers.order_by("-pk").first()


def asked_on_paper(consultation: Consultation) -> list[Question]:
    """The questions with their options."""
    questions = Question.objects.filter(consultation=consultation)
    return list(questions.prefetch_related("options"))
