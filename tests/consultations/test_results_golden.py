"""The figures of the resident survey of 2020, counted by arithmetic from its file."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from consultations.audiences import AUDIENCES
from consultations.models import Consultation, Option
from consultations.queries.heard import read_heard
from consultations.queries.results import QuestionResult, read_results
from tests.consultations.golden import resident_survey
from tests.factories import board_member, officer
from tests.world import kept_for_the_module

pytestmark = pytest.mark.django_db
PAGE = "/consultations/resident-survey-2020/results/"


@pytest.fixture(scope="module")
def survey(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Consultation]:
    with kept_for_the_module(django_db_blocker):
        yield resident_survey()


def result(survey: Consultation, number: int, audience: str, *, everything: bool) -> QuestionResult:
    found = read_results(survey, AUDIENCES[audience], everything=everything)
    return found[number - 1]


def first(survey: Consultation, audience: str, *, everything: bool = True) -> tuple[object, ...]:
    found = result(survey, 1, audience, everything=everything)
    row = found.rows[0]
    assert row.arithmetic is not None
    return row.name, row.arithmetic.count, found.base, row.arithmetic.rank


@pytest.mark.parametrize("everything", [True, False])
def test_first_concerns_are_those_the_plan_rests_on(survey: Consultation, everything: bool) -> None:
    found = {key: first(survey, key, everything=everything) for key in AUDIENCES}
    assert found == {
        "everybody": ("Drug related crime", 483, 1043, 1),
        "villages": ("Road safety and speeding", 258, 441, 1),
        "outside-the-villages": ("Drug related crime", 346, 602, 1),
        "under-25": ("Knife crime and violence", 131, 203, 1),
        "25-and-over": ("Drug related crime", 419, 840, 1),
        "under-18": ("Knife crime and violence", 76, 115, 1),
        "18-to-24": ("Knife crime and violence", 55, 88, 1),
        "25-to-44": ("Drug related crime", 148, 263, 1),
        "45-to-64": ("Drug related crime", 141, 297, 1),
        "65-and-over": ("Drug related crime", 111, 245, 1),
        "age-not-said": ("Road safety and speeding", 23, 35, 1),
    }


def test_concerns_in_the_villages_in_their_order(survey: Consultation) -> None:
    found = result(survey, 1, "villages", everything=False)
    assert [(row.name, row.arithmetic and row.arithmetic.count) for row in found.rows] == [
        ("Road safety and speeding", 258),
        ("Rural crime and theft", 168),
        ("Drug related crime", 137),
        ("Burglary", 125),
        ("Cybercrime and fraud", 116),
        ("Fly-tipping", 98),
        ("Knife crime and violence", 90),
        ("Anti-social behaviour", 77),
        ("Domestic abuse", 32),
        ("Hate crime", 10),
    ]


def test_what_few_young_people_chose_is_hidden_by_age_band_alone(survey: Consultation) -> None:
    bands = result(survey, 1, "18-to-24", everything=False)
    assert bands.kept_back == "Domestic abuse and Hate crime"
    younger = result(survey, 1, "under-25", everything=False)
    assert younger.kept_back == ""
    small = {row.name: row.arithmetic and row.arithmetic.count for row in younger.rows[-2:]}
    assert small == {"Hate crime": 6, "Domestic abuse": 5}
    team = result(survey, 1, "18-to-24", everything=True)
    small = {row.name: row.arithmetic and row.arithmetic.count for row in team.rows[-2:]}
    assert small == {"Domestic abuse": 3, "Hate crime": 1}


def test_scale_keeps_its_order(survey: Consultation) -> None:
    found = result(survey, 2, "everybody", everything=False)
    assert [(row.name, row.arithmetic and row.arithmetic.count) for row in found.rows] == [
        ("Very safe", 217),
        ("Fairly safe", 216),
        ("A bit unsafe", 207),
        ("Very unsafe", 207),
        ("Don't know", 196),
    ]


def test_words_are_counted(survey: Consultation) -> None:
    assert result(survey, 3, "everybody", everything=False).text_count == 780


def test_who_answered(survey: Consultation) -> None:
    heard = read_heard(survey, everything=False)
    assert heard.count == 1043
    assert [(place.name, place.count) for place in heard.places][:2] == [
        ("Melton Mowbray - Craven", 92),
        ("Melton Mowbray - Dorian", 106),
    ]
    assert [(age.name, age.count) for age in heard.ages] == [
        ("Under 18", 115),
        ("18 to 24", 88),
        ("25 to 44", 263),
        ("45 to 64", 297),
        ("65 and over", 245),
        ("Prefer not to say", 35),
    ]


def test_results_page_says_it_in_words(survey: Consultation, client: Client) -> None:
    client.force_login(board_member())
    page = " ".join(client.get(f"{PAGE}?audience=villages").content.decode().split())
    assert "Based on <b>441 people in the villages</b> who answered this question." in page
    assert "They could choose up to 3, so the shares add up to more than 100%." in page
    assert '<td class="numeric answers__share">59%</td>' in page
    assert '<td class="numeric answers__more">258 people</td>' in page
    assert "Speeding lorries" not in page
    assert "Make this a finding" not in page


def test_results_page_asks_few_questions(
    survey: Consultation, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(officer())
    assert Option.objects.count() == 15
    client.get(PAGE)
    with django_assert_num_queries(11):
        client.get(PAGE)
