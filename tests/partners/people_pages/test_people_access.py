"""The people pages: officers read them, administrators change them, nobody else knows of them."""

from http import HTTPStatus

import pytest
from django.test import Client

from partners.models import Partner, Role, User
from tests.factories import (
    UserFactory,
    board_member,
    officer,
    owner,
)
from tests.partners.people_pages.reading import ADD, LIST, answers

pytestmark = pytest.mark.django_db


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
