"""What the pages about priorities ask of the plan."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from partners.models import User
from priorities.models import CountyPriority, Priority, StrategicPlan


@dataclass(frozen=True)
class PriorityList:
    """The current plan's priorities, and the county's with those that serve each."""

    plan: StrategicPlan | None
    priorities: list[Any]
    county: list[CountyPriority]


def read_priority_list(user: User, *, on: date) -> PriorityList:
    """The priorities that a person may read, with the number of their reasons as `reason_count`."""
    plan = StrategicPlan.objects.current(on)
    priorities = Priority.objects.visible_to(user).of_plan(plan)
    # Django leaves a model's own order out where it counts.
    rows = priorities.annotate(reason_count=Count("reasons")).order_by("number")
    related = rows.prefetch_related("aims", "themes", "county_priorities")
    return PriorityList(plan, list(related), _county(priorities))


def _county(priorities: QuerySet[Priority]) -> list[CountyPriority]:
    served_by = Prefetch("priorities", queryset=priorities)
    return list(CountyPriority.objects.prefetch_related(served_by))
