"""An officer who is signed in on Wednesday 5 October 2022."""

import pytest
from django.test import Client

from partners.models import User
from tests.factories import officer


@pytest.fixture
def marsh() -> User:
    return officer(full_name="Helen Marsh")


@pytest.fixture
def helen(client: Client, marsh: User) -> Client:
    client.force_login(marsh)
    return client
