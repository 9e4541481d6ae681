"""The list of priorities, with why each is one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from partners.models import User
from priorities.models import Priority, StrategicPlan
from smp_portal.foundation.lists import Sort, SortKey, arranged

FEWEST = ("fewest first", "most first")
PRIORITY_SORTS = (
    SortKey("priority", "Priority", ("first priority first", "last priority first")),
    SortKey("why", "Why it is one", FEWEST),
    SortKey("county", "Serves the county’s", FEWEST),
    SortKey("pressures", "Meets the pressures", FEWEST),
)
_VALUES: Mapping[str, Callable[[Priority], Any]] = {
    "priority": lambda priority: priority.number,
    "why": lambda priority: len(priority.reasons.all()),
    "county": lambda priority: len(priority.county_priorities.all()),
    "pressures": lambda priority: len(priority.themes.all()),
}


@dataclass(frozen=True)
class PriorityList:
    """The current plan's priorities."""

    plan: StrategicPlan | None
    priorities: list[Priority]


def read_priority_list(user: User, *, on: date, sort: Sort | None = None) -> PriorityList:
    """The priorities that a person may read, with their reasons and what they serve, in the order asked for."""
    plan = StrategicPlan.objects.current(on)
    priorities = Priority.objects.visible_to(user).of_plan(plan)
    related = priorities.prefetch_related("reasons", "aims", "themes", "county_priorities")
    return PriorityList(plan, arranged(related, sort, _VALUES))
