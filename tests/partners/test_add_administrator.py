"""Somebody has to be the first."""

import pytest
from django.core.management import CommandError, call_command

from partners.models import Role, User
from tests.factories import PartnerFactory, UserFactory

pytestmark = pytest.mark.django_db

COUNCIL = "Melton Borough Council"


def test_add_administrator(capsys: pytest.CaptureFixture[str]) -> None:
    PartnerFactory.create(name=COUNCIL)
    call_command("add_administrator", "First@Example.org", "Robin First", COUNCIL)
    person = User.objects.get()
    assert (person.email, person.role) == ("first@example.org", Role.ADMINISTRATOR)
    assert not person.has_usable_password()
    assert person.history.get().history_user == person
    assert capsys.readouterr().out == "Robin First can sign in as administrator.\n"


def test_add_administrator_of_an_unknown_organisation() -> None:
    with pytest.raises(CommandError, match="No organisation is called Nowhere: load the plan"):
        call_command("add_administrator", "first@example.org", "Robin First", "Nowhere")
    assert not User.objects.exists()


def test_add_administrator_with_a_known_address() -> None:
    PartnerFactory.create(name=COUNCIL)
    UserFactory.create(email="first@example.org")
    with pytest.raises(CommandError, match="Somebody with this e-mail address is already listed"):
        call_command("add_administrator", "FIRST@example.org", "Robin First", COUNCIL)
    assert User.objects.count() == 1


def test_add_administrator_with_half_an_address() -> None:
    PartnerFactory.create(name=COUNCIL)
    with pytest.raises(CommandError, match="valid email address"):
        call_command("add_administrator", "first@", "Robin First", COUNCIL)
    assert not User.objects.exists()
