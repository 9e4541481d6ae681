"""The day on which plans are tested, the officer who works on them, and one plan with one action."""

import pytest

from actionplans.models import Action, ActionPlan
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    PartnerFactory,
    UserFactory,
)


@pytest.fixture
def plan() -> ActionPlan:
    county = PartnerFactory.create(name="County Council")
    tom = UserFactory.create(full_name="Tom Ashby", post="Road Safety Officer", partner=county)
    return ActionPlanFactory.create(title="Road safety", number=2, owner=tom)


@pytest.fixture
def action() -> Action:
    plan = ActionPlanFactory.create(number=2, title="Road safety")
    return ActionFactory.create(plan=plan, reference="2.1", title="Speed watch")
