"""The survey of 2020 loaded whole: its figures are those that csv and Counter count in the file."""

from collections import Counter

import pytest
from django.db import connection

from consultations.models import (
    AgeBand,
    Answer,
    Consultation,
    Question,
    QuestionKind,
    Response,
    ResponseFileState,
)
from consultations.response_files.columns import from_json
from consultations.response_files.telling import told
from consultations.response_files.whole import load_file
from tests.consultations.response_files.files import NOW, SURVEY, communities, resident_survey

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey() -> Consultation:
    communities()
    survey = resident_survey()
    load_file(
        consultation=survey,
        data=SURVEY.read_bytes(),
        name=SURVEY.name,
        by=None,
        now=NOW,
        make_questions=True,
    )
    return survey


def chosen(question: Question, **audience: object) -> dict[str, int]:
    answers = Answer.objects.filter(question=question, **audience)
    return dict(Counter(answers.values_list("option__text", flat=True)).most_common())


def test_every_answer_is_loaded_with_its_day_place_and_age(survey: Consultation) -> None:
    responses = Response.objects.filter(consultation=survey)
    assert responses.count() == 1043
    assert responses.filter(community__is_rural=True).count() == 441
    assert responses.filter(community=None).count() == 0
    assert Counter(responses.values_list("age_band", flat=True)) == {
        AgeBand.AGE_45_64: 297,
        AgeBand.AGE_25_44: 263,
        AgeBand.AGE_65_OVER: 245,
        AgeBand.UNDER_18: 115,
        AgeBand.AGE_18_24: 88,
        AgeBand.NOT_SAID: 35,
    }
    days = responses.order_by("answered_on").values_list("answered_on", flat=True)
    assert [f"{days.first()}", f"{days.last()}"] == ["2020-01-13", "2020-03-31"]
    assert Counter(day.month for day in days) == {1: 239, 2: 411, 3: 393}


def test_questions_are_made_from_the_headings(survey: Consultation) -> None:
    assert [
        (question.text, question.kind, question.most, question.options.count())
        for question in survey.questions.all()
    ] == [
        ("Which of these concern you most? (choose up to three)", QuestionKind.SEVERAL, 3, 10),
        ("How safe do you feel outside in your area after dark?", QuestionKind.SCALE, None, 5),
        ("Would you like to hear about the results?", QuestionKind.SINGLE, None, 2),
        ("Is there anything else you want to tell us?", QuestionKind.TEXT, None, 0),
    ]
    scale = survey.questions.get(number=2).options.values_list("text", flat=True)
    assert list(scale) == ["Very safe", "Fairly safe", "A bit unsafe", "Very unsafe", "Don't know"]


def test_concerns_come_to_the_figures_of_the_plan(survey: Consultation) -> None:
    concern = survey.questions.get(number=1)
    assert concern.answers.values("response").distinct().count() == 1043
    assert chosen(concern) == {
        "Drug related crime": 483,
        "Road safety and speeding": 420,
        "Cybercrime and fraud": 310,
        "Anti-social behaviour": 309,
        "Knife crime and violence": 292,
        "Burglary": 270,
        "Rural crime and theft": 218,
        "Fly-tipping": 190,
        "Domestic abuse": 85,
        "Hate crime": 40,
    }
    villages = concern.answers.filter(response__community__is_rural=True)
    assert villages.values("response").distinct().count() == 441
    in_villages = chosen(concern, response__community__is_rural=True)
    assert next(iter(in_villages.items())) == ("Road safety and speeding", 258)
    young = [AgeBand.UNDER_18, AgeBand.AGE_18_24]
    under_25 = chosen(concern, response__age_band__in=young)
    assert list(under_25.items())[:3] == [
        ("Knife crime and violence", 131),
        ("Cybercrime and fraud", 92),
        ("Drug related crime", 64),
    ]


def test_feeling_safe_is_answered_by_all_and_text_by_many(survey: Consultation) -> None:
    assert chosen(survey.questions.get(number=2)) == {
        "Very safe": 217,
        "Fairly safe": 216,
        "Very unsafe": 207,
        "A bit unsafe": 207,
        "Don't know": 196,
    }
    texts = Counter(survey.questions.get(number=4).answers.values_list("text", flat=True))
    assert sum(texts.values()) == 780
    assert texts["=cmd|' /C calc'!A0"] == 96
    assert texts["<script>alert('x')</script> is what my son typed, sorry"] == 77
    lorries = (
        "Speeding lorries through the village, the 30 signs are ignored.\nThe school run is worst."
    )
    assert texts[lorries] == 95


def test_columns_are_taken_for_what_they_are(survey: Consultation) -> None:
    file = survey.response_files.get()
    assert (file.state, file.row_count, file.taken_count) == (ResponseFileState.LOADED, 1043, 1043)
    assert [(column.heading, told(column)) for column in from_json(file.columns)] == [
        ("ID", "IDs, never kept"),
        ("Start time", "another time, not kept"),
        ("Completion time", "the day on which somebody answered"),
        ("Email", "e-mail addresses, never kept"),
        ("Name", "names, never kept"),
        ("Which area do you live in?", "where somebody lives"),
        ("What is your age group?", "somebody’s age band"),
        (
            "Which of these concern you most? (choose up to three)",
            "a new question (several options) with 10 options",
        ),
        (
            "How safe do you feel outside in your area after dark?",
            "a new question (a scale, in the order of its options) with 5 options",
        ),
        (
            "Would you like to hear about the results?",
            "a new question (one of several options) with 2 options",
        ),
        ("Is there anything else you want to tell us?", "a new question (in their own words)"),
    ]


def test_no_name_or_address_is_kept_anywhere(
    survey: Consultation, caplog: pytest.LogCaptureFixture
) -> None:
    everything = "\n".join(all_that_is_kept())
    assert "Drug related crime" in everything
    for personal in ("resident4@", "@example.org", "Resident 12", "anonymous", "02/05/20"):
        assert personal not in everything
    assert "resident" not in caplog.text


def all_that_is_kept() -> list[str]:
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found += [repr(row) for row in cursor.fetchall()]
    return found
