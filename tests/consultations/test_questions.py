"""The questions of a consultation: added, edited, ordered and deleted, and no answer lost by it."""

from typing import Any

import pytest
from django.test import Client

from consultations.models import Answer, Consultation, Option, Question, QuestionKind
from partners.models import User
from tests.consultations.sending import question_form, refused
from tests.factories import (
    AnswerFactory,
    ConsultationFactory,
    OptionFactory,
    QuestionFactory,
    ResponseFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

ADD = "/consultations/survey/questions/add/"
ASKED = {"text": "What worries you?", "kind": "SEVERAL", "most": "3", "offered": "A\nB\nC\nD"}


@pytest.fixture
def survey() -> Consultation:
    return ConsultationFactory.create(slug="survey")


@pytest.fixture
def question(survey: Consultation) -> Question:
    """Roads, chosen by two people, burglary by one, and noise by nobody."""
    question = QuestionFactory.create(consultation=survey, number=1, text="What worries you?")
    for number, (text, people) in enumerate([("Roads", 2), ("Burglary", 1), ("Noise", 0)], start=1):
        option = OptionFactory.create(question=question, number=number, text=text)
        for _ in range(people):
            response = ResponseFactory.create(consultation=survey)
            AnswerFactory.create(response=response, option=option)
    return question


def edit(client: Client, question: Question, **changes: Any) -> Any:
    url = f"/consultations/survey/questions/{question.pk}/edit/"
    return client.post(url, question_form(question, **changes))


def errors(client: Client, question: Question, **changes: Any) -> dict[str, list[str]]:
    url = f"/consultations/survey/questions/{question.pk}/edit/"
    return refused(client, url, question_form(question, **changes))


def chosen() -> list[tuple[int, str, int]]:
    """Each option with its number and by how many it was chosen."""
    return [
        (option.number, option.text, Answer.objects.filter(option=option).count())
        for option in Option.objects.order_by("number")
    ]


def asked() -> list[tuple[int, str]]:
    return list(Question.objects.values_list("number", "text"))


def test_question_add_offers_a_line_each(client: Client, helen: User, survey: Consultation) -> None:
    sent = ASKED | {"offered": "  Road   safety \r\n\r\nBurglary\r\n<b>Noise</b>"}
    response = client.post(ADD, sent)
    assert response.headers["Location"] == "/consultations/survey/#questions"
    question = Question.objects.get()
    assert (question.number, question.text, question.kind, question.most) == (
        1,
        "What worries you?",
        "SEVERAL",
        3,
    )
    assert chosen() == [(1, "Road safety", 0), (2, "Burglary", 0), (3, "<b>Noise</b>", 0)]
    survey.refresh_from_db()
    assert (survey.version, survey.history.first().history_user) == (2, helen)


def test_question_add_in_their_own_words_has_no_options(
    client: Client, helen: User, survey: Consultation
) -> None:
    client.post(ADD, {"text": "Anything else?", "kind": "TEXT", "most": "", "offered": ""})
    assert (asked(), Option.objects.count()) == ([(1, "Anything else?")], 0)


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ({"text": ""}, {"text": ["Enter the question"]}),
        ({"kind": ""}, {"kind": ["Select how people answer"]}),
        (
            {"offered": "A", "most": ""},
            {"offered": ["Enter at least two answers to choose from, one a line"]},
        ),
        ({"offered": "A\nB\n A"}, {"offered": ["Enter “A” once: it is there twice"]}),
        (
            {"offered": f"A\n{'x' * 201}"},
            {"offered": [f"Shorten “{'x' * 30}…” to 200 characters or fewer"]},
        ),
        (
            {"offered": "\n".join(map(str, range(100)))},
            {"offered": ["Enter 99 answers or fewer"]},
        ),
        (
            {"kind": "TEXT", "most": ""},
            {
                "offered": [
                    "Leave the answers empty: people answer this question in their own words"
                ]
            },
        ),
        (
            {"kind": "SINGLE"},
            {"most": ["Leave this empty: people choose no more than one answer"]},
        ),
        ({"most": "1"}, {"most": ["Enter a number from 2 to 4, or leave this empty"]}),
        ({"most": "5"}, {"most": ["Enter a number from 2 to 4, or leave this empty"]}),
        ({"most": "few"}, {"most": ["Enter the most answers in figures, like 40"]}),
    ],
)
def test_question_add_says_what_to_put_right(
    client: Client,
    helen: User,
    survey: Consultation,
    sent: dict[str, str],
    found: dict[str, list[str]],
) -> None:
    assert refused(client, ADD, ASKED | sent) == found
    assert Question.objects.count() == 0


@pytest.mark.parametrize(
    ("lines", "options"),
    [
        ("Roads\nBurglary\nNoise", [("Roads", 2), ("Burglary", 1), ("Noise", 0)]),
        ("Road safety\nBurglary\nNoise", [("Road safety", 2), ("Burglary", 1), ("Noise", 0)]),
        ("Road safety\nBreak-ins\nDin", [("Road safety", 2), ("Break-ins", 1), ("Din", 0)]),
        ("Noise\nBurglary\nRoads", [("Noise", 0), ("Burglary", 1), ("Roads", 2)]),
        ("Burglary\nRoads", [("Burglary", 1), ("Roads", 2)]),
        ("Litter\nRoads\nBurglary", [("Litter", 0), ("Roads", 2), ("Burglary", 1)]),
        ("Burglary\nRoad safety", None),
        ("Burglary\nNoise\nRoad safety", None),
    ],
)
def test_question_edit_keeps_what_people_chose(
    client: Client,
    helen: User,
    question: Question,
    lines: str,
    options: list[tuple[str, int]] | None,
) -> None:
    response = edit(client, question, offered=lines)
    if options is None:
        assert response.context["form"].errors == {
            "offered": [
                "Put “Roads” back: 2 people chose it. It can be renamed in its own line, but not removed"
            ]
        }
        options = [("Roads", 2), ("Burglary", 1), ("Noise", 0)]
    expected = [(number, *option) for number, option in enumerate(options, start=1)]
    assert chosen() == expected


def test_question_edit_keeps_its_kind_once_answered(
    client: Client, helen: User, question: Question
) -> None:
    assert errors(client, question, kind="SEVERAL") == {
        "kind": [
            "3 people have answered this question, so its kind stays. Add another question instead"
        ]
    }
    Answer.objects.all().delete()
    assert edit(client, question, kind="SEVERAL").status_code == 302
    question.refresh_from_db()
    assert question.kind == QuestionKind.SEVERAL


def test_question_edit_shows_both_texts_to_who_saves_second(
    client: Client, helen: User, question: Question
) -> None:
    edit(client, question, text="Hers?")
    response = edit(client, question, text="Mine?", offered="Roads\nBurglary\nDin")
    assert response.status_code == 409
    told = [(one.label, one.saved, one.typed) for one in response.context["differences"]]
    assert told[0] == ("Question", "Hers?", "Mine?")
    assert Question.objects.get().text == "Hers?"
    again = edit(client, question, text="Mine?", version=2)
    assert again.status_code == 302
    assert Question.objects.get().text == "Mine?"


@pytest.mark.usefixtures("helen")
@pytest.mark.parametrize(
    ("number", "way", "order"),
    [
        (1, "later", "BAC"),
        (2, "earlier", "BAC"),
        (3, "earlier", "ACB"),
        (1, "earlier", "ABC"),
        (3, "later", "ABC"),
        (2, "sideways", "ABC"),
    ],
)
def test_question_moves_up_and_down(
    client: Client, survey: Consultation, number: int, way: str, order: str
) -> None:
    for place, text in enumerate("ABC", start=1):
        QuestionFactory.create(consultation=survey, number=place, text=text)
    moved = Question.objects.get(number=number)
    response = client.post(f"/consultations/survey/questions/{moved.pk}/move/", {"way": way})
    assert response.headers["Location"] == "/consultations/survey/#questions"
    assert asked() == list(enumerate(order, start=1))


def test_question_that_nobody_answered_is_deleted_after_asking(
    client: Client, helen: User, survey: Consultation
) -> None:
    for place, text in enumerate("ABC", start=1):
        OptionFactory.create(
            question=QuestionFactory.create(consultation=survey, number=place, text=text)
        )
    url = f"/consultations/survey/questions/{Question.objects.get(text='B').pk}/delete/"
    assert "Delete the question?" in client.get(url).content.decode()
    assert Question.objects.count() == 3
    client.post(url)
    assert asked() == [(1, "A"), (2, "C")]
    assert Option.objects.count() == 2


def test_question_that_was_answered_is_not_deleted(
    client: Client, helen: User, question: Question
) -> None:
    page = client.get(f"/consultations/survey/questions/{question.pk}/edit/").content.decode()
    assert "Delete this question" not in page
    assert "3 people have answered it" in page
    found = refused(client, f"/consultations/survey/questions/{question.pk}/delete/", {})
    assert found == {"__all__": ["3 people have answered this question, so it can’t be deleted"]}
    assert Question.objects.count() == 1
