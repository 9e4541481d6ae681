"""The list of priorities, and how they meet the county's."""

from datetime import date
from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from consultations.models import Theme
from partners.models import Role, User
from priorities.models import (
    Alignment,
    CountyPriority,
    Priority,
    PriorityStatus,
    Reason,
    ReasonKind,
)
from priorities.plan_file import load_plan_file
from priorities.queries.priority_list import read_priority_list
from tests.factories import (
    PriorityFactory,
    StrategicPlanFactory,
    UserFactory,
    administrator,
    board_member,
    officer,
    owner,
)
from tests.reading_files import csv_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

TODAY = date(2022, 10, 5)
LIST = "/priorities/"
MELTON = Path(settings.BASE_DIR) / "priorities" / "plans" / "melton-2021-2024.toml"


def text_of(client: Client, user: User) -> str:
    client.force_login(user)
    response = client.get(LIST)
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())


def test_priority_list_reads_the_current_plan_in_its_order() -> None:
    old = StrategicPlanFactory.create(
        slug="2018-2021", starts_on=date(2018, 4, 1), ends_on=date(2021, 3, 31)
    )
    PriorityFactory.create(plan=old, number=1)
    second = PriorityFactory.create(number=2)
    first = PriorityFactory.create(number=1)

    page = read_priority_list(owner(), on=TODAY)

    assert page.plan == first.plan
    assert page.priorities == [first, second]


def test_priority_list_of_melton_says_what_and_why(client: Client) -> None:
    load_plan_file(MELTON.read_text(encoding="utf-8"))

    html = text_of(client, board_member())

    assert "Community safety plan 2021 to 2024" in html
    assert '<a class="govuk-link" href="/priorities/road-safety/">2. Road safety</a>' in html
    assert html.count("What we want to achieve is still to be written") == 5
    assert "Highest polling issue for rural communities across the borough." in html
    assert "5 priorities" in html
    assert '<a class="govuk-link" href="/county-priorities/">' in html
    assert '<a class="govuk-link" href="/pressures/">' in html
    assert '<a class="govuk-link" href="/working-plan/">' in html
    assert "Add a priority" not in html


def test_priority_list_gives_each_reason_once_in_its_order(client: Client) -> None:
    priority = PriorityFactory.create()
    for number, words in ((2, "More of it."), (1, "The law.")):
        Reason.objects.create(priority=priority, number=number, kind=ReasonKind.STATUTE, text=words)
        priority.themes.add(
            Theme.objects.create(number=number, title=f"T{number}", slug=f"t{number}")
        )
    html = text_of(client, owner())
    assert (
        '<td> <span class="cards__line">The law.</span>'
        '<span class="cards__line">More of it.</span> </td>'
    ) in html


def test_priority_list_without_a_reason_says_so(client: Client) -> None:
    PriorityFactory.create()
    assert "No reason yet" in text_of(client, owner())


def test_priority_list_marks_what_is_not_active(client: Client) -> None:
    PriorityFactory.create(status=PriorityStatus.WITHDRAWN)

    html = text_of(client, owner())

    assert '<strong class="status status--grey">Withdrawn</strong>' in html


def test_priority_list_without_a_plan_says_where_it_comes_from(client: Client) -> None:
    html = text_of(client, officer())
    assert "No priorities yet" in html
    assert "loads from its file" in html


@pytest.mark.parametrize("make", [owner, board_member, officer, administrator])
def test_priority_list_is_read_by_every_role(client: Client, make: object) -> None:
    client.force_login(make())  # type: ignore[operator]
    assert client.get(LIST).status_code == HTTPStatus.OK


def test_priority_list_is_not_there_for_an_unknown_role(client: Client) -> None:
    client.force_login(UserFactory.create(role="STRANGER"))
    assert client.get(LIST).status_code == HTTPStatus.NOT_FOUND


def test_priority_list_asks_to_sign_in(client: Client) -> None:
    response = client.get(LIST)
    assert response.status_code == HTTPStatus.FOUND
    assert response.headers["Location"] == "/accounts/login/?next=/priorities/"


def test_priority_list_takes_no_post(client: Client) -> None:
    client.force_login(officer())
    assert client.post(LIST).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("count", [1, 30])
def test_priority_list_takes_the_same_queries_for_1_and_30(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    theme = Theme.objects.create(number=1, title="Noise", slug="noise")
    for number in range(1, count + 1):
        priority: Priority = PriorityFactory.create(number=number)
        county = CountyPriority.objects.create(number=number, title=f"County {number}")
        priority.themes.add(theme)
        Alignment.objects.create(priority=priority, county_priority=county)
    client.force_login(UserFactory.create(role=Role.BOARD))
    with django_assert_num_queries(9):
        client.get(LIST)


@pytest.mark.parametrize(
    ("sort", "numbers"),
    [
        ("", [1, 2, 3]),
        ("-priority", [3, 2, 1]),
        ("why", [2, 3, 1]),
        ("-why", [1, 2, 3]),
        ("-county", [3, 1, 2]),
        ("pressures", [2, 3, 1]),
        ("unknown", [1, 2, 3]),
    ],
)
def test_priority_list_is_sorted(client: Client, sort: str, numbers: list[int]) -> None:
    first, _second, third = [PriorityFactory.create(number=number) for number in (1, 2, 3)]
    Reason.objects.create(priority=first, number=1, kind=ReasonKind.STATUTE, text="The law.")
    first.themes.add(Theme.objects.create(number=1, title="Noise", slug="noise"))
    county = CountyPriority.objects.create(number=1, title="Quiet")
    Alignment.objects.create(priority=third, county_priority=county)
    client.force_login(board_member())
    page = client.get(LIST, {"sort": sort}).context["page"]
    assert [priority.number for priority in page.priorities] == numbers
    _headings, *rows = csv_rows(client.get(LIST, {"sort": sort, "export": "csv"}))
    assert [int(row[0]) for row in rows] == numbers


def test_priority_list_as_a_file_says_why_each_is_one(client: Client) -> None:
    load_plan_file(MELTON.read_text(encoding="utf-8"))
    client.force_login(board_member())
    headings, *rows = csv_rows(client.get(f"{LIST}?export=csv"))
    first = dict(zip(headings, rows[0], strict=True))
    assert (len(rows), first["Number"], first["Status"]) == (5, "1", "Active")
    assert first["Why it is one"].count("\n") == Priority.objects.get(number=1).reasons.count() - 1
