"""The people pages: officers read them, administrators change them, nobody else knows of them."""

from datetime import date
from http import HTTPStatus

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from partners.models import Partner, Role, User
from tests.factories import (
    PartnerFactory,
    UserFactory,
    administrator,
    board_member,
    officer,
    owner,
)

pytestmark = pytest.mark.django_db

LIST, ADD = "/people/", "/people/add/"


@pytest.fixture
def council() -> Partner:
    return PartnerFactory.create(name="Upper Council")


@pytest.fixture
def tom(council: Partner) -> User:
    return owner(
        full_name="Tom Ashby",
        email="tom.ashby@example.org",
        post="Road Safety Officer",
        telephone="01632 960001",
        partner=council,
    )


@pytest.fixture
def admin(client: Client) -> User:
    admin = administrator(full_name="Ada Price", email="ada.price@example.org", post="Manager")
    client.force_login(admin)
    return admin


def answers(partner: Partner, **changes: str) -> dict[str, str]:
    return {
        "full_name": "Tom Ashby",
        "email": "tom.ashby@example.org",
        "post": "Road Safety Officer",
        "telephone": "01632 960001",
        "partner": str(partner.pk),
        "role": Role.OWNER,
    } | changes


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())


def errors(client: Client, url: str, data: dict[str, str]) -> dict[str, list[str]]:
    response = client.post(url, data)
    assert response.status_code == HTTPStatus.OK
    assert "There is a problem" in response.content.decode()
    found: dict[str, list[str]] = response.context["form"].errors
    return found


def listed(client: Client, query: str = "") -> list[str]:
    return [person.full_name for person in client.get(LIST + query).context["page"]]


# Reading


def test_user_list_shows_who_is_who(client: Client, tom: User, admin: User) -> None:
    html = page(client, LIST)
    assert f'<a class="govuk-link" href="/people/{tom.pk}/edit/">Tom Ashby</a>' in html
    assert 'Road Safety Officer<span class="cards__note">Upper Council</span>' in html
    assert '<a class="govuk-link" href="mailto:tom.ashby@example.org">' in html
    assert '<span class="cards__note phone">01632 960001</span>' in html
    assert "<td>Action plan owner</td>" in html
    assert '<p class="list-count">2 people</p>' in html
    assert 'href="/people/add/" data-module="govuk-button">Add a person</a>' in html


def test_user_list_for_an_officer_offers_no_change(client: Client, tom: User) -> None:
    client.force_login(officer())
    html = page(client, LIST)
    assert "Tom Ashby" in html
    assert "/edit/" not in html
    assert "/people/add/" not in html


def test_user_list_of_one_says_1_person(client: Client, admin: User) -> None:
    assert '<p class="list-count">1 person</p>' in page(client, LIST)


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


def test_user_list_is_narrowed_by_organisation(client: Client, tom: User, admin: User) -> None:
    assert listed(client, f"?partner={tom.partner_id}") == ["Tom Ashby"]


def test_user_list_with_nobody_found_leads_back(client: Client, admin: User) -> None:
    html = page(client, f"{LIST}?q=nobody")
    assert "Nobody found" in html
    assert '<a class="govuk-link" href="/people/">Show everybody</a>' in html


def test_user_list_marks_who_can_not_sign_in(client: Client, admin: User) -> None:
    owner(is_active=False)
    assert '<strong class="status status--grey">Can’t sign in</strong>' in page(client, LIST)


def test_user_list_keeps_the_filter_on_the_next_page(client: Client, admin: User) -> None:
    for _ in range(51):
        owner()
    html = page(client, f"{LIST}?role=OWNER&page=1")
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


# Who may


@pytest.mark.parametrize("make", [owner, board_member])
@pytest.mark.parametrize("url", [LIST, ADD, "edit/", "deactivate/"])
def test_people_pages_are_not_there_for_owners_and_the_board(
    client: Client, tom: User, make: object, url: str
) -> None:
    client.force_login(make())  # type: ignore[operator]
    url = url if url.startswith("/") else f"/people/{tom.pk}/{url}"
    assert client.get(url).status_code == HTTPStatus.NOT_FOUND


def test_people_pages_are_not_there_for_an_unknown_role(client: Client, tom: User) -> None:
    client.force_login(UserFactory.create(role="STRANGER"))
    for url in (LIST, ADD, f"/people/{tom.pk}/edit/", f"/people/{tom.pk}/deactivate/"):
        assert client.get(url).status_code == HTTPStatus.NOT_FOUND


def test_people_pages_refuse_an_officer_who_would_change_them(
    client: Client, tom: User, council: Partner
) -> None:
    client.force_login(officer())
    for url in (ADD, f"/people/{tom.pk}/edit/", f"/people/{tom.pk}/deactivate/"):
        assert client.get(url).status_code == HTTPStatus.FORBIDDEN
        data = answers(council, role=Role.ADMINISTRATOR)
        assert client.post(url, data).status_code == HTTPStatus.FORBIDDEN
    refused = client.post(f"/people/{tom.pk}/reactivate/")
    assert refused.status_code == HTTPStatus.FORBIDDEN
    tom.refresh_from_db()
    assert (tom.role, tom.is_active) == (Role.OWNER, True)
    assert User.objects.count() == 2


@pytest.mark.parametrize("make", [owner, board_member])
def test_people_pages_change_nothing_for_owners_and_the_board(
    client: Client, tom: User, council: Partner, make: object
) -> None:
    client.force_login(make())  # type: ignore[operator]
    data = answers(council, role=Role.ADMINISTRATOR)
    for url in (ADD, f"/people/{tom.pk}/edit/", f"/people/{tom.pk}/deactivate/"):
        assert client.post(url, data).status_code == HTTPStatus.NOT_FOUND
    refused = client.post(f"/people/{tom.pk}/reactivate/")
    assert refused.status_code == HTTPStatus.NOT_FOUND
    tom.refresh_from_db()
    assert (tom.role, tom.is_active) == (Role.OWNER, True)


def test_people_pages_ask_to_sign_in(client: Client, tom: User) -> None:
    for url in (LIST, ADD, f"/people/{tom.pk}/edit/", f"/people/{tom.pk}/deactivate/"):
        response = client.get(url)
        assert response.status_code == HTTPStatus.FOUND
        assert response.headers["Location"] == f"/accounts/login/?next={url}"
    assert client.post(f"/people/{tom.pk}/deactivate/").status_code == HTTPStatus.FORBIDDEN
    tom.refresh_from_db()
    assert tom.is_active is True


def test_people_pages_take_no_other_method(client: Client, tom: User, admin: User) -> None:
    assert client.post(LIST).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert client.put(ADD).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert client.delete(f"/people/{tom.pk}/edit/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    reactivate = f"/people/{tom.pk}/reactivate/"
    assert client.get(reactivate).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("deed", ["edit", "deactivate"])
def test_people_pages_of_nobody_are_not_there(client: Client, admin: User, deed: str) -> None:
    assert client.get(f"/people/999999/{deed}/").status_code == HTTPStatus.NOT_FOUND
    assert client.post("/people/999999/reactivate/").status_code == HTTPStatus.NOT_FOUND


# Adding and changing


def test_user_add_lets_somebody_in(client: Client, admin: User, council: Partner) -> None:
    response = client.post(ADD, answers(council, email=" Tom.Ashby@Example.org "), follow=True)
    assert response.redirect_chain == [(LIST, HTTPStatus.FOUND)]
    assert "Tom Ashby is added and can sign in" in response.content.decode()
    tom = User.objects.get(full_name="Tom Ashby")
    assert tom.email == "tom.ashby@example.org"
    assert (tom.post, tom.telephone) == ("Road Safety Officer", "01632 960001")
    assert (tom.partner, tom.role, tom.is_active) == (council, Role.OWNER, True)
    assert tom.has_usable_password() is False
    address = EmailAddress.objects.get(user=tom)
    assert (address.email, address.primary, address.verified) == (tom.email, True, True)
    assert tom.history.get().history_user == admin


def test_user_add_with_nothing_says_what_is_wanted(client: Client, admin: User) -> None:
    assert errors(client, ADD, {}) == {
        "full_name": ["Enter the person’s full name"],
        "email": ["Enter the person’s e-mail address"],
        "post": ["Enter the person’s post"],
        "partner": ["Select the person’s organisation"],
        "role": ["Select what the person may do"],
    }
    assert User.objects.count() == 1


def test_user_add_with_an_address_that_is_none_says_so(
    client: Client, admin: User, council: Partner
) -> None:
    assert errors(client, ADD, answers(council, email="tom.ashby")) == {
        "email": ["Enter an e-mail address with an @, like name@example.org"]
    }


def test_user_add_refuses_an_address_in_other_letters(
    client: Client, admin: User, tom: User, council: Partner
) -> None:
    User.objects.filter(pk=tom.pk).update(email="Tom.Ashby@example.org")
    data = answers(council, email="TOM.ASHBY@example.org")
    assert errors(client, ADD, data) == {
        "email": ["Somebody with this e-mail address is already listed"]
    }
    assert User.objects.count() == 2


@pytest.mark.parametrize("role", ["SUPERUSER", "STRANGER"])
def test_user_add_refuses_an_unknown_role(
    client: Client, admin: User, council: Partner, role: str
) -> None:
    assert errors(client, ADD, answers(council, role=role)) == {
        "role": ["Choose what the person may do from the list"]
    }


@time_machine.travel("2022-10-05T09:30:00+01:00", tick=False)
def test_user_form_offers_organisations_that_exist_today(
    client: Client, admin: User, tom: User
) -> None:
    PartnerFactory.create(name="Ended Trust", valid_to=date(2022, 10, 4))
    PartnerFactory.create(name="Coming Board", valid_from=date(2022, 10, 6))
    assert "Ended Trust" not in page(client, ADD)
    assert "Coming Board" not in page(client, ADD)
    Partner.objects.filter(pk=tom.partner_id).update(valid_to=date(2022, 10, 4))
    assert "Upper Council" not in page(client, ADD)
    assert "Upper Council" in page(client, f"/people/{tom.pk}/edit/")


def test_user_edit_saves_and_moves_the_address(
    client: Client, admin: User, tom: User, council: Partner
) -> None:
    EmailAddress.objects.create(user=tom, email=tom.email, primary=True, verified=True)
    data = answers(council, email="t.ashby@example.org", post="Team Leader", role=Role.BOARD)
    response = client.post(f"/people/{tom.pk}/edit/", data, follow=True)
    assert "Tom Ashby is saved" in response.content.decode()
    tom.refresh_from_db()
    assert (tom.email, tom.post, tom.role) == ("t.ashby@example.org", "Team Leader", Role.BOARD)
    addresses = EmailAddress.objects.filter(user=tom).values_list("email", "primary", "verified")
    assert list(addresses) == [("t.ashby@example.org", True, True)]
    assert tom.history.first().history_user == admin


def test_user_edit_refused_keeps_the_name_in_the_heading(
    client: Client, admin: User, tom: User, council: Partner
) -> None:
    response = client.post(f"/people/{tom.pk}/edit/", answers(council, full_name="", post=""))
    html = response.content.decode()
    assert '<h1 class="govuk-heading-l">Tom Ashby</h1>' in html
    tom.refresh_from_db()
    assert tom.full_name == "Tom Ashby"


# Letting go and letting back in


def test_user_deactivate_asks_once(client: Client, admin: User, tom: User) -> None:
    html = page(client, f"/people/{tom.pk}/deactivate/")
    assert "Stop Tom Ashby signing in?" in html
    assert "Road Safety Officer, Upper Council" in html
    tom.refresh_from_db()
    assert tom.is_active is True


def test_user_deactivate_signs_out_at_once(client: Client, admin: User, tom: User) -> None:
    at_home = Client()
    at_home.force_login(tom)
    response = client.post(f"/people/{tom.pk}/deactivate/", follow=True)
    assert "Tom Ashby can no longer sign in" in response.content.decode()
    tom.refresh_from_db()
    assert tom.is_active is False
    assert tom.history.first().history_user == admin
    assert at_home.get("/priorities/").status_code == HTTPStatus.FOUND


def test_user_reactivate_lets_back_in(client: Client, admin: User, tom: User) -> None:
    User.objects.filter(pk=tom.pk).update(is_active=False)
    assert "Let Tom Ashby sign in again" in page(client, f"/people/{tom.pk}/edit/")
    response = client.post(f"/people/{tom.pk}/reactivate/", follow=True)
    assert "Tom Ashby can sign in again" in response.content.decode()
    tom.refresh_from_db()
    assert tom.is_active is True


def test_last_administrator_can_not_be_deactivated(client: Client, admin: User) -> None:
    administrator(is_active=False)
    assert errors(client, f"/people/{admin.pk}/deactivate/", {}) == {
        "__all__": ["Make somebody else an administrator first: the portal needs one"]
    }
    admin.refresh_from_db()
    assert admin.is_active is True


def test_last_administrator_can_not_take_another_role(client: Client, admin: User) -> None:
    data = answers(admin.partner, email=admin.email, role=Role.OFFICER)
    assert errors(client, f"/people/{admin.pk}/edit/", data) == {
        "role": ["Make somebody else an administrator first: the portal needs one"]
    }
    admin.refresh_from_db()
    assert admin.role == Role.ADMINISTRATOR


def test_administrator_with_another_may_go(client: Client, admin: User) -> None:
    administrator()
    client.post(f"/people/{admin.pk}/deactivate/")
    admin.refresh_from_db()
    assert admin.is_active is False
