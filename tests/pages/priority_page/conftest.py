"""The day, and the priority of road safety with the plan that Tom answers for."""

import pytest

from actionplans.models import (
    ActionPlan,
)
from consultations.models import Theme
from priorities.models import Alignment, CountyPriority, Priority, Reason, ReasonKind
from tests.factories import (
    ActionPlanFactory,
    PartnerFactory,
    PriorityFactory,
    owner,
)


@pytest.fixture(autouse=True)
def _day(on_the_day: None) -> None:
    """Let it be Wednesday 5 October 2022."""


@pytest.fixture
def priority() -> Priority:
    priority: Priority = PriorityFactory.create(number=2, title="Road safety", slug="road-safety")
    reasons = [
        (ReasonKind.CONSULTATION, "Highest polling issue in the villages.", "Survey, January 2020"),
        (ReasonKind.PROGRAMME, "Complements the awareness programmes.", ""),
    ]
    for number, (kind, text, source) in enumerate(reasons, start=1):
        Reason.objects.create(priority=priority, number=number, kind=kind, text=text, source=source)
    county = CountyPriority.objects.create(number=1, title="Protect the most vulnerable")
    Alignment.objects.create(priority=priority, county_priority=county)
    priority.themes.add(Theme.objects.create(number=8, title="Environment", slug="environment"))
    return priority


@pytest.fixture
def plan(priority: Priority) -> ActionPlan:
    council = PartnerFactory.create(name="Leicestershire County Council")
    tom = owner(full_name="Tom Ashby", post="Road Safety Officer", partner=council)
    plan: ActionPlan = ActionPlanFactory.create(
        priority=priority, title="Road safety", number=2, owner=tom
    )
    return plan
