"""Files of answers as officers bring them, and the places in which people live."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from consultations.models import (
    Community,
    CommunityKind,
    Consultation,
    ConsultationStatus,
    QuestionKind,
    ResponseFile,
)
from consultations.response_files.keeping import add_response_file
from tests.factories import CommunityFactory, ConsultationFactory, OptionFactory, QuestionFactory

SURVEY = Path(__file__).parents[3] / "samples" / "resident-survey-2020.csv"
NOW = datetime(2020, 4, 6, 9, 0, tzinfo=UTC)

WARDS = ("Craven", "Dorian", "Egerton", "Newport", "Sysonby", "Warwick")
VILLAGES = (
    "Asfordby",
    "Bottesford",
    "Croxton Kerrial",
    "Frisby on the Wreake",
    "Gaddesby",
    "Long Clawson",
    "Old Dalby",
    "Somerby",
    "Waltham on the Wolds",
    "Wymondham",
)

CONCERN = "Which of these concern you most?"
SAFE = "How safe do you feel?"
WORDS = "Anything else?"
HEADINGS = ("Completion time", "Where do you live?", "Your age", CONCERN, SAFE, WORDS)
ROW = ("05/02/2020 18:57", "Upper End", "25-44", "Burglary;Road safety;", "Very safe", "Thanks.")


def communities() -> None:
    """The town's wards and the villages that people in the survey named."""
    for name in WARDS:
        CommunityFactory.create(
            name=f"Melton Mowbray – {name}", slug=name.lower(), kind=CommunityKind.WARD
        )
    for name in VILLAGES:
        CommunityFactory.create(name=name, slug=name.lower().replace(" ", "-"), is_rural=True)


def resident_survey() -> Consultation:
    """The survey of January to March 2020, before anything is known of its questions."""
    return ConsultationFactory.create(
        title="Resident survey",
        slug="resident-survey-2020",
        opened_on=date(2020, 1, 1),
        closed_on=date(2020, 3, 31),
        status=ConsultationStatus.CLOSED,
    )


def small_survey() -> Consultation:
    """A survey with three questions, and the village of Upper End."""
    CommunityFactory.create(name="Upper End", slug="upper-end", is_rural=True)
    survey = ConsultationFactory.create()
    several = QuestionFactory.create(
        consultation=survey, number=1, text=CONCERN, kind=QuestionKind.SEVERAL, most=2
    )
    scale = QuestionFactory.create(
        consultation=survey, number=2, text=SAFE, kind=QuestionKind.SCALE
    )
    QuestionFactory.create(consultation=survey, number=3, text=WORDS, kind=QuestionKind.TEXT)
    for number, text in enumerate(("Burglary", "Road safety", "Noise & litter"), start=1):
        OptionFactory.create(question=several, number=number, text=text)
    for number, text in enumerate(("Very safe", "Don’t know"), start=1):
        OptionFactory.create(question=scale, number=number, text=text)
    return survey


def written(*rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> bytes:
    """Rows as a CSV file."""
    file = io.StringIO()
    csv.writer(file).writerows([headings, *rows])
    return file.getvalue().encode()


def row(**cells: str) -> tuple[str, ...]:
    """The usual row with some cells said otherwise, by the first word of their heading in small letters."""
    names = [heading.split()[0].lower() for heading in HEADINGS]
    usual = dict(zip(names, ROW, strict=True))
    assert cells.keys() <= usual.keys()
    return tuple((usual | cells).values())


def added(data: bytes, consultation: Consultation | None = None, **details: Any) -> ResponseFile:
    """A file added for its preview."""
    usual = {"name": "answers.csv", "by": None, "now": NOW}
    survey = consultation or small_survey()
    return add_response_file(consultation=survey, data=data, **(usual | details))


def village() -> Community:
    return Community.objects.get(slug="upper-end")
