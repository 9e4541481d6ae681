"""The day on which plans are tested, the officer who works on them, and one plan with one action."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from actionplans.models import Action, ActionPlan
from partners.models import User
from tests.actionplans.plan_cast import NOW
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    PartnerFactory,
    UserFactory,
    officer,
)


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


@pytest.fixture
def plan() -> ActionPlan:
    county = PartnerFactory.create(name="County Council")
    tom = UserFactory.create(full_name="Tom Ashby", post="Road Safety Officer", partner=county)
    return ActionPlanFactory.create(title="Road safety", number=2, owner=tom)


@pytest.fixture
def action() -> Action:
    plan = ActionPlanFactory.create(number=2, title="Road safety")
    return ActionFactory.create(plan=plan, reference="2.1", title="Speed watch")
