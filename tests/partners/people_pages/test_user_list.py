"""The list of people: who is who, and how it narrows."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from partners.models import User
from tests.factories import (
    board_member,
    officer,
    owner,
)
from tests.partners.people_pages.reading import LIST, listed
from tests.reading_pages import page_of

pytestmark = pytest.mark.django_db


def test_user_list_shows_who_is_who(client: Client, tom: User, admin: User) -> None:
    html = page_of(client, LIST)
    assert f'<a class="govuk-link" href="/people/{tom.pk}/">Tom Ashby</a>' in html
    assert 'Road Safety Officer<span class="cards__note">Upper Council</span>' in html
    assert '<a class="govuk-link" href="mailto:tom.ashby@example.org">' in html
    assert '<a class="govuk-link" href="tel:01632960001">01632 960001</a></span>' in html
    assert "<td>Action plan owner</td>" in html
    assert '<p class="list-count">2 people</p>' in html
    assert 'href="/people/add/" data-module="govuk-button">Add a person</a>' in html


def test_user_list_for_an_officer_offers_no_change(client: Client, tom: User) -> None:
    client.force_login(officer())
    html = page_of(client, LIST)
    assert "Tom Ashby" in html
    assert "/edit/" not in html
    assert "/people/add/" not in html


def test_user_list_of_one_says_1_person(client: Client, admin: User) -> None:
    assert '<p class="list-count">1 person</p>' in page_of(client, LIST)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Ada Price", "Tom Ashby", "Zoe Unwin"]),
        ("?q=road", ["Tom Ashby"]),
        ("?q=ZOE", ["Zoe Unwin"]),
        ("?q=ada.price@", ["Ada Price"]),
        ("?role=BOARD", ["Zoe Unwin"]),
        ("?active=no", ["Zoe Unwin"]),
        ("?active=yes", ["Ada Price", "Tom Ashby"]),
        ("?active=yes&q=o&role=OWNER", ["Tom Ashby"]),
        ("?q=nobody", []),
    ],
)
def test_user_list_is_narrowed(
    client: Client, tom: User, admin: User, query: str, names: list[str]
) -> None:
    board_member(full_name="Zoe Unwin", email="zoe@example.org", is_active=False)
    assert listed(client, query) == names


def test_user_list_says_above_it_what_a_filter_cannot_take(client: Client, admin: User) -> None:
    html = page_of(client, LIST + "?role=KING")
    assert "There is a problem" in html
    assert '<li><a href="#id_role">' in html
    assert "<title>Error: People" in html


def test_user_list_is_narrowed_by_organisation(client: Client, tom: User, admin: User) -> None:
    assert listed(client, f"?partner={tom.partner_id}") == ["Tom Ashby"]


def test_user_list_with_nobody_found_leads_back(client: Client, admin: User) -> None:
    html = page_of(client, f"{LIST}?q=nobody")
    assert "Nobody found" in html
    assert '<a class="govuk-link" href="/people/">Show everybody</a>' in html


def test_user_list_marks_who_can_not_sign_in(client: Client, admin: User) -> None:
    owner(is_active=False)
    assert '<strong class="status status--grey">Can’t sign in</strong>' in page_of(client, LIST)


def test_user_list_keeps_the_filter_on_the_next_page(client: Client, admin: User) -> None:
    for _ in range(51):
        owner()
    html = page_of(client, f"{LIST}?role=OWNER&page=1")
    assert 'href="?role=OWNER&page=2"' in html or 'href="?role=OWNER&amp;page=2"' in html
    assert len(listed(client, "?role=OWNER&page=2")) == 1


@pytest.mark.parametrize("count", [1, 30])
def test_user_list_takes_the_same_queries_for_1_and_30(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(officer())
    for _ in range(count):
        owner()
    with django_assert_num_queries(7):
        client.get(LIST)
