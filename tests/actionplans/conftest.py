"""One plan with one action, and three people with a mail that is due."""

import pytest

from actionplans.models import Action, ActionPlan
from actionplans.reminders.planner import plan_reminders
from partners.models import User
from tests.actionplans.reminding import ask_of, at, owner_of
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


@pytest.fixture
def people() -> list[User]:
    """Three people, each with a mail due on Wednesday 5 October at nine."""
    reviews = ask_of(3)
    plan_reminders(now=at(5))
    return [owner_of(review) for review in reviews]
