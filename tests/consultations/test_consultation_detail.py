"""The page of one consultation: what was asked, of whom, when, and how many answered."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from consultations.models import QuestionKind
from partners.models import User
from tests.factories import (
    ConsultationFactory,
    OptionFactory,
    QuestionFactory,
    ResponseFactory,
    board_member,
    officer,
)

pytestmark = pytest.mark.django_db


def test_consultation_detail_shows_what_was_asked_and_of_whom(client: Client) -> None:
    survey = ConsultationFactory.create(
        title="Survey & more", slug="survey", audience="All residents", place="On paper"
    )
    question = QuestionFactory.create(
        consultation=survey, number=1, text="What worries you?", kind=QuestionKind.SEVERAL, most=3
    )
    OptionFactory.create(question=question, text="<b>Roads</b>")
    ResponseFactory.create_batch(4, consultation=survey, community=None)
    ResponseFactory.create(consultation=survey)
    client.force_login(board_member())
    page = " ".join(client.get("/consultations/survey/").content.decode().split())
    assert "<title>Survey &amp; more – Safer Melton portal</title>" in page
    assert "What worries you?" in page
    assert "Several options, 3 at most" in page
    assert "&lt;b&gt;Roads&lt;/b&gt;" in page
    assert "<dd>All residents</dd>" in page
    assert "<dd>On paper</dd>" in page
    assert "<dd>6 January 2020 to 27 March 2020</dd>" in page
    assert "<dd>5 people, from 1 community</dd>" in page


@pytest.mark.parametrize(
    ("count", "told", "told_to_the_team"),
    [
        (0, "0 people", "0 people"),
        (1, "Fewer than 5 people", "1 person, from 1 community"),
        (4, "Fewer than 5 people", "4 people, from 4 communities"),
        (5, "5 people, from 5 communities", "5 people, from 5 communities"),
    ],
)
def test_consultation_detail_tells_others_no_number_under_five(
    client: Client, count: int, told: str, told_to_the_team: str
) -> None:
    survey = ConsultationFactory.create(slug="survey")
    ResponseFactory.create_batch(count, consultation=survey)
    for reader, words in [(board_member(), told), (officer(), told_to_the_team)]:
        client.force_login(reader)
        assert f"<dd>{words}</dd>" in client.get("/consultations/survey/").content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_consultation_detail_takes_the_same_queries_for_1_and_30(
    client: Client, helen: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    survey = ConsultationFactory.create(slug="survey")
    for _ in range(count):
        OptionFactory.create(question=QuestionFactory.create(consultation=survey))
        ResponseFactory.create(consultation=survey)
    with django_assert_num_queries(10):
        client.get("/consultations/survey/")
