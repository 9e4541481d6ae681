"""What the database refuses about consultations, their questions, their answers and testimony."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from factory.django import DjangoModelFactory

from consultations.models import (
    Answer,
    Consent,
    Consultation,
    ConsultationStatus,
    Option,
    QuestionKind,
    Response,
    ResponseFile,
    ResponseSource,
    Testimony,
)
from tests.factories import (
    AnswerFactory,
    ConsultationFactory,
    OptionFactory,
    QuestionFactory,
    ResponseFactory,
    TestimonyFactory,
)
from tests.world import NOW

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2022, 9, 1), date(2022, 9, 30)


def refused(factory: type[DjangoModelFactory[Any]], **details: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        factory.create(**details)


def kept(factory: type[DjangoModelFactory[Any]], **details: Any) -> models.Model:
    row: models.Model = factory.create(**details)
    row.refresh_from_db()
    return row


def test_consultation_address_once() -> None:
    kept(ConsultationFactory, slug="survey")
    refused(ConsultationFactory, slug="survey")
    kept(ConsultationFactory, slug="survey-2")


@pytest.mark.parametrize(
    ("opened_on", "closed_on", "is_kept"),
    [
        (FIRST, LAST, True),
        (FIRST, FIRST, True),
        (FIRST, None, True),
        (LAST, FIRST, False),
        (None, FIRST, False),
    ],
)
def test_consultation_closes_not_before_it_opened(
    opened_on: date | None, closed_on: date | None, is_kept: bool
) -> None:
    dates = {"opened_on": opened_on, "closed_on": closed_on, "status": ConsultationStatus.DRAFT}
    (kept if is_kept else refused)(ConsultationFactory, **dates)


@pytest.mark.parametrize("status", ["OPEN", "CLOSED", "PUBLISHED"])
def test_consultation_has_a_first_day_unless_it_is_a_draft(status: str) -> None:
    days = {"opened_on": None, "closed_on": None}
    kept(ConsultationFactory, status="DRAFT", **days)
    refused(ConsultationFactory, status=status, **days)
    kept(ConsultationFactory, status=status, opened_on=FIRST, closed_on=None)


def test_question_number_once_in_a_consultation() -> None:
    survey = ConsultationFactory.create()
    kept(QuestionFactory, consultation=survey, number=1)
    refused(QuestionFactory, consultation=survey, number=1)
    kept(QuestionFactory, consultation=survey, number=2)
    kept(QuestionFactory, number=1)


@pytest.mark.parametrize(
    ("kind", "most", "is_kept"),
    [
        (QuestionKind.SEVERAL, None, True),
        (QuestionKind.SEVERAL, 2, True),
        (QuestionKind.SEVERAL, 1, False),
        (QuestionKind.SEVERAL, 0, False),
        (QuestionKind.SINGLE, None, True),
        (QuestionKind.SINGLE, 2, False),
        (QuestionKind.SCALE, 2, False),
        (QuestionKind.TEXT, 2, False),
    ],
)
def test_question_limits_only_several_options(kind: str, most: int | None, is_kept: bool) -> None:
    (kept if is_kept else refused)(QuestionFactory, kind=kind, most=most)


@pytest.mark.parametrize("same", [{"number": 1}, {"text": "Yes"}])
def test_option_number_and_text_once_in_a_question(same: dict[str, Any]) -> None:
    question = QuestionFactory.create()
    kept(OptionFactory, question=question, number=1, text="Yes")
    refused(OptionFactory, **({"question": question, "number": 2, "text": "No"} | same))
    kept(OptionFactory, question=question, number=2, text="No")
    kept(OptionFactory, number=1, text="Yes")


def test_response_comes_from_a_file_or_was_typed_in_by_somebody() -> None:
    survey = ConsultationFactory.create()
    file = ResponseFile.objects.create(consultation=survey, name="a.csv", uploaded_at=NOW)
    kept(ResponseFactory, consultation=survey)
    kept(
        ResponseFactory,
        consultation=survey,
        source=ResponseSource.FILE,
        file=file,
        recorded_by=None,
    )
    refused(ResponseFactory, consultation=survey, recorded_by=None)
    refused(ResponseFactory, consultation=survey, file=file)
    refused(ResponseFactory, consultation=survey, source=ResponseSource.FILE)
    refused(ResponseFactory, consultation=survey, source="HEARSAY")


def test_answer_chooses_an_option_once() -> None:
    paper, option = ResponseFactory.create(), OptionFactory.create()
    kept(AnswerFactory, response=paper, option=option)
    refused(AnswerFactory, response=paper, option=option)
    kept(AnswerFactory, response=paper, option=OptionFactory.create(question=option.question))
    kept(AnswerFactory, option=option)


def test_answer_in_own_words_once() -> None:
    paper, question = ResponseFactory.create(), QuestionFactory.create(kind=QuestionKind.TEXT)
    words = {"response": paper, "option": None, "text": "Buses"}
    kept(AnswerFactory, question=question, **words)
    refused(AnswerFactory, question=question, **words)
    kept(AnswerFactory, question=QuestionFactory.create(kind=QuestionKind.TEXT), **words)


def test_answer_is_an_option_or_words() -> None:
    question = QuestionFactory.create()
    option = OptionFactory.create(question=question)
    kept(AnswerFactory, question=question, option=option, text="")
    kept(AnswerFactory, question=question, option=None, text="Buses")
    refused(AnswerFactory, question=question, option=option, text="Buses")
    refused(AnswerFactory, question=question, option=None, text="")


@pytest.mark.parametrize(
    ("consent", "words", "is_kept"),
    [
        (Consent.COUNT_ONLY, "", True),
        (Consent.PUBLIC, "Better", True),
        (Consent.PARTNERS, "Better", True),
        (Consent.PUBLIC, "", False),
        (Consent.PARTNERS, "", False),
    ],
)
def test_testimony_that_is_read_has_words(consent: str, words: str, is_kept: bool) -> None:
    (kept if is_kept else refused)(TestimonyFactory, consent=consent, words=words)


def test_what_people_said_goes_only_with_what_it_is_part_of() -> None:
    answer = AnswerFactory.create()
    assert answer.option
    assert answer.response.community
    for needed in (answer.option, answer.question, answer.response.consultation):
        with pytest.raises(models.ProtectedError):
            needed.delete()
    with pytest.raises(models.ProtectedError):
        answer.response.community.delete()
    answer.response.delete()
    assert (Answer.objects.count(), Response.objects.count()) == (0, 0)
    answer.question.consultation.delete()
    assert Option.objects.count() == 0


def test_community_and_pressure_that_somebody_spoke_of_stay() -> None:
    testimony = TestimonyFactory.create()
    for needed in (testimony.community, testimony.theme):
        with pytest.raises(models.ProtectedError):
            needed.delete()
    assert Testimony.objects.count() == 1
    assert Consultation.objects.count() == 0
