"""What the pages about priorities ask of the plan."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from partners.models import User
from priorities.models import CountyPriority, Priority, StrategicPlan


@dataclass(frozen=True)
class PriorityList:
    """The current plan's priorities, and the county's with those that serve each."""

    plan: StrategicPlan | None
    priorities: list[Priority]
    county: list[CountyPriority]


def read_priority_list(user: User, *, on: date) -> PriorityList:
    """The priorities that a person may read, with their reasons and what they serve."""
    plan = StrategicPlan.objects.current(on)
    priorities = Priority.objects.visible_to(user).of_plan(plan)
    related = priorities.prefetch_related("reasons", "aims", "themes", "county_priorities")
    return PriorityList(plan, list(related), _county(priorities))


def _county(priorities: QuerySet[Priority]) -> list[CountyPriority]:
    served_by = Prefetch("priorities", queryset=priorities)
    return list(CountyPriority.objects.prefetch_related(served_by))
