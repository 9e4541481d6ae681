"""One plan with one action, somebody who is asked for a plan, three people with a mail that is due, and a morning."""

from collections.abc import Iterator

import pytest
import time_machine

from actionplans.models import Action, ActionPlan, Review
from actionplans.reminders.planner import plan_reminders
from partners.models import User
from tests.actionplans.reminding import ask, ask_of, at, owner_of
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
def review() -> Review:
    """Somebody is asked in the round that opened on Monday 3 October."""
    return ask()


@pytest.fixture
def at_ten() -> Iterator[None]:
    """Let it be ten o’clock on Wednesday 5 October, an hour after the mails."""
    with time_machine.travel(at(5, 10), tick=False):
        yield


@pytest.fixture
def people() -> list[User]:
    """Three people, each with a mail due on Wednesday 5 October at nine."""
    reviews = ask_of(3)
    plan_reminders(now=at(5))
    return [owner_of(review) for review in reviews]
