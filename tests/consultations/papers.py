"""A survey on paper with one question of each kind, and papers of it."""

from datetime import date
from typing import Any

from consultations.models import Answer, Consultation, Option, QuestionKind, Response
from tests.consultations.sending import in_parts
from tests.factories import CommunityFactory, ConsultationFactory, OptionFactory, QuestionFactory

URL = "/consultations/stall/answers/add/"
SHEET = "0c7e9e0e-5a0c-4f0e-9d5e-3f4f4f4f4f4f"


def paper_survey(**details: Any) -> Consultation:
    """What worries people (up to 3 of 9), whether they feel safe (of 4), one of 2, and their own words."""
    usual = {"slug": "stall", "opened_on": date(2022, 9, 1), "closed_on": None, "status": "OPEN"}
    survey = ConsultationFactory.create(**(usual | details))
    for number, (kind, most, options) in enumerate(
        [
            (QuestionKind.SEVERAL, 3, "Drugs Roads Knives Burglary Noise Scams Abuse Hate Sheep"),
            (QuestionKind.SCALE, None, "Very Fairly Hardly Never"),
            (QuestionKind.SINGLE, None, "Yes No"),
            (QuestionKind.TEXT, None, ""),
        ],
        start=1,
    ):
        question = QuestionFactory.create(consultation=survey, number=number, kind=kind, most=most)
        for place, text in enumerate(options.split(), start=1):
            OptionFactory.create(question=question, number=place, text=text)
    for name in ("Bottesford", "Melton Craven", "Melton Dorian", "Long Clawson"):
        CommunityFactory.create(name=name)
    return survey


def paper(**typed: Any) -> dict[str, Any]:
    """One paper as it is typed in."""
    return {
        "sheet": SHEET,
        **in_parts("answered_on", date(2022, 10, 4)),
        "community": "Bottesford",
        "age": "3",
        "question_1": "1,4,7",
        "question_2": "2",
        "question_3": "",
        "question_4": "",
    } | typed


def options(*texts: str) -> list[Option]:
    return list(Option.objects.filter(text__in=texts))


def told(response: Response) -> list[str]:
    """What was answered, in the order of the paper."""
    answers = Answer.objects.filter(response=response)
    return [str(one) for one in answers.order_by("question__number", "option__number")]
