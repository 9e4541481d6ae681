"""The resident survey of 2020 as it is in samples/, read by a few lines of its own."""

import csv
from collections.abc import Iterator
from pathlib import Path

from consultations.models import (
    AgeBand,
    Consultation,
    ConsultationStatus,
    Option,
    Question,
    QuestionKind,
)
from tests.consultations.survey import Said, gather
from tests.factories import ConsultationFactory, OptionFactory, QuestionFactory

FILE = Path(__file__).parents[2] / "samples" / "resident-survey-2020.csv"
AREA, AGE = "Which area do you live in?", "What is your age group?"
CONCERNS = "Which of these concern you most?"
DARK = "How safe do you feel outside in your area after dark?"
WORDS = "Is there anything else you want to tell us?"
SCALE = ["Very safe", "Fairly safe", "A bit unsafe", "Very unsafe", "Don't know"]
BANDS = {
    "Under 18": AgeBand.UNDER_18,
    "18-24": AgeBand.AGE_18_24,
    "25-44": AgeBand.AGE_25_44,
    "45-64": AgeBand.AGE_45_64,
    "65 and over": AgeBand.AGE_65_OVER,
    "Prefer not to say": AgeBand.NOT_SAID,
}


def resident_survey() -> Consultation:
    """The whole survey, closed and published."""
    survey: Consultation = ConsultationFactory.create(
        title="Resident survey 2020",
        slug="resident-survey-2020",
        status=ConsultationStatus.PUBLISHED,
    )
    rows = list(_rows())
    concerns = _question(survey, 1, CONCERNS, QuestionKind.SEVERAL, most=3)
    dark = _question(survey, 2, DARK, QuestionKind.SCALE)
    words = _question(survey, 3, WORDS, QuestionKind.TEXT)
    offered = sorted({one for row in rows for one in _chosen(row)})
    options = _options(concerns, offered) | _options(dark, SCALE)
    gather(survey, (_said(row, options, words) for row in rows))
    return survey


def _rows() -> Iterator[dict[str, str]]:
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _question(
    survey: Consultation, number: int, text: str, kind: QuestionKind, most: int | None = None
) -> Question:
    question: Question = QuestionFactory.create(
        consultation=survey, number=number, text=text, kind=kind, most=most
    )
    return question


def _options(question: Question, texts: list[str]) -> dict[str, Option]:
    return {
        text: OptionFactory.create(question=question, number=number, text=text)
        for number, text in enumerate(texts, start=1)
    }


def _chosen(row: dict[str, str]) -> list[str]:
    cell = next(value for heading, value in row.items() if heading.startswith(CONCERNS))
    return [one.strip() for one in cell.split(";") if one.strip()]


def _said(row: dict[str, str], options: dict[str, Option], words: Question) -> Said:
    in_town = row[AREA].startswith("Melton Mowbray")
    chosen: list[Option | str] = [options[one] for one in [*_chosen(row), row[DARK]]]
    return Said(
        chosen=[*chosen, row[WORDS]] if row[WORDS].strip() else chosen,
        village=not in_town,
        band=BANDS[row[AGE]],
        question=words,
        place=row[AREA],
    )
