"""The day on which the dashboard is looked at, and a community safety plan that began in April 2021."""

from datetime import date

import pytest
from django.test import Client

from partners.models import User
from priorities.models import StrategicPlan
from tests.factories import StrategicPlanFactory, board_member


@pytest.fixture(autouse=True)
def _day(on_the_day: None) -> None:
    """Let it be Wednesday 5 October 2022."""


@pytest.fixture
def strategic_plan() -> StrategicPlan:
    return StrategicPlanFactory.create(starts_on=date(2021, 4, 1), ends_on=date(2024, 3, 31))


@pytest.fixture
def jean(client: Client) -> User:
    """A member of the board who has signed in."""
    person = board_member()
    client.force_login(person)
    return person
