"""What a leaver holds: plans, actions, and the days on which they stand in for somebody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Model

from actionplans.models import Action, ActionPlan, PlanStatus
from partners.models import Absence, User
from smp_portal.foundation.words import long_date, short_date


class Held(Enum):
    """The ways in which somebody may have something to do, each with the question who has it next."""

    PLAN = "Who owns these action plans from now on?"
    DEPUTY = "Who is deputy of these action plans?"
    ACTION = "Who leads these actions?"
    ABSENCE = "Who stands in for these people while they are away?"


@dataclass(frozen=True)
class Holding:
    """One thing that a leaver holds, in words for whoever decides who takes it."""

    held: Held
    row: Model
    title: str
    hint: str
    without: str

    @property
    def name(self) -> str:
        """What the page calls it: its kind, its number, and that somebody is chosen."""
        return f"{self.held.name.lower()}-{self.row.pk}-person"


def read_holdings(person: User, *, on: date) -> list[Holding]:
    """All that this person holds today or will, in plans that are not closed; four queries."""
    return [*_plans(person), *_deputised(person), *_actions(person), *_absences(person, on=on)]


def _plans(person: User) -> Iterator[Holding]:
    plans = ActionPlan.objects.exclude(status=PlanStatus.CLOSED).filter(owner=person)
    for plan in plans.select_related("owner", "deputy__partner"):
        deputy = plan.deputy
        hint = f"Its deputy is {deputy.full_name}, {deputy.post_and_organisation}" if deputy else ""
        yield Holding(Held.PLAN, plan, _titled(plan), hint, "Nobody at present: it is vacant")


def _deputised(person: User) -> Iterator[Holding]:
    plans = ActionPlan.objects.exclude(status=PlanStatus.CLOSED).filter(deputy=person)
    for plan in plans.select_related("owner__partner", "deputy"):
        owner = plan.owner
        hint = f"It is owned by {owner.full_name}, {owner.post_and_organisation}" if owner else ""
        yield Holding(Held.DEPUTY, plan, _titled(plan), hint, "No deputy")


def _actions(person: User) -> Iterator[Holding]:
    actions = Action.objects.open().exclude(plan__status=PlanStatus.CLOSED)
    led = actions.filter(lead_person=person).order_by("plan__number", "reference")
    for action in led.select_related("plan", "lead_partner", "lead_person"):
        hint = f"Led by {action.lead_partner}, due {long_date(action.due_on)}"
        yield Holding(Held.ACTION, action, str(action), hint, "Nobody at present: it is vacant")


def _absences(person: User, *, on: date) -> Iterator[Holding]:
    coming = Absence.objects.filter(deputy=person, ends_on__gte=on)
    for absence in coming.select_related("user__partner", "deputy"):
        days = f"{short_date(absence.starts_on)} to {long_date(absence.ends_on)}"
        title = f"{absence.user}, away from {days}"
        without = f"Nobody: {absence.user} is asked all the same"
        yield Holding(Held.ABSENCE, absence, title, absence.user.post_and_organisation, without)


def _titled(plan: ActionPlan) -> str:
    draft = ", a draft" if plan.status == PlanStatus.DRAFT else ""
    return f"{plan}, {plan.year}{draft}"
