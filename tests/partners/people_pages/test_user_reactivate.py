"""Letting people back in, and always an administrator."""

import pytest
from django.test import Client

from partners.models import Role, User
from tests.partners.people_pages.reading import answers, errors
from tests.reading_pages import page_of

pytestmark = pytest.mark.django_db


def test_user_reactivate_lets_back_in(client: Client, admin: User, tom: User) -> None:
    User.objects.filter(pk=tom.pk).update(is_active=False)
    assert "Let Tom Ashby sign in again" in page_of(client, f"/people/{tom.pk}/")
    response = client.post(f"/people/{tom.pk}/reactivate/", follow=True)
    assert "Tom Ashby can sign in again" in response.content.decode()
    tom.refresh_from_db()
    assert tom.is_active is True


def test_last_administrator_can_not_take_another_role(client: Client, admin: User) -> None:
    data = answers(admin.partner, email=admin.email, role=Role.OFFICER)
    assert errors(client, f"/people/{admin.pk}/edit/", data) == {
        "role": ["Make somebody else an administrator first: the portal needs one"]
    }
    admin.refresh_from_db()
    assert admin.role == Role.ADMINISTRATOR
