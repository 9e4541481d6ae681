"""Who answered: small places and ages are told together, and nobody is named by what is left."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from consultations.models import AgeBand, Consultation
from consultations.queries.heard import read_heard
from partners.models import User
from tests.consultations.survey import Said, gather
from tests.factories import (
    CommunityFactory,
    ConsultationFactory,
    OptionFactory,
    QuestionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey() -> Consultation:
    survey: Consultation = ConsultationFactory.create(slug="survey")
    return survey


def said(count: int, place: str, *, village: bool | None, band: str = "AGE_45_64") -> list[Said]:
    return [Said(village=village, place=place, band=band)] * count


def places(survey: Consultation, *, everything: bool = False) -> list[tuple[str, int]]:
    heard = read_heard(survey, everything=everything)
    return [(place.name, place.count) for place in heard.places]


def test_small_places_are_told_with_the_next(survey: Consultation) -> None:
    gather(
        survey,
        said(30, "Melton", village=False)
        + said(3, "Ab Kettleby", village=True)
        + said(12, "Bottesford", village=True)
        + said(20, "Somerby", village=True),
    )
    assert places(survey, everything=True) == [
        ("Melton", 30),
        ("Ab Kettleby", 3),
        ("Bottesford", 12),
        ("Somerby", 20),
    ]
    assert places(survey) == [("Melton", 30), ("Ab Kettleby and Bottesford", 15), ("Somerby", 20)]


def test_who_gave_no_place_is_told_with_the_town(survey: Consultation) -> None:
    gather(survey, said(30, "Melton", village=False) + said(2, "", village=None))
    assert places(survey, everything=True) == [("Melton", 30), ("No place given", 2)]
    assert places(survey) == [("Melton and No place given", 32)]


def test_few_villagers_are_told_with_the_town(survey: Consultation) -> None:
    gather(survey, said(30, "Melton", village=False) + said(4, "Somerby", village=True))
    assert places(survey) == [("Melton and Somerby", 34)]


def test_too_few_are_not_told_by_place_at_all(survey: Consultation) -> None:
    gather(survey, said(4, "Melton", village=False))
    assert places(survey) == []


def test_ages_are_told_in_neighbours(survey: Consultation) -> None:
    gather(
        survey,
        said(2, "", village=False, band=AgeBand.UNDER_18)
        + said(9, "", village=False, band=AgeBand.AGE_18_24)
        + said(20, "", village=False)
        + said(3, "", village=False, band=AgeBand.NOT_SAID),
    )
    ages = read_heard(survey, everything=False).ages
    assert [(age.name, age.count) for age in ages] == [
        ("Under 18, or 18 to 24", 11),
        ("45 to 64, or Prefer not to say", 23),
    ]


def test_places_are_held_against_those_who_live_there(survey: Consultation) -> None:
    CommunityFactory.create(name="Somerby", is_rural=True, population=800)
    CommunityFactory.create(name="Unheard", is_rural=True)
    gather(survey, said(12, "Somerby", village=True) + said(20, "Wymondham", village=True))
    heard = read_heard(survey, everything=False)
    assert [(place.name, place.in_a_thousand) for place in heard.places] == [
        ("Somerby", 15),
        ("Wymondham", None),
    ]
    assert [community.name for community in heard.unheard] == ["Unheard"]


def test_results_without_answers_say_what_to_do(
    client: Client, helen: User, survey: Consultation
) -> None:
    page = client.get("/consultations/survey/results/").content.decode()
    assert "Nobody has answered yet" in page


@pytest.mark.parametrize("count", [1, 30])
def test_results_take_as_many_queries_however_many_options(
    client: Client,
    helen: User,
    survey: Consultation,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        question = QuestionFactory.create(consultation=survey)
        options = [OptionFactory.create(question=question) for _ in range(count)]
        gather(survey, [Said(options, place=f"Place {count}")] * 2)
    with django_assert_num_queries(11):
        client.get("/consultations/survey/results/?audience=villages")


@pytest.mark.parametrize(("count", "unheard"), [(4, []), (5, ["Bottesford"])])
def test_few_are_told_without_number_or_places(
    survey: Consultation, count: int, unheard: list[str]
) -> None:
    CommunityFactory.create(name="Bottesford")
    gather(survey, said(count, "Melton", village=False))
    heard = read_heard(survey, everything=False)
    assert heard.is_few is (count == 4)
    assert [one.name for one in heard.unheard] == unheard
    assert not read_heard(survey, everything=True).is_few
