"""The day, and the priority of road safety with the plan that Tom answers for."""

from collections.abc import Iterator

import pytest
import time_machine

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
def _on_the_day() -> Iterator[None]:
    with time_machine.travel("2022-10-05T09:30:00+01:00", tick=False):
        yield


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
