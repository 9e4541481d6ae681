"""Typing in papers: what numbers and letters are taken for, and what is said when they can't be."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from consultations.models import AgeBand, Community, Consultation, Response
from partners.models import User
from tests.consultations.papers import SHEET, URL, paper, told
from tests.consultations.sending import in_parts, refused
from tests.factories import AnswerFactory, ConsultationFactory, ResponseFactory, officer
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def text(client: Client, url: str = URL) -> str:
    return " ".join(client.get(url).content.decode().split())


def test_paper_is_saved_and_the_next_one_follows(
    client: Client, helen: User, stall: Consultation
) -> None:
    response = client.post(URL, paper(question_4="More <b>buses</b> 🚲"))
    saved = Response.objects.get()
    assert response.headers["Location"] == f"{URL}?after={saved.pk}"
    assert (saved.community, saved.age_band, saved.answered_on, saved.source) == (
        Community.objects.get(name="Bottesford"),
        AgeBand.AGE_25_44,
        date(2022, 10, 4),
        "PAPER",
    )
    assert (saved.recorded_by, saved.recorded_at, saved.file) == (helen, NOW, None)
    assert told(saved) == ["Drugs", "Burglary", "Abuse", "Fairly", "More <b>buses</b> 🚲"]


def test_next_paper_is_empty_but_for_its_day_and_says_what_was_saved(
    client: Client, helen: User, stall: Consultation
) -> None:
    page = client.post(URL, paper(), follow=True)
    html = " ".join(page.content.decode().split())
    saved = Response.objects.get()
    assert "<b>Paper 1 saved:</b> Bottesford, 25 to 44. Drugs, Burglary, Abuse, Fairly." in html
    assert f'href="/consultations/stall/answers/{saved.pk}/edit/">Correct it</a>' in html
    assert f'href="/consultations/stall/answers/{saved.pk}/delete/">delete it</a>' in html
    assert "<b>1 paper</b> typed in by you today" in html
    form = page.context["form"]
    assert form["answered_on"].value() == ("4", "10", "2022")
    assert [form[name].value() for name in ("community", "age", "question_1")] == [None, None, None]
    assert html.count("autofocus") == 1
    assert str(form["sheet"].value()) != SHEET


@pytest.mark.parametrize(
    ("typed", "answers"),
    [
        ({"question_1": "1,4,7"}, ["Drugs", "Burglary", "Abuse"]),
        ({"question_1": " 7 4  1 "}, ["Drugs", "Burglary", "Abuse"]),
        ({"question_1": "7;4"}, ["Burglary", "Abuse"]),
        ({"question_1": "4.1"}, ["Drugs", "Burglary"]),
        ({"question_1": "4,4,4,4"}, ["Burglary"]),
        ({"question_1": "9,"}, ["Sheep"]),
        ({"question_1": "", "question_3": "2"}, ["No"]),
        ({"question_1": "", "question_4": "  Buses  "}, ["Buses"]),
    ],
)
def test_paper_is_understood(
    client: Client,
    helen: User,
    stall: Consultation,
    typed: dict[str, str],
    answers: list[str],
) -> None:
    client.post(URL, paper(question_2="", **typed))
    assert told(Response.objects.get()) == answers


@pytest.mark.usefixtures("helen", "stall")
@pytest.mark.parametrize(
    ("typed", "community", "age"),
    [
        ({"community": "bott", "age": "1"}, "Bottesford", "UNDER_18"),
        ({"community": " LONG  c", "age": "6"}, "Long Clawson", "NOT_SAID"),
        ({"community": "melton craven", "age": "5"}, "Melton Craven", "AGE_65_OVER"),
        ({"community": "", "age": ""}, None, "NOT_SAID"),
    ],
)
def test_paper_says_who_as_far_as_they_said(
    client: Client,
    typed: dict[str, str],
    community: str | None,
    age: str,
) -> None:
    client.post(URL, paper(**typed))
    saved = Response.objects.get()
    assert (saved.community and saved.community.name, saved.age_band) == (community, age)


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"question_1": "1,2,3,4"},
            {"question_1": ["Question 1: enter 3 numbers at most"]},
        ),
        (
            {"question_1": "147"},
            {
                "question_1": [
                    "Question 1: “147” is not one of them. Enter numbers from 1 to 9, with commas between"
                ]
            },
        ),
        (
            {"question_1": "0"},
            {
                "question_1": [
                    "Question 1: “0” is not one of them. Enter numbers from 1 to 9, with commas between"
                ]
            },
        ),
        (
            {"question_1": "1,100%"},
            {
                "question_1": [
                    "Question 1: “100%” is not one of them. Enter numbers from 1 to 9, with commas between"
                ]
            },
        ),
        ({"question_2": "1 2"}, {"question_2": ["Question 2: enter 1 number"]}),
        (
            {"question_3": "yes"},
            {"question_3": ["Question 3: “yes” is not one of them. Enter a number from 1 to 2"]},
        ),
        ({"age": "7"}, {"age": ["Age: “7” is not one of them. Enter a number from 1 to 6"]}),
        (
            {"community": "Both"},
            {"community": ["“Both” is on no list: choose a community from the list"]},
        ),
        (
            {"community": "melton"},
            {"community": ["Type more of it: “melton” may be Melton Craven or Melton Dorian"]},
        ),
        (
            {"question_1": "", "question_2": ","},
            {"__all__": ["Enter at least one answer: this paper is empty"]},
        ),
        (
            in_parts("answered_on", date(2022, 10, 6)),
            {"answered_on": ["Enter a day that has been: this one is still to come"]},
        ),
        (
            in_parts("answered_on", date(2022, 8, 31)),
            {"answered_on": ["Enter a day from 1 September 2022 on: the consultation opened then"]},
        ),
        (in_parts("answered_on", None), {"answered_on": ["Enter the day it was filled in"]}),
        (
            {"question_4": "Ask ann.lee@example.org"},
            {
                "question_4": [
                    "Leave out the e-mail address “ann.lee@example.org”: nothing that leads to a person is kept"
                ]
            },
        ),
        (
            {"question_4": "Ring 01632 960 123 after six"},
            {
                "question_4": [
                    "Leave out the telephone number “01632 960 123”: nothing that leads to a person is kept"
                ]
            },
        ),
    ],
)
def test_paper_says_what_to_put_right_and_keeps_what_was_typed(
    client: Client,
    helen: User,
    stall: Consultation,
    typed: dict[str, str],
    errors: dict[str, list[str]],
) -> None:
    sent = paper(**({"question_4": "Typed <b>text</b>"} | typed))
    if "question_1" in typed and not typed["question_1"]:
        sent["question_4"] = ""
    assert refused(client, URL, sent) == errors
    html = client.post(URL, sent).content.decode()
    for name in ("community", "age", "question_1", "question_2", "question_3"):
        assert not sent[name] or f'value="{sent[name]}"' in html
    assert Response.objects.count() == 0


@pytest.mark.parametrize("years", ["£2,000,000,000 since 2010", "It was 0 in 1999, 12 in 2005"])
def test_paper_may_have_figures(
    client: Client, helen: User, stall: Consultation, years: str
) -> None:
    client.post(URL, paper(question_4=years))
    assert told(Response.objects.get())[-1] == years


def test_paper_takes_the_day_of_the_last_one_that_this_person_typed(
    client: Client, helen: User, stall: Consultation
) -> None:
    ResponseFactory.create(consultation=stall, answered_on=date(2022, 9, 5), recorded_by=helen)
    ResponseFactory.create(consultation=stall, answered_on=date(2022, 9, 6))
    assert client.get(URL).context["form"]["answered_on"].value() == ("5", "9", "2022")


def test_desk_counts_todays_papers_of_this_person(
    client: Client, helen: User, stall: Consultation
) -> None:
    client.post(URL, paper())
    ResponseFactory.create(consultation=stall, recorded_by=helen)
    ResponseFactory.create(consultation=stall, recorded_by=officer(), recorded_at=NOW)
    ResponseFactory.create()
    desk = client.get(URL).context["desk"]
    assert (desk.today, desk.count) == (1, 3)
    assert [paper.number for paper in desk.last] == [3, 2, 1]


@pytest.mark.parametrize(
    ("status", "words"),
    [("DRAFT", "It is still a draft"), ("PUBLISHED", "Its results are published")],
)
def test_papers_are_taken_only_while_answers_count(
    client: Client, helen: User, stall: Consultation, status: str, words: str
) -> None:
    Consultation.objects.update(status=status)
    assert words in text(client)
    assert "<button" not in text(client).partition("<main")[2].partition("</main>")[0]
    response = client.post(URL, paper(question_4="Typed text"))
    assert 'value="Typed text"' in response.content.decode()
    assert Response.objects.count() == 0


def test_paper_of_a_consultation_without_questions_says_what_to_do_first(
    client: Client, helen: User
) -> None:
    ConsultationFactory.create(slug="stall", status="OPEN")
    assert "There is nothing to answer yet" in text(client)


@pytest.mark.parametrize("count", [1, 30])
def test_paper_desk_takes_the_same_queries_for_1_and_30(
    client: Client,
    helen: User,
    stall: Consultation,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    option = stall.questions.get(number=1).options.get(number=1)
    for _ in range(count):
        answered = ResponseFactory.create(consultation=stall, recorded_by=helen)
        AnswerFactory.create(response=answered, option=option)
    with django_assert_num_queries(13):
        client.get(URL)
