"""Where partners meet: the list, and forums added and renamed."""

from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from partners.models import Forum
from tests.factories import ForumFactory, MeetingFactory, board_member, officer, owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def test_forum_list_has_the_board_first_and_coming_meetings(client: Client) -> None:
    ForumFactory.create(name="Joint Action Group", slug="jag", is_board=False)
    ForumFactory.create(name="County Board", slug="county", is_board=False, is_countywide=True)
    for day in (date(2022, 7, 7), date(2022, 10, 5), date(2023, 1, 19), date(2022, 1, 20)):
        MeetingFactory.create(held_on=day, papers_on=day)
    client.force_login(board_member())
    rows = client.get("/forums/").context["forums"]
    assert [str(row.forum) for row in rows] == [
        "Safer Melton Partnership Board",
        "Joint Action Group",
        "County Board",
    ]
    assert [m.held_on for m in rows[0].coming] == [date(2022, 10, 5), date(2023, 1, 19)]
    assert [m.held_on for m in rows[0].past] == [date(2022, 7, 7), date(2022, 1, 20)]


def test_forum_list_offers_changes_to_officers_alone(client: Client) -> None:
    MeetingFactory.create()
    client.force_login(owner())
    html = client.get("/forums/").content.decode()
    assert "Thursday 20 October 2022" in html
    assert "/edit/" not in html
    client.force_login(officer())
    assert "/edit/" in client.get("/forums/").content.decode()


def test_forum_is_added_under_an_address_of_its_own(client: Client) -> None:
    ForumFactory.create(name="Old", slug="add-2", is_board=False)
    client.force_login(officer())
    for name, slug in (("Add", "add-3"), ("Adults at Risk", "adults-at-risk")):
        client.post("/forums/add/", {"name": name, "is_countywide": "on"})
        forum = Forum.objects.get(name=name)
        assert (forum.slug, forum.is_countywide, forum.is_board) == (slug, True, False)


def test_forum_is_renamed_and_keeps_its_address(client: Client) -> None:
    ForumFactory.create(name="JAG", slug="jag", is_board=False)
    client.force_login(officer())
    client.post("/forums/jag/edit/", {"name": "Joint Action Group"})
    assert Forum.objects.get(slug="jag").name == "Joint Action Group"


def test_forum_without_a_name_or_with_anothers_is_refused(client: Client) -> None:
    ForumFactory.create()
    client.force_login(officer())
    for name, message in (
        ("", "Enter the forum’s name"),
        (
            "Safer Melton Partnership Board",
            "Enter another name: there is a forum with this one already",
        ),
    ):
        response = client.post("/forums/add/", {"name": name})
        assert response.status_code == HTTPStatus.OK
        assert response.context["form"].errors == {"name": [message]}
    assert Forum.objects.count() == 1


@pytest.mark.parametrize("count", [1, 30])
def test_forum_list_takes_the_same_queries_for_1_and_30(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        forum = ForumFactory.create(name=f"F{number}", slug=f"f{number}", is_board=False)
        MeetingFactory.create(forum=forum)
    client.force_login(board_member())
    with django_assert_num_queries(5):
        client.get("/forums/")
