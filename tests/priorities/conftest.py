"""The day on which the plan is kept, and the officer who keeps it."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from partners.models import User
from tests.factories import officer
from tests.world import NOW


@pytest.fixture
def on_the_day() -> Iterator[None]:
    """Let it be Wednesday 5 October 2022, all through the test."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def helen(client: Client) -> User:
    """An officer who has signed in."""
    person = officer(full_name="Helen Marsh")
    client.force_login(person)
    return person
