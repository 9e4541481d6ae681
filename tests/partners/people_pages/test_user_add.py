"""Adding and changing a person: what is saved, and what is said when it can't be."""

from datetime import date
from http import HTTPStatus

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client

from partners.models import Partner, Role, User
from tests.factories import (
    PartnerFactory,
)
from tests.partners.people_pages.reading import ADD, LIST, answers, errors
from tests.reading_pages import page_of

pytestmark = pytest.mark.django_db


def test_user_add_lets_somebody_in(client: Client, admin: User, council: Partner) -> None:
    response = client.post(ADD, answers(council, email=" Tom.Ashby@Example.org "), follow=True)
    assert response.redirect_chain == [(LIST, HTTPStatus.FOUND)]
    said = "Tom Ashby is added and can sign in. An invitation has gone to tom.ashby@example.org"
    assert said in response.content.decode()
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
        "email": ["Enter another e-mail address: somebody is already listed with this one"]
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
    assert "Ended Trust" not in page_of(client, ADD)
    assert "Coming Board" not in page_of(client, ADD)
    Partner.objects.filter(pk=tom.partner_id).update(valid_to=date(2022, 10, 4))
    assert "Upper Council" not in page_of(client, ADD)
    assert "Upper Council" in page_of(client, f"/people/{tom.pk}/edit/")


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
