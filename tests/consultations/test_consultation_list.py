"""The list of consultations: what it shows, how it narrows, and that it stays quick."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from consultations.models import ConsultationKind, ConsultationStatus
from partners.models import User
from tests.factories import (
    ConsultationFactory,
    QuestionFactory,
    ResponseFactory,
    board_member,
)

pytestmark = pytest.mark.django_db


def shown(client: Client, **narrowed: Any) -> list[str]:
    """The consultations on the page, from top to bottom."""
    response = client.get("/consultations/", narrowed)
    assert response.status_code == 200
    return [consultation.title for consultation in response.context["page"]]


def text(client: Client, url: str = "/consultations/") -> str:
    return " ".join(client.get(url).content.decode().split())


def test_consultation_list_shows_the_newest_first(client: Client, helen: User) -> None:
    ConsultationFactory.create(title="Older", opened_on=date(2020, 1, 6))
    ConsultationFactory.create(title="Newer", opened_on=date(2021, 1, 6), closed_on=None)
    assert shown(client) == ["Newer", "Older"]


def test_consultation_list_says_who_was_asked_and_how_many_answered(
    client: Client, helen: User
) -> None:
    survey = ConsultationFactory.create(audience="All residents", place="Melton Mowbray")
    ResponseFactory.create_batch(2, consultation=survey)
    page = text(client)
    assert "1 consultation<" in page
    assert "Survey · Melton Mowbray" in page
    assert '<td data-label="When">6 January 2020 to 27 March 2020</td>' in page
    assert '<td data-label="Who was asked">All residents</td>' in page
    assert '<td class="numeric" data-label="Answers">2</td>' in page


def test_consultation_list_tells_others_no_number_under_five(client: Client) -> None:
    client.force_login(board_member())
    for title, count in [("None", 0), ("One", 1), ("Four", 4), ("Five", 5), ("Six", 6)]:
        ResponseFactory.create_batch(count, consultation=ConsultationFactory.create(title=title))
    page = text(client)
    assert page.count('data-label="Answers">Fewer than 5</td>') == 2
    for number in (0, 5, 6):
        assert f'data-label="Answers">{number}</td>' in page
    # The order of the hidden ones is not by their number.
    assert shown(client, sort="answers") == ["None", "Five", "Six", "Four", "One"]
    assert shown(client, sort="-answers") == ["Six", "Five", "None", "Four", "One"]
    file = client.get("/consultations/", {"export": "csv", "sort": "answers"})
    lines = file.getvalue().decode("utf-8-sig").splitlines()
    assert [line.rsplit(",", 1)[1] for line in lines if ",Survey," in line] == [
        "0",
        "5",
        "6",
        "Fewer than 5",
        "Fewer than 5",
    ]


def test_consultation_list_keeps_drafts_to_the_team(client: Client, helen: User) -> None:
    ConsultationFactory.create(title="Draft", status=ConsultationStatus.DRAFT)
    assert shown(client) == ["Draft"]
    client.force_login(board_member())
    assert shown(client) == []
    assert "There are no consultations yet" in text(client)
    assert "Draft" not in text(client)


@pytest.mark.parametrize(
    ("narrowed", "titles"),
    [
        ({"q": "market"}, ["Stall"]),
        ({"q": "SAFE at night"}, ["Survey"]),
        ({"q": "older people"}, ["Survey"]),
        ({"kind": "POLL"}, ["Stall"]),
        ({"status": "OPEN"}, ["Stall"]),
        ({"q": "cheese"}, []),
    ],
)
def test_consultation_list_narrows(
    client: Client, helen: User, narrowed: dict[str, str], titles: list[str]
) -> None:
    survey = ConsultationFactory.create(title="Survey", audience="Older people")
    QuestionFactory.create(consultation=survey, text="Do you feel safe at night?")
    QuestionFactory.create(consultation=survey, text="Are you safe at night on the bus?")
    ConsultationFactory.create(
        title="Stall",
        place="The market",
        kind=ConsultationKind.POLL,
        status=ConsultationStatus.OPEN,
        closed_on=None,
    )
    assert shown(client, **narrowed) == titles


def test_consultation_list_narrowed_to_nothing_offers_all(client: Client, helen: User) -> None:
    ConsultationFactory.create()
    assert "Show all consultations" in text(client, "/consultations/?q=cheese")


@pytest.mark.parametrize("count", [1, 30])
def test_consultation_list_takes_the_same_queries_for_1_and_30(
    client: Client, helen: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        ResponseFactory.create(consultation=ConsultationFactory.create())
    with django_assert_num_queries(6):
        client.get("/consultations/")


@pytest.mark.parametrize(
    ("opened_on", "closed_on", "words"),
    [
        (None, None, "Not yet open"),
        (date(2022, 9, 1), None, "Since 1 September 2022"),
        (date(2022, 9, 1), date(2022, 9, 1), "1 September 2022"),
        (date(2022, 9, 1), date(2022, 9, 2), "1 September 2022 to 2 September 2022"),
    ],
)
def test_consultation_says_when_it_was(
    opened_on: date | None, closed_on: date | None, words: str
) -> None:
    assert ConsultationFactory.build(opened_on=opened_on, closed_on=closed_on).days == words
