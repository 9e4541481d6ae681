"""A plan that the public reads."""

import pytest

from priorities.models import Edition, StrategicPlan
from tests.pages.public.a_plan import a_plan
from tests.pages.public.editions import published


@pytest.fixture
def plan() -> StrategicPlan:
    return a_plan()


@pytest.fixture
def edition(plan: StrategicPlan) -> Edition:
    return published(plan)
