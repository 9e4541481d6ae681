"""An organisation, somebody who works there, and the administrator who lets people in."""

import pytest
from django.test import Client

from partners.models import Partner, User
from tests.factories import (
    PartnerFactory,
    administrator,
    owner,
)


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
