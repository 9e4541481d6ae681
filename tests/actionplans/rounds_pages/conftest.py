"""An officer who is signed in on Wednesday 5 October 2022, and Tom Ashby’s plan."""

import pytest
from django.test import Client

from actionplans.models import ActionPlan
from partners.models import User
from tests.actionplans.asking import tom_ashby
from tests.factories import ActionPlanFactory, officer


@pytest.fixture
def marsh() -> User:
    return officer(full_name="Helen Marsh")


@pytest.fixture
def helen(client: Client, marsh: User) -> Client:
    client.force_login(marsh)
    return client


@pytest.fixture
def road() -> ActionPlan:
    return ActionPlanFactory.create(title="Road safety", number=2, owner=tom_ashby())
