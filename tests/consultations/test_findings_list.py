"""A consultation's page with what was taken from it, and what has changed since."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from consultations.models import Consultation, ConsultationStatus, Finding, Option
from consultations.queries.findings import read_states
from consultations.services.findings import make_finding, publish_finding
from partners.models import User
from tests.consultations.survey import Said, gather
from tests.factories import FindingFactory, OptionFactory, QuestionFactory, board_member

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)
PAGE = "/consultations/survey/"


@pytest.fixture
def option() -> Option:
    """Twenty people of forty chose it."""
    question = QuestionFactory.create(consultation__slug="survey")
    option: Option = OptionFactory.create(question=question, text="Roads")
    other = OptionFactory.create(question=question, text="Drugs")
    gather(question.consultation, [Said([option])] * 20 + [Said([other])] * 20)
    return option


def published(option: Option, by: User) -> Finding:
    made = make_finding(
        question=option.question, option=option, statement="Half say roads.", by=by, now=NOW
    )
    return publish_finding(finding=made, by=by, now=NOW)


def page_of(client: Client) -> str:
    return " ".join(client.get(PAGE).content.decode().split())


def test_team_sees_that_answers_have_changed(client: Client, helen: User, option: Option) -> None:
    finding = published(option, helen)
    assert [one.has_changed for one in read_states([finding])] == [False]
    assert "The answers have changed" not in page_of(client)
    gather(option.question.consultation, [Said([option])] * 2)
    (state,) = read_states([finding])
    assert (state.has_changed, state.now_in_words) == (True, "22 of 42 people, 52%")
    page = page_of(client)
    assert '<span class="meta-inline">1 finding</span>' in page
    assert "The answers have changed since: now 22 of 42 people, 52%" in page
    client.force_login(board_member())
    page = page_of(client)
    assert "Half say roads." in page
    assert "The answers have changed" not in page


def test_what_is_not_published_is_for_the_team(client: Client, helen: User, option: Option) -> None:
    FindingFactory.create(option=option, statement="Not yet told.")
    assert "Not yet told." in page_of(client)
    client.force_login(board_member())
    page = page_of(client)
    assert "Not yet told." not in page
    assert "Nothing is published from it yet." in page


def test_results_are_offered_to_whom_they_are_open(
    client: Client, helen: User, option: Option
) -> None:
    link = 'href="/consultations/survey/results/"'
    assert link in page_of(client)
    client.force_login(board_member())
    assert link not in page_of(client)
    Consultation.objects.update(status=ConsultationStatus.PUBLISHED)
    assert link in page_of(client)


@pytest.mark.parametrize("count", [1, 30])
def test_findings_are_compared_in_as_many_queries_however_many(
    client: Client,
    helen: User,
    option: Option,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        FindingFactory.create(
            option=OptionFactory.create(question__consultation=option.question.consultation)
        )
    with django_assert_num_queries(12):
        client.get(PAGE)
