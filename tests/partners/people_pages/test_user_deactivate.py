"""Letting go of people and letting them back in: there is always an administrator."""

from http import HTTPStatus

import pytest
from django.test import Client

from partners.models import Role, User
from tests.factories import (
    administrator,
)
from tests.partners.people_pages.reading import answers, errors, page

pytestmark = pytest.mark.django_db


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
