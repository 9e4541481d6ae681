"""The list of people in other orders, and as a file."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from partners.models import User
from tests.factories import board_member, officer, owner
from tests.partners.people_pages.reading import LIST, listed
from tests.reading_files import csv_rows, workbook_rows
from tests.reading_pages import page_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?sort=-name", ["Tom Ashby", "Bea Bell", "Ada Price"]),
        ("?sort=organisation", ["Bea Bell", "Tom Ashby", "Ada Price"]),
        ("?sort=-role&role=OWNER", ["Tom Ashby"]),
        ("?sort=email", ["Ada Price", "Bea Bell", "Tom Ashby"]),
    ],
)
def test_user_list_is_sorted(
    client: Client, tom: User, admin: User, query: str, names: list[str]
) -> None:
    board_member(full_name="Bea Bell", partner=tom.partner, post="Chair")
    User.objects.filter(pk=admin.pk).update(post="Zookeeper", partner=tom.partner)
    assert listed(client, query) == names


def test_user_list_links_keep_the_filter(client: Client, tom: User, admin: User) -> None:
    html = page_of(client, f"{LIST}?role=OWNER&sort=name")
    assert 'aria-sort="ascending"><a class="cards__sort" href="?role=OWNER&amp;sort=-name">' in html
    assert 'href="?role=OWNER&amp;sort=name&amp;export=xlsx" download>Excel</a>' in html
    assert '<option value="name" selected>Name: A to Z</option>' in html


def test_user_list_as_a_file_has_everybody_who_was_asked_for(
    client: Client, tom: User, admin: User
) -> None:
    for number in range(60):
        owner(full_name=f"Zed {number:02}", post="=cmd()", is_active=False)
    heading, first, *rest = csv_rows(client.get(f"{LIST}?role=OWNER&export=csv&page=2"))
    assert heading == [
        "Name",
        "Post",
        "Organisation",
        "E-mail",
        "Telephone",
        "Role",
        "Can sign in",
        "Mail does not arrive since",
    ]
    assert first == [
        "Tom Ashby",
        "Road Safety Officer",
        "Upper Council",
        "tom.ashby@example.org",
        "01632 960001",
        "Action plan owner",
        "Yes",
        "",
    ]
    assert (len(rest), rest[-1][:2], rest[-1][-2]) == (60, ["Zed 59", "'=cmd()"], "No")
    assert len(workbook_rows(client.get(f"{LIST}?export=xlsx"))) == 63


def test_user_list_file_is_kept_nowhere(client: Client, admin: User) -> None:
    response = client.get(f"{LIST}?export=csv")
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert csv_rows(response)[1][0] == "Ada Price"


def test_user_list_file_is_not_there_for_others(client: Client, tom: User) -> None:
    client.force_login(tom)
    assert client.get(f"{LIST}?export=csv").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_user_list_file_takes_the_same_queries_for_1_and_30(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(officer())
    for _ in range(count):
        owner()
    with django_assert_num_queries(3):
        assert len(csv_rows(client.get(f"{LIST}?export=csv"))) == count + 2
