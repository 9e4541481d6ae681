"""The plan as officers work on it, whole."""

from dataclasses import dataclass
from datetime import date

from consultations.models import Theme
from partners.models import User
from priorities.models import Aim, PlanSection, Priority, StrategicPlan


@dataclass(frozen=True)
class WorkingPlan:
    """The current plan: its text, its aims, the pressures and its priorities."""

    plan: StrategicPlan | None
    sections: list[PlanSection]
    aims: list[Aim]
    themes: list[Theme]
    priorities: list[Priority]


def read_working_plan(user: User, *, on: date) -> WorkingPlan:
    """All that the current plan says, as it stands now."""
    plan = StrategicPlan.objects.current(on)
    if plan is None:
        return WorkingPlan(None, [], [], [], [])
    return WorkingPlan(
        plan=plan,
        sections=list(plan.sections.all()),
        aims=list(plan.aims.all()),
        themes=list(Theme.objects.all()),
        priorities=list(Priority.objects.visible_to(user).of_plan(plan)),
    )
