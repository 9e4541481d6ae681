"""What may be done with the questions of a consultation; what people answered is never lost by it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from consultations.models import Answer, Consultation, Finding, Question, QuestionKind
from consultations.services.consultations import claimed, save_consultation
from consultations.services.options import ASIDE, put_options
from partners.models import User
from smp_portal.foundation.versions import VersionConflict
from smp_portal.foundation.words import counted


@transaction.atomic
def add_question(
    *,
    consultation: Consultation,
    text: str,
    kind: QuestionKind,
    by: User,
    now: datetime,
    options: Sequence[str] = (),
    most: int | None = None,
) -> Question:
    """Ask one more thing, after what is asked already."""
    saved = _touched(consultation, by=by, now=now)
    number = Question.objects.filter(consultation=saved).count() + 1
    question = Question(consultation=saved, number=number, text=text, kind=kind, most=most)
    question.validate_constraints()
    question.save()
    put_options(question, options)
    return question


@transaction.atomic
def edit_question(
    *,
    question: Question,
    text: str,
    kind: QuestionKind,
    options: Sequence[str],
    by: User,
    now: datetime,
    most: int | None = None,
    version: int | None = None,
) -> Question:
    """Change what a question asks and which answers it offers; its kind only while nobody has answered."""
    saved = _claimed(question, version, by=by, now=now)
    people = how_many_answered(saved)
    if people and kind != saved.kind:
        raise ValidationError({"kind": kind_stays(people)})
    saved.text, saved.kind, saved.most = text, kind, most
    saved.validate_constraints()
    saved.save()
    put_options(saved, options)
    return saved


@transaction.atomic
def move_question(*, question: Question, places: int, by: User, now: datetime) -> Question:
    """Ask a question earlier (fewer than 0 places) or later; at either end it stays."""
    _touched(question.consultation, by=by, now=now)
    questions = list(Question.objects.filter(consultation=question.consultation_id))
    place = questions.index(question)
    questions.insert(max(place + places, 0), questions.pop(place))
    _number(questions)
    return Question.objects.get(pk=question.pk)


@transaction.atomic
def delete_question(*, question: Question, by: User, now: datetime) -> None:
    """Take a question away that nobody has answered; those after it move up."""
    people = how_many_answered(question)
    if people:
        answered = counted(people, "person has,people have")
        raise ValidationError(f"{answered} answered this question, so it can’t be deleted")
    if Finding.objects.filter(question=question).exists():
        raise ValidationError("A finding rests on this question, so it can’t be deleted")
    consultation = _touched(question.consultation, by=by, now=now)
    question.delete()
    _number(list(Question.objects.filter(consultation=consultation)))


def how_many_answered(question: Question) -> int:
    """The people who answered a question, each counted once."""
    return Answer.objects.filter(question=question).values("response").distinct().count()


def kind_stays(people: int) -> str:
    """Why a question that was answered keeps its kind."""
    answered = counted(people, "person has,people have")
    return f"{answered} answered this question, so its kind stays. Add another question instead"


def _claimed(question: Question, version: int | None, **who: Any) -> Question:
    try:
        save_consultation(claimed(question.consultation, version), **who)
    except VersionConflict:
        current = Question.objects.select_related("consultation").get(pk=question.pk)
        raise VersionConflict(current) from None
    return Question.objects.select_related("consultation").get(pk=question.pk)


def _touched(consultation: Consultation, *, by: User, now: datetime) -> Consultation:
    current = Consultation.objects.select_for_update().get(pk=consultation.pk)
    return save_consultation(claimed(current, None), by=by, now=now)


def _number(questions: Sequence[Question]) -> None:
    for aside in (ASIDE, 0):
        for number, question in enumerate(questions, start=1):
            Question.objects.filter(pk=question.pk).update(number=number + aside)
