"""The front page, and what every page shows around its own matter."""

from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import FrameworkSettings
from partners.models import Role
from tests import factories
from tests.foundation.pages import attributes, elements

pytestmark = pytest.mark.django_db

TEAM = [
    "My work",
    "Dashboard",
    "Priorities",
    "Action plans",
    "Consultations",
    "Partners",
    "Reviews",
    "Editions",
    "Rounds",
    "Mail record",
    "People",
    "Settings",
]


def nav_of(client: Client) -> list[str]:
    html = client.get("/accounts/logout/").content.decode()
    links = [e for e in elements(html) if attributes(e).get("class") == "smp-nav__link"]
    return [str(link.children[0]) for link in links]


def test_home_says_whose_portal_it_is_in_two_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        response = client.get("/")

    html = response.content.decode()
    assert response.status_code == HTTPStatus.OK
    assert "<title>Safer together in Melton – Safer Melton Partnership</title>" in html
    assert '<a class="smp-header__link" href="/accounts/login/">Sign in for partners</a>' in html


def test_footer_says_where_the_team_is_reached(client: Client) -> None:
    FrameworkSettings.objects.create(team_email="sm@example.org", team_telephone="01632 960999")
    html = client.get("/").content.decode()
    assert '<a class="govuk-link" href="tel:01632960999">01632 960999</a>' in html
    assert '<a class="govuk-link" href="mailto:sm@example.org">sm@example.org</a>' in html


def test_home_leads_the_public_to_its_own_pages(client: Client) -> None:
    html = client.get("/").content.decode()
    links = [e for e in elements(html) if attributes(e).get("class") == "smp-nav__link"]
    assert [attributes(link)["href"] for link in links] == [
        "/plan/",
        "/places/",
        "/who-we-are/",
        "/contact/",
    ]
    assert "Sign out" not in html


def test_home_of_somebody_signed_in_is_their_work(client: Client) -> None:
    client.force_login(factories.owner())

    assert client.get("/").headers["Location"] == "/my-work/"


def test_home_takes_no_post(client: Client) -> None:
    assert client.post("/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMINISTRATOR])
def test_nav_of_the_team_has_rounds_and_people(client: Client, role: Role) -> None:
    client.force_login(factories.UserFactory.create(role=role))

    assert nav_of(client) == TEAM


@pytest.mark.parametrize(("role", "more"), [(Role.OWNER, []), (Role.BOARD, ["Board packs"])])
def test_nav_of_owners_and_board_has_what_they_read(
    client: Client, role: Role, more: list[str]
) -> None:
    client.force_login(factories.UserFactory.create(role=role))

    assert nav_of(client) == [*TEAM[:7], *more]


def test_nav_of_an_unknown_role_is_empty(client: Client) -> None:
    client.force_login(factories.UserFactory.create(role="VISITOR"))

    assert nav_of(client) == []


def test_header_says_who_is_signed_in_and_signs_out_by_a_button(client: Client) -> None:
    person = factories.officer(full_name="Helen Marsh", post="Community Safety Manager")
    client.force_login(person)

    html = client.get("/accounts/logout/").content.decode()
    forms = [attributes(e) for e in elements(html) if e.name == "form"]
    assert 'Helen Marsh<span class="smp-header__post">, Community Safety Manager</span>' in html
    assert forms[0] == {"method": "post", "action": "/accounts/logout/"}


def test_a_name_with_markup_is_only_a_name(client: Client) -> None:
    client.force_login(factories.officer(full_name="<b>Helen</b>", post="R&D"))

    html = client.get("/accounts/logout/").content.decode()
    assert '&lt;b&gt;Helen&lt;/b&gt;<span class="smp-header__post">, R&amp;D</span>' in html


def test_a_page_that_does_not_exist_is_found_out_without_a_form(client: Client) -> None:
    client.force_login(factories.officer())

    response = client.get("/no-such-page/")
    html = response.content.decode()
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert "Page not found" in html
    assert [e for e in elements(html) if e.name == "form"] == []


def test_pages_carry_no_style_or_script_of_their_own(client: Client) -> None:
    for address in ("/", "/accounts/login/", "/no-such-page/"):
        found = list(elements(client.get(address).content.decode()))
        assert [e for e in found if "style" in attributes(e) or e.name == "style"] == []
        scripts = [attributes(e)["src"] for e in found if e.name == "script"]
        # The public's pages need none.
        assert scripts == ([] if address == "/" else ["/static/portal.js"])
