"""What is done about a priority and what came of it, as the public may read it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from actionplans.models import Action, ActionPlan, ActionStatus, Measure, PlanStatus, Reading
from actionplans.models.measure import MeasureState
from actionplans.models.plan import ActionPlanQuerySet
from actionplans.queries.measures import with_line
from actionplans.queries.measures_then import line
from priorities.models import Priority

Row = dict[str, Any]


def tell_actions(priorities: Iterable[Priority]) -> dict[int, list[Row]]:
    """The actions of this year's plans, and what was completed in the years before; no restricted plan's."""
    told: defaultdict[int, list[Row]] = defaultdict(list)
    actions = (
        Action.objects.filter(plan__in=_open_plans(priorities))
        .exclude(status=ActionStatus.CANCELLED)
        .filter(Q(plan__status=PlanStatus.ACTIVE) | Q(status=ActionStatus.COMPLETE))
        .select_related("plan", "lead_partner")
        .prefetch_related("supporting_partners", "communities")
        .order_by("-plan__year", "plan__number", "reference")
    )
    for action in actions:
        if action.plan.priority_id:
            told[action.plan.priority_id].append(_action(action))
    return told


def tell_measures(priorities: Iterable[Priority]) -> dict[int, list[Row]]:
    """How far each priority has come, by the measures that were agreed or are still to be."""
    told: defaultdict[int, list[Row]] = defaultdict(list)
    measures = list(
        with_line(Measure.objects.in_use())
        .filter(plan__in=_open_plans(priorities).active())
        .exclude(state=MeasureState.PROPOSED)
        .order_by("plan__number", "number")
    )
    readings = _readings(measures)
    for measure in measures:
        if measure.plan.priority_id:
            told[measure.plan.priority_id].append(_measure(measure, readings[measure.pk]))
    return told


def _open_plans(priorities: Iterable[Priority]) -> ActionPlanQuerySet:
    return _tellable().filter(priority__in=priorities)


def _tellable() -> ActionPlanQuerySet:
    """The plans that may be told of: neither drafts nor restricted."""
    return ActionPlan.objects.exclude(status=PlanStatus.DRAFT).filter(is_restricted=False)


def _action(action: Action) -> Row:
    return {
        "title": action.title,
        "description": action.description.strip(),
        "lead": action.lead_partner.name,
        "supporting": [partner.name for partner in action.supporting_partners.all()],
        "places": [place.slug for place in action.communities.all()],
        "status": action.status,
        "due_on": action.due_on.isoformat(),
        "completed_on": _iso(action.completed_on),
        "success": action.success_measure.strip(),
    }


def _measure(measure: Measure, readings: list[Reading]) -> Row:
    latest, previous = (*readings[:2], None, None)[:2]
    waits = measure.state == MeasureState.TO_BE_AGREED
    return {
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


def _reading(reading: Reading) -> Row:
    return {
        "value": _plain(reading.value),
        "out_of": _plain(reading.out_of),
        "period_start": reading.period_start.isoformat(),
        "period_end": reading.period_end.isoformat(),
        "narrative": reading.narrative.strip(),
    }


def _readings(measures: list[Measure]) -> dict[int, list[Reading]]:
    """The readings of each measure, the newest first, those of the same measure in the years before among them."""
    heads = {key: measure.pk for measure in measures for key in line(measure)}
    found: defaultdict[int, list[Reading]] = defaultdict(list)
    rows = Reading.objects.counting().filter(measure__in=heads, measure__plan__in=_tellable())
    for reading in rows.exclude(value=None).order_by("-period_end", "-recorded_at", "-pk"):
        found[heads[reading.measure_id]].append(reading)
    return found


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
