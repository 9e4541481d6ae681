"""A plan, the one after it, and a priority of it."""

from datetime import date

import pytest

from priorities.models import Priority, StrategicPlan
from tests.factories import PriorityFactory, StrategicPlanFactory


@pytest.fixture
def plan() -> StrategicPlan:
    plan: StrategicPlan = StrategicPlanFactory.create()
    return plan


@pytest.fixture
def next_plan() -> StrategicPlan:
    plan: StrategicPlan = StrategicPlanFactory.create(
        slug="2024-2027", starts_on=date(2024, 4, 1), ends_on=date(2027, 3, 31)
    )
    return plan


@pytest.fixture
def roads() -> Priority:
    priority: Priority = PriorityFactory.create(number=2, title="Road safety", slug="road-safety")
    return priority
