"""What is done about a priority and what came of it, as the public may read it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from actionplans.models import (
    Action,
    ActionPlan,
    ActionStatus,
    Measure,
    MeasureDefinition,
    PlanStatus,
    Reading,
)
from actionplans.models.measure import MeasureState
from actionplans.models.plan import ActionPlanQuerySet
from actionplans.queries.measure_chart import breaks_in
from actionplans.queries.measures import with_line
from actionplans.queries.measures_then import line, with_redefined
from priorities.models import Priority
from smp_portal.pages.public.gathering import Linked

Row = dict[str, Any]


def told_actions(priorities: Iterable[Priority]) -> QuerySet[Action]:
    """The actions of this year's plans, and what was completed in the years before; no restricted plan's."""
    told = Q(plan__status=PlanStatus.ACTIVE) | Q(status=ActionStatus.COMPLETE)
    actions = Action.objects.filter(told, plan__in=_open_plans(priorities))
    return actions.exclude(status=ActionStatus.CANCELLED)


def tell_actions(priorities: Iterable[Priority], links: dict[str, Linked]) -> dict[int, list[Row]]:
    """Those actions of each priority, with who supports them and where they are done."""
    told: defaultdict[int, list[Row]] = defaultdict(list)
    actions = told_actions(priorities).select_related("plan", "lead_partner")
    for action in actions.order_by("-plan__year", "plan__number", "reference"):
        if action.plan.priority_id:
            told[action.plan.priority_id].append(_action(action, links))
    return told


def tell_measures(priorities: Iterable[Priority]) -> dict[int, list[Row]]:
    """How far each priority has come, by the measures that were agreed or are still to be."""
    told: defaultdict[int, list[Row]] = defaultdict(list)
    measures = list(
        with_redefined(with_line(Measure.objects.in_use()), MeasureDefinition.objects.all())
        .filter(plan__in=_open_plans(priorities).active())
        .exclude(state=MeasureState.PROPOSED)
        .order_by("plan__number", "number")
    )
    heads = {key: measure.pk for measure in measures for key in line(measure)}
    readings, definitions = _readings(heads), _definitions(measures)
    for measure in measures:
        if measure.plan.priority_id:
            row = _measure(measure, readings[measure.pk], definitions[measure.pk])
            told[measure.plan.priority_id].append(row)
    return told


def _open_plans(priorities: Iterable[Priority]) -> ActionPlanQuerySet:
    return _tellable().filter(priority__in=priorities)


def _tellable() -> ActionPlanQuerySet:
    """The plans that may be told of: neither drafts nor restricted."""
    return ActionPlan.objects.exclude(status=PlanStatus.DRAFT).filter(is_restricted=False)


def _action(action: Action, links: dict[str, Linked]) -> Row:
    return {
        "title": action.title,
        "description": action.description.strip(),
        "lead": action.lead_partner.name,
        "supporting": links["supporting"][action.pk],
        "places": links["places"][action.pk],
        "status": action.status,
        "due_on": action.due_on.isoformat(),
        "completed_on": _iso(action.completed_on),
        "success": action.success_measure.strip(),
    }


def _measure(
    measure: Measure, readings: list[Reading], definitions: list[MeasureDefinition]
) -> Row:
    latest, previous = (*readings[:2], None, None)[:2]
    anew = _counted_anew(readings, definitions)
    if anew and previous and previous.period_end < anew:
        previous = None
    waits = measure.state == MeasureState.TO_BE_AGREED
    row = {
        "title": measure.title,
        "unit": measure.unit,
        "direction": measure.direction,
        "target": _plain(measure.target),
        "target_by": _iso(measure.target_by),
        "latest": _reading(latest) if latest else None,
        "previous": _reading(previous) if previous else None,
        "to_be_agreed_by": _iso(measure.agree_by) if waits else None,
        "source": measure.source,
        "note": measure.note.strip(),
    }
    return row | {"counted_anew_from": anew.isoformat()} if anew else row


def _counted_anew(readings: list[Reading], definitions: list[MeasureDefinition]) -> date | None:
    """Since when the latest figure counts something else than figures before that day."""
    ends = [reading.period_end for reading in readings]
    days = [one.on for one in breaks_in(ends, definitions) if one.on <= ends[0]]
    return days[-1] if days else None


def _reading(reading: Reading) -> Row:
    return {
        "value": _plain(reading.value),
        "out_of": _plain(reading.out_of),
        "period_start": reading.period_start.isoformat(),
        "period_end": reading.period_end.isoformat(),
        "narrative": reading.narrative.strip(),
    }


def _readings(heads: dict[int, int]) -> dict[int, list[Reading]]:
    """The readings of each measure, the newest first, those of the same measure in the years before among them."""
    found: defaultdict[int, list[Reading]] = defaultdict(list)
    rows = Reading.objects.counting().filter(measure__in=heads, measure__plan__in=_tellable())
    for reading in rows.exclude(value=None).order_by("-period_end", "-recorded_at", "-pk"):
        found[heads[reading.measure_id]].append(reading)
    return found


def _definitions(measures: list[Any]) -> defaultdict[int, list[MeasureDefinition]]:
    """What each measure counts and counted, where that was ever changed."""
    heads = {key: one.pk for one in measures if one.is_redefined for key in line(one)}
    if not heads:
        return defaultdict(list)
    found: defaultdict[int, dict[date, MeasureDefinition]] = defaultdict(dict)
    for one in MeasureDefinition.objects.filter(measure__in=heads, measure__plan__in=_tellable()):
        # Of one day the newest holds, and comes first.
        found[heads[one.measure_id]].setdefault(one.valid_from, one)
    return defaultdict(list, {key: list(days.values()) for key, days in found.items()})


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
