"""One address for each person, wherever it is kept."""

from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.test import Client

from partners.models import Role, User
from partners.services.people import deactivate_user, reactivate_user, save_user
from tests.factories import PartnerFactory, administrator, owner
from tests.partners.addresses import change_email

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)


@pytest.fixture
def admin() -> User:
    return administrator()


def addresses(user: User) -> list[str]:
    return list(EmailAddress.objects.filter(user=user).values_list("email", flat=True))


def test_save_user_lets_a_new_person_in_without_a_password(admin: User) -> None:
    tom = User(
        full_name="Tom Ashby",
        email="Tom.Ashby@example.org",
        post="Officer",
        partner=PartnerFactory.create(),
        role=Role.OWNER,
    )
    save_user(user=tom, by=admin, now=NOW)
    assert tom.email == "tom.ashby@example.org"
    assert tom.has_usable_password() is False
    assert addresses(tom) == ["tom.ashby@example.org"]


def test_signing_in_is_no_version_of_a_person(client: Client, admin: User) -> None:
    tom = owner()
    client.force_login(tom)
    assert User.objects.get(pk=tom.pk).last_login is not None
    assert [record.history_type for record in tom.history.all()] == ["+"]

    tom.post = "Head of Road Safety"
    save_user(user=tom, by=admin, now=NOW)
    assert [record.history_type for record in tom.history.order_by("history_id")] == ["+", "~"]


def test_change_email_leaves_no_other_address(admin: User) -> None:
    tom = owner(email="tom@example.org")
    for email in ("tom@example.org", "Tom@example.org", "older@example.org"):
        EmailAddress.objects.create(user=tom, email=email)
    change_email(user=tom, email="New@Example.org", by=admin, now=NOW)
    tom.refresh_from_db()
    assert tom.email == "new@example.org"
    assert addresses(tom) == ["new@example.org"]


def test_change_email_takes_an_address_that_somebody_had_before(admin: User) -> None:
    gone = owner(email="gone@example.org")
    EmailAddress.objects.create(user=gone, email="Team@example.org", verified=True)
    tom = owner()
    change_email(user=tom, email="team@example.org", by=admin, now=NOW)
    assert addresses(tom) == ["team@example.org"]
    assert addresses(gone) == []


def test_change_email_leaves_other_people_alone(admin: User) -> None:
    una = save_user(user=owner(email="una@example.org"), by=admin, now=NOW)
    change_email(user=owner(), email="new@example.org", by=admin, now=NOW)
    assert addresses(una) == ["una@example.org"]


def test_save_user_again_keeps_the_address(admin: User) -> None:
    tom = save_user(user=owner(), by=admin, now=NOW)
    address = EmailAddress.objects.get(user=tom)
    save_user(user=tom, by=admin, now=NOW)
    assert EmailAddress.objects.get(user=tom) == address


def test_history_says_who_did_it(admin: User) -> None:
    tom = owner()
    deactivate_user(user=tom, by=admin, now=NOW)
    reactivate_user(user=tom, by=tom, now=NOW)
    rows = tom.history.order_by("history_id").values_list("is_active", "history_user")
    assert list(rows) == [(True, None), (False, admin.pk), (True, tom.pk)]


def test_deactivate_user_refuses_the_last_administrator(admin: User) -> None:
    with pytest.raises(ValidationError) as refused:
        deactivate_user(user=admin, by=admin, now=NOW)
    assert refused.value.messages == [
        "Make somebody else an administrator first: the portal needs one"
    ]
    admin.refresh_from_db()
    assert admin.is_active is True


def test_deactivate_user_lets_another_administrator_go(admin: User) -> None:
    other = administrator()
    deactivate_user(user=other, by=admin, now=NOW)
    assert User.objects.active().filter(role=Role.ADMINISTRATOR).get() == admin
