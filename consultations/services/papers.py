"""What may be done with answers that came on paper: typed in, corrected, removed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from consultations.models import (
    AgeBand,
    Answer,
    Community,
    Consultation,
    ConsultationStatus,
    Option,
    Question,
    Response,
    ResponseSource,
)
from partners.models import User
from smp_portal.foundation.versions import claim_version

NOT_OPEN_YET = "Open the consultation first: a draft takes no answers"
PUBLISHED = "Its results are published: take them back before you change what people answered"
SENT_BEFORE = (
    "A paper was saved from this page already. If this is another paper, save it now; "
    "to change the one that was saved, correct it below"
)


def record_paper_answer(
    *,
    consultation: Consultation,
    answered_on: date,
    chosen: Sequence[Option],
    by: User,
    now: datetime,
    said: Mapping[Question, str] | None = None,
    community: Community | None = None,
    age_band: str = AgeBand.NOT_SAID,
    sheet: UUID | None = None,
) -> Response:
    """Type in what one person answered on paper; the same sheet sent again is the paper that was saved."""
    _refuse_others(by, consultation)
    person = {"answered_on": answered_on, "community": community, "age_band": age_band}
    try:
        with transaction.atomic():
            paper = Response.objects.create(
                consultation=consultation,
                source=ResponseSource.PAPER,
                recorded_by=by,
                recorded_at=now,
                sheet=sheet,
                **person,
            )
            _put_answers(paper, chosen, said or {})
    except IntegrityError:
        saved = Response.objects.filter(sheet=sheet).first() if sheet else None
        if saved is None:
            raise
        _refuse_other_answers(saved, person, chosen, said or {})
        return saved
    return paper


@transaction.atomic
def correct_paper_answer(
    *,
    paper: Response,
    version: int,
    answered_on: date,
    chosen: Sequence[Option],
    by: User,
    said: Mapping[Question, str] | None = None,
    community: Community | None = None,
    age_band: str = AgeBand.NOT_SAID,
) -> Response:
    """Put right what was typed in from a paper, by whoever saw this version of it."""
    _refuse_others(by, paper.consultation)
    claim_version(paper, version)
    paper.answered_on, paper.community, paper.age_band = answered_on, community, age_band
    paper.save()
    Answer.objects.filter(response=paper).delete()
    _put_answers(paper, chosen, said or {})
    return paper


@transaction.atomic
def remove_paper_answer(*, paper: Response, by: User) -> None:
    """Take out a paper that should not have been typed in."""
    _refuse_others(by, paper.consultation)
    paper.delete()


def _refuse_others(by: User, consultation: Consultation) -> None:
    if not by.runs_the_portal:
        raise PermissionDenied
    status = Consultation.objects.values_list("status", flat=True).get(pk=consultation.pk)
    if status == ConsultationStatus.DRAFT:
        raise ValidationError(NOT_OPEN_YET)
    if status == ConsultationStatus.PUBLISHED:
        raise ValidationError(PUBLISHED)


def _put_answers(paper: Response, chosen: Sequence[Option], said: Mapping[Question, str]) -> None:
    options = [
        Answer(response=paper, question_id=option.question_id, option=option) for option in chosen
    ]
    texts = [
        Answer(response=paper, question=question, text=text) for question, text in said.items()
    ]
    Answer.objects.bulk_create(options + texts)


def _refuse_other_answers(
    paper: Response,
    person: Mapping[str, Any],
    chosen: Sequence[Option],
    said: Mapping[Question, str],
) -> None:
    """A form sent twice is one paper; one that was filled in anew since then is another."""
    answers = set(Answer.objects.filter(response=paper).values_list("option", "question", "text"))
    same: set[tuple[int | None, int, str]] = {
        (option.pk, option.question_id, "") for option in chosen
    }
    same |= {(None, question.pk, text) for question, text in said.items()}
    if answers != same or any(getattr(paper, name) != value for name, value in person.items()):
        raise ValidationError(SENT_BEFORE) from None
