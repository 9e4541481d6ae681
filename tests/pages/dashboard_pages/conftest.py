"""The day on which the dashboard is looked at, and a community safety plan that began in April 2021."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from partners.models import User
from priorities.models import StrategicPlan
from tests.factories import StrategicPlanFactory, board_member
from tests.pages.known_yesterday import NOW


@pytest.fixture(autouse=True)
def _wednesday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def strategic_plan() -> StrategicPlan:
    return StrategicPlanFactory.create(starts_on=date(2021, 4, 1), ends_on=date(2024, 3, 31))


@pytest.fixture
def jean(client: Client) -> User:
    """A member of the board who has signed in."""
    person = board_member()
    client.force_login(person)
    return person
