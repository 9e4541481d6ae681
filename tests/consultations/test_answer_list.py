"""All that people answered: who reads it, how it narrows, and how it leaves as a file."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from consultations.models import Consultation, ResponseFile
from partners.models import User
from tests.consultations.papers import paper_survey
from tests.factories import AnswerFactory, CommunityFactory, ResponseFactory, owner
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

URL = "/consultations/stall/answers/"


@pytest.fixture
def stall() -> Consultation:
    """One paper from the villages, and one person in the town who was in a file."""
    survey = paper_survey()
    worries = survey.questions.get(number=1)
    village = CommunityFactory.create(name="Upper Village", is_rural=True)
    typed = ResponseFactory.create(
        consultation=survey,
        community=village,
        age_band="AGE_65_OVER",
        recorded_by__full_name="Pat Paper",
    )
    for number in (1, 4):
        AnswerFactory.create(response=typed, option=worries.options.get(number=number))
    words = survey.questions.get(number=4)
    AnswerFactory.create(response=typed, question=words, option=None, text="<b>=Buses</b>")
    file = ResponseFile.objects.create(consultation=survey, name="a.csv", uploaded_at=NOW)
    town = CommunityFactory.create(name="Melton Centre")
    loaded = ResponseFactory.create(
        consultation=survey,
        community=town,
        source="FILE",
        file=file,
        recorded_by=None,
        answered_on=date(2020, 3, 1),
    )
    AnswerFactory.create(response=loaded, option=worries.options.get(number=2))
    ResponseFactory.create()
    return survey


def shown(client: Client, **narrowed: Any) -> list[str]:
    response = client.get(URL, narrowed)
    assert response.status_code == 200
    return [str(one.community) for one in response.context["page"]]


def test_answer_list_shows_each_answer_as_it_came(
    client: Client, helen: User, stall: Consultation
) -> None:
    page = " ".join(client.get(URL).content.decode().split())
    assert shown(client) == ["Melton Centre", "Upper Village"]
    assert "2 answers" in page
    assert "3 February 2020" in page
    assert 'Upper Village<span class="cards__note">65 and over</span>' in page
    assert '<span class="meta-inline">1.</span> Drugs, Burglary</span>' in page
    assert "“&lt;b&gt;=Buses&lt;/b&gt;”" in page
    assert "On paper, typed in by Pat Paper" in page
    assert "In the file a.csv" in page
    assert page.count(">Correct<span") == 1


def test_answer_list_offers_no_change_while_results_are_published(
    client: Client, helen: User, stall: Consultation
) -> None:
    Consultation.objects.update(status="PUBLISHED")
    page = client.get(URL).content.decode()
    assert ">Correct<span" not in page
    assert "Type in paper answers" not in page


@pytest.mark.parametrize(
    ("narrowed", "places"),
    [
        ({"where": "villages"}, ["Upper Village"]),
        ({"where": "outside"}, ["Melton Centre"]),
        ({"where": "not_said"}, ["None"]),
        ({"age_band": "AGE_65_OVER"}, ["Upper Village"]),
        ({"age_band": "UNDER_18"}, []),
        ({"source": "FILE"}, ["Melton Centre"]),
        ({"source": "PAPER"}, ["None", "Upper Village"]),
        ({"sort": "answered"}, ["Upper Village", "None", "Melton Centre"]),
        ({"sort": "place"}, ["Melton Centre", "Upper Village", "None"]),
    ],
)
def test_answer_list_narrows_and_sorts(
    client: Client,
    helen: User,
    stall: Consultation,
    narrowed: dict[str, str],
    places: list[str],
) -> None:
    ResponseFactory.create(consultation=stall, community=None, answered_on=date(2020, 2, 20))
    assert shown(client, **narrowed) == places


def test_answer_list_narrows_to_a_place_that_somebody_answered_from(
    client: Client, helen: User, stall: Consultation
) -> None:
    response = client.get(URL)
    places = list(response.context["form"].fields["community"].queryset)
    assert [place.name for place in places] == ["Melton Centre", "Upper Village"]
    assert shown(client, community=places[0].pk) == ["Melton Centre"]
    assert shown(client, community=999) == ["Melton Centre", "Upper Village"]


def test_answer_list_is_there_for_the_team_alone(client: Client, stall: Consultation) -> None:
    client.force_login(owner())
    assert client.get(URL).status_code == 404
    assert client.get(f"{URL}?export=csv").status_code == 404


def test_answer_list_leaves_as_a_file_with_a_column_for_each_question(
    client: Client, helen: User, stall: Consultation
) -> None:
    response = client.get(f"{URL}?export=csv&where=villages&sort=place")
    lines = response.content.decode("utf-8-sig").splitlines()
    asked = ",".join(str(question) for question in stall.questions.all())
    assert lines == [
        f"Answered on,Place,Age,How it came in,{asked}",
        "2020-02-03,Upper Village,65 and over,Typed in from paper,Drugs; Burglary,,,<b>=Buses</b>",
    ]


@pytest.mark.parametrize("count", [1, 30])
def test_answer_list_takes_the_same_queries_for_1_and_30(
    client: Client,
    helen: User,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    survey = paper_survey()
    option = survey.questions.get(number=1).options.get(number=1)
    for _ in range(count):
        AnswerFactory.create(response=ResponseFactory.create(consultation=survey), option=option)
    with django_assert_num_queries(9):
        client.get(URL)
