"""The list of priorities, with why each is one."""

from dataclasses import dataclass
from datetime import date

from partners.models import User
from priorities.models import Priority, StrategicPlan


@dataclass(frozen=True)
class PriorityList:
    """The current plan's priorities."""

    plan: StrategicPlan | None
    priorities: list[Priority]


def read_priority_list(user: User, *, on: date) -> PriorityList:
    """The priorities that a person may read, with their reasons and what they serve."""
    plan = StrategicPlan.objects.current(on)
    priorities = Priority.objects.visible_to(user).of_plan(plan)
    related = priorities.prefetch_related("reasons", "aims", "themes", "county_priorities")
    return PriorityList(plan, list(related))
