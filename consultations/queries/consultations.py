"""What the list of consultations and the page of one show."""

from dataclasses import dataclass

from django.db.models import Case, Count, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from consultations.disclosure import SMALLEST_COUNT, is_few
from consultations.models import Consultation, Question, Response
from consultations.permissions import may_read_results
from consultations.queries.findings import FindingState, findings_of
from partners.models import User


@dataclass(frozen=True)
class ConsultationPage:
    """One consultation: what was asked, and how many answered; no number where they are fewer than may be told."""

    consultation: Consultation
    questions: list[Question]
    answer_count: int | None
    community_count: int
    findings: list[FindingState]
    shows_results: bool


def with_answer_counts(
    consultations: QuerySet[Consultation], *, reader: User
) -> QuerySet[Consultation]:
    """Consultations with the number of people who answered each, as `answer_count`; none where it may not be told."""
    counts = (
        Response.objects.filter(consultation=OuterRef("pk"))
        .order_by()
        .values("consultation")
        .annotate(number=Count("pk"))
        .values("number")
    )
    counted = consultations.annotate(all_answers=Coalesce(Subquery(counts), 0))
    if reader.runs_the_portal:
        return counted.annotate(answer_count=F("all_answers"))
    # What is hidden has no number in the database's answer either, so that a sorted list tells nothing of it.
    is_told = (
        When(all_answers=0, then=0),
        When(all_answers__gte=SMALLEST_COUNT, then=F("all_answers")),
    )
    return counted.annotate(answer_count=Case(*is_told))


def read_consultation(slug: str, *, reader: User) -> ConsultationPage:
    """The page of one consultation, or 404 where this person may not know of it."""
    consultation = get_object_or_404(Consultation.objects.visible_to(reader), slug=slug)
    questions = Question.objects.filter(consultation=consultation).prefetch_related("options")
    people = Response.objects.filter(consultation=consultation).aggregate(
        answers=Count("pk"), communities=Count("community", distinct=True)
    )
    hides = is_few(people["answers"]) and not reader.runs_the_portal
    return ConsultationPage(
        consultation=consultation,
        questions=list(questions),
        answer_count=None if hides else people["answers"],
        community_count=people["communities"],
        findings=findings_of(consultation, reader=reader),
        shows_results=bool(people["answers"]) and may_read_results(consultation, reader=reader),
    )
