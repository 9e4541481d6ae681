"""A finding's page: its figures, what rests on it, and what came of it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import Action
from consultations.models import Consultation, ConsultationStatus, Finding, Option, QuestionKind
from consultations.services.findings import make_finding, publish_finding
from partners.models import User
from priorities.models import PublicReply, Reason, ReasonKind
from tests.consultations.survey import Said, gather
from tests.factories import (
    ActionFactory,
    MeasureFactory,
    OptionFactory,
    PriorityFactory,
    QuestionFactory,
    board_member,
    officer,
)

NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def helen() -> User:
    return officer(full_name="Helen Marsh")


@pytest.fixture
def finding(helen: User) -> Finding:
    """Twenty-four of forty people, published."""
    question = QuestionFactory.create(
        consultation__slug="survey", kind=QuestionKind.SINGLE, text="Which of these concern you?"
    )
    roads: Option = OptionFactory.create(question=question, text="Roads")
    drugs: Option = OptionFactory.create(question=question, text="Drugs")
    gather(question.consultation, [Said([roads])] * 24 + [Said([drugs])] * 16)
    made = make_finding(
        question=question, option=roads, statement="Roads come first.", by=helen, now=NOW
    )
    return publish_finding(finding=made, by=helen, now=NOW)


def page_of(client: Client, finding: Finding, user: User) -> str:
    client.force_login(user)
    response = client.get(f"/consultations/findings/{finding.pk}/")
    return " ".join(response.content.decode().split())


def rest_on(finding: Finding, number: int = 1) -> Reason:
    reason: Reason = Reason.objects.create(
        priority=PriorityFactory.create(),
        number=number,
        kind=ReasonKind.CONSULTATION,
        text="Highest polling issue.",
        finding=finding,
    )
    return reason


def answer_it(finding: Finding, **details: Any) -> Action:
    action: Action = ActionFactory.create(**details)
    action.findings.add(finding)
    return action


def test_finding_that_nobody_uses_says_what_to_do(
    client: Client, finding: Finding, helen: User
) -> None:
    page = page_of(client, finding, helen)
    assert "<b>24 of 40 people</b> who answered, 60%." in page
    assert "No reason rests on this yet. If it is why something is a priority" in page
    assert "No action answers this yet. Edit an action and tick this finding." in page
    assert "Not told to the public yet." in page
    page = page_of(client, finding, board_member())
    assert "No reason rests on this yet.</li>" in page


def test_finding_shows_what_came_of_it(client: Client, finding: Finding, helen: User) -> None:
    reason = rest_on(finding)
    action = answer_it(finding, title="Speed watch")
    action.measures.add(MeasureFactory.create(plan=action.plan, title="Villages with a watch"))
    PublicReply.objects.create(
        priority=reason.priority, number=1, you_said="Too fast.", we_did="We watch."
    )
    page = page_of(client, finding, board_member())
    assert "Highest polling issue." in page
    assert f'href="/priorities/{reason.priority.slug}/"' in page
    assert "Speed watch" in page
    assert "Villages with a watch" in page
    assert "Too fast." in page
    assert "We watch." in page


def test_finding_tells_nobody_of_a_restricted_plan(
    client: Client, finding: Finding, helen: User
) -> None:
    answer_it(finding, title="Secret watch", plan__is_restricted=True)
    assert "Secret watch" in page_of(client, finding, helen)
    page = page_of(client, finding, board_member())
    assert "Secret watch" not in page
    assert "No action answers this yet." in page


def test_finding_has_its_neighbours_once_the_results_are_published(
    client: Client, finding: Finding, helen: User
) -> None:
    neighbour = '<td class="numeric answers__more">16 people</td>'
    assert neighbour in page_of(client, finding, helen)
    board = board_member()
    assert neighbour not in page_of(client, finding, board)
    Consultation.objects.update(status=ConsultationStatus.PUBLISHED)
    assert neighbour in page_of(client, finding, board)


def test_finding_says_to_the_team_alone_that_answers_have_changed(
    client: Client, finding: Finding, helen: User
) -> None:
    Consultation.objects.update(status=ConsultationStatus.PUBLISHED)
    gather(finding.question.consultation, [Said([finding.option])] * 2)
    page = page_of(client, finding, helen)
    assert "<b>The answers have changed since:</b> now 26 of 42 people, 62%." in page
    assert "<b>24 of 40 people</b>" in page
    page = page_of(client, finding, board_member())
    assert "<b>24 of 40 people</b>" in page
    assert "have changed since" not in page
    assert "16 people" not in page


def test_finding_that_an_action_answers_is_not_deleted(
    client: Client, finding: Finding, helen: User
) -> None:
    made = make_finding(
        question=finding.question, option=finding.option, statement="Roads.", by=helen, now=NOW
    )
    action = answer_it(made)
    client.force_login(helen)
    url = f"/consultations/findings/{made.pk}/delete/"
    refused = client.post(url)
    assert "An action answers this finding: take it off the action first" in (
        refused.content.decode()
    )
    action.findings.clear()
    assert client.post(url).headers["Location"] == "/consultations/survey/results/"
    assert not Finding.objects.filter(pk=made.pk).exists()


@pytest.mark.parametrize("count", [1, 30])
def test_finding_is_quick_however_much_rests_on_it(
    client: Client,
    finding: Finding,
    helen: User,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(helen)
    for number in range(count):
        rest_on(finding, number + 1)
        answer_it(finding)
    with django_assert_num_queries(14):
        client.get(f"/consultations/findings/{finding.pk}/")
