"""Plans with their actions, measures and readings, and the rows of their history."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from actionplans.models import (
    Action,
    ActionPlan,
    ActionStatus,
    EventKind,
    Every,
    Measure,
    MeasureDirection,
    MeasureState,
    PlanEvent,
    PlanStatus,
    Reading,
)
from actionplans.quarters import Quarter, financial_year
from bench.partnership.ground import Ground, at
from bench.partnership.size import ACTIONS_OF_A_PLAN, MEASURES_OF_A_PLAN, Size

AT_ONCE = 2000


def add_plans(ground: Ground, size: Size) -> list[ActionPlan]:
    """So many plans a year, each the next of last year's; a few are restricted, vacant or have a deputy."""
    made: list[ActionPlan] = []
    before: list[ActionPlan] = []
    for year in ground.years:
        plans = [_plan(ground, year, number) for number in range(1, size.plans_a_year + 1)]
        for plan, last in zip(plans, before, strict=False):
            plan.continues = last
        before = ActionPlan.objects.bulk_create(plans, batch_size=AT_ONCE)
        made += before
    return made


def _plan(ground: Ground, year: int, number: int) -> ActionPlan:
    people, starts_on = ground.people, date(year, 4, 1)
    return ActionPlan(
        priority=ground.priorities[number % len(ground.priorities)],
        number=number,
        title=f"Safer evenings and quieter streets, part {number}",
        year=financial_year(starts_on),
        owner=people[number % len(people)] if number % 50 else None,
        deputy=people[(number + 1) % len(people)] if number % 3 == 0 and len(people) > 1 else None,
        starts_on=starts_on,
        ends_on=date(year + 1, 3, 31),
        status=PlanStatus.ACTIVE if year == ground.years[-1] else PlanStatus.CLOSED,
        is_restricted=number % 40 == 0,
    )


def add_actions(ground: Ground, plans: list[ActionPlan]) -> list[Action]:
    """Ten actions of each plan, due one after the other; most of those past their date are complete."""
    actions = [
        _action(ground, plan, number)
        for plan in plans
        for number in range(1, ACTIONS_OF_A_PLAN + 1)
    ]
    saved = Action.objects.bulk_create(actions, batch_size=AT_ONCE)
    places = Action.communities.through
    places.objects.bulk_create(
        (
            places(action=action, community=ground.communities[number % len(ground.communities)])
            for number, action in enumerate(saved)
        ),
        batch_size=AT_ONCE,
    )
    return saved


def _action(ground: Ground, plan: ActionPlan, number: int) -> Action:
    first_due = plan.starts_on + timedelta(days=33 * number)
    due_on = first_due + timedelta(days=21 if number % 3 == 0 else 0)
    is_done = due_on < ground.today and (plan.number + number) % 9 > 0
    begun = due_on - timedelta(days=60) < ground.today
    status = ActionStatus.IN_PROGRESS if begun else ActionStatus.NOT_STARTED
    people = ground.people
    return Action(
        plan=plan,
        reference=f"{plan.number % 1000}.{number}",
        title=f"Walk the town centre with the people who live there, week {number}",
        description="With the wardens, the schools and whoever wants to come along; what is seen is put right.",
        lead_partner=ground.partners[(plan.number + number) % len(ground.partners)],
        lead_person=people[(plan.number + number) % len(people)] if number % 2 else None,
        starts_on=plan.starts_on,
        due_on=due_on,
        original_due_on=first_due,
        status=ActionStatus.COMPLETE if is_done else status,
        completed_on=due_on - timedelta(days=2) if is_done else None,
        progress=100 if is_done else 40 if begun else 0,
        success_measure="More people say that they feel safe there after dark.",
    )


def add_measures(ground: Ground, plans: list[ActionPlan]) -> None:
    """Two measures of each plan, read each quarter that is over."""
    measures = Measure.objects.bulk_create(
        (_measure(plan, number) for plan in plans for number in range(1, MEASURES_OF_A_PLAN + 1)),
        batch_size=AT_ONCE,
    )
    Reading.objects.bulk_create(_readings(ground, measures), batch_size=AT_ONCE)


def _measure(plan: ActionPlan, number: int) -> Measure:
    return Measure(
        plan=plan,
        number=number,
        title=f"Incidents that people report in the evening {number}",
        direction=MeasureDirection.DECREASE if number % 2 else MeasureDirection.NO_JUDGEMENT,
        unit="incidents",
        baseline=Decimal(120),
        target=Decimal(90),
        target_by=plan.ends_on,
        state=MeasureState.AGREED,
        agreed_with="Residents of the borough",
        agreed_on=plan.starts_on,
        every=Every.QUARTER,
        geography="Borough of Melton",
        source="The police",
    )


def _readings(ground: Ground, measures: list[Measure]) -> Iterator[Reading]:
    for place, measure in enumerate(measures):
        for quarter in _quarters(measure.plan):
            recorded_on = quarter.ends_on + timedelta(days=6)
            if recorded_on > ground.today:
                continue
            is_known = (place + quarter.number) % 12
            yield Reading(
                measure=measure,
                period_start=quarter.starts_on,
                period_end=quarter.ends_on,
                value=Decimal(80 + (place * 7 + quarter.number * 5) % 60) if is_known else None,
                unavailable_reason="" if is_known else "The figures come a quarter late.",
                narrative="As the police counted it.",
                recorded_at=at(recorded_on),
                recorded_by=ground.officer,
            )


def _quarters(plan: ActionPlan) -> list[Quarter]:
    return [Quarter(plan.starts_on.year, number) for number in (1, 2, 3, 4)]


def add_events(ground: Ground, actions: list[Action]) -> None:
    """What was done to each plan and its actions."""
    PlanEvent.objects.bulk_create(_events(ground, actions), batch_size=AT_ONCE)


def _events(ground: Ground, actions: list[Action]) -> Iterator[PlanEvent]:
    for number, action in enumerate(actions):
        plan, start = action.plan, action.plan.starts_on
        common = {"plan": plan, "by": ground.officer}
        if number % ACTIONS_OF_A_PLAN == 0:
            yield PlanEvent(**common, kind=EventKind.PLAN_CREATED, new=str(plan), at=at(start))
        event = {**common, "action": action}
        yield PlanEvent(**event, kind=EventKind.ACTION_ADDED, new=str(action), at=at(start, 11))
        yield PlanEvent(
            **event, kind=EventKind.ACTION_EDITED, field="title", new=action.title, at=at(start, 12)
        )
        if action.due_on != action.original_due_on and start + timedelta(days=50) < ground.today:
            yield PlanEvent(
                **event,
                kind=EventKind.REDATED,
                field="due_on",
                old=action.original_due_on.isoformat(),
                new=action.due_on.isoformat(),
                reason="The school asked for another week.",
                at=at(start + timedelta(days=50)),
            )
        if action.completed_on:
            yield PlanEvent(**event, kind=EventKind.COMPLETED, at=at(action.completed_on))
