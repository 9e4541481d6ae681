"""What the list of consultations and the page of one show."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from consultations.models import Consultation, Question, Response
from consultations.permissions import may_read_results
from consultations.queries.findings import FindingState, findings_of
from partners.models import User


@dataclass(frozen=True)
class ConsultationPage:
    """One consultation: what was asked, and how many answered."""

    consultation: Consultation
    questions: list[Question]
    answer_count: int
    community_count: int
    findings: list[FindingState]
    shows_results: bool


def with_answer_counts(consultations: QuerySet[Consultation]) -> QuerySet[Consultation]:
    """Consultations with the number of people who answered each, as `answer_count`."""
    counts = (
        Response.objects.filter(consultation=OuterRef("pk"))
        .order_by()
        .values("consultation")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return consultations.annotate(answer_count=Coalesce(Subquery(counts), 0))


def read_consultation(slug: str, *, reader: User) -> ConsultationPage:
    """The page of one consultation, or 404 where this person may not know of it."""
    consultation = get_object_or_404(Consultation.objects.visible_to(reader), slug=slug)
    questions = Question.objects.filter(consultation=consultation).prefetch_related("options")
    people = Response.objects.filter(consultation=consultation).aggregate(
        answers=Count("pk"), communities=Count("community", distinct=True)
    )
    return ConsultationPage(
        consultation=consultation,
        questions=list(questions),
        answer_count=people["answers"],
        community_count=people["communities"],
        findings=findings_of(consultation, reader=reader),
        shows_results=bool(people["answers"]) and may_read_results(consultation, reader=reader),
    )
