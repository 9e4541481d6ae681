"""What each plan's measures read, as it was known at a moment."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from actionplans.models import ActionPlan, Measure, MeasureDefinition, MeasureState, Reading
from actionplans.queries.measure_read import read_of
from actionplans.queries.measure_standing import MeasureStanding
from actionplans.queries.measures_then import as_known, line, with_changes

# The newest two figures of a measure, and the newest period without one.
_NEEDED = 2
# Three years of quarters: as many as a line beside a figure shows.
DRAWN = 12


def latest_measures(
    plans: Iterable[ActionPlan], *, now: datetime, trail: int = _NEEDED
) -> dict[int, list[MeasureStanding]]:
    """The measures that were in use at a moment, of each plan by its key, the first first.

    Two queries however many there are, and for a past moment too.
    """
    found: dict[int, list[MeasureStanding]] = {}
    for standing in _standings(_in_use(plans, now=now), now=now, trail=trail):
        found.setdefault(standing.measure.plan_id, []).append(standing)
    return found


def first_measures(plans: Iterable[ActionPlan], *, now: datetime) -> dict[int, MeasureStanding]:
    """The first of the measures that were in use at a moment, of each plan by its key, in as many queries."""
    first: dict[int, Measure] = {}
    for measure in _in_use(plans, now=now):
        first.setdefault(measure.plan_id, measure)
    found = _standings(list(first.values()), now=now, trail=_NEEDED)
    return {standing.measure.plan_id: standing for standing in found}


def _in_use(plans: Iterable[ActionPlan], *, now: datetime) -> list[Any]:
    measures = Measure.objects.filter(plan__in=list(plans))
    known = as_known(with_line(with_changes(measures, now=now)))
    in_use = (measure for measure in known if measure.state != MeasureState.RETIRED)
    return sorted(in_use, key=attrgetter("plan_id", "number"))


def measure_standings(
    measures: QuerySet[Measure], *, now: datetime, trail: int = _NEEDED
) -> list[MeasureStanding]:
    """What each measure read last and before that, last year's measure included that it continues.

    The measures say what they said at that moment; those that came later are left out. `trail` is how many readings
    of each are wanted.
    """
    rows = as_known(with_line(with_changes(measures, now=now)))
    return _standings(rows, now=now, trail=trail)


def _standings(rows: list[Any], *, now: datetime, trail: int) -> list[MeasureStanding]:
    keys = {key for measure in rows for key in line(measure)}
    redefined = {key for measure in rows if measure.is_redefined for key in line(measure)}
    readings, definitions = read_of(keys, redefined=redefined, now=now, needed=trail)
    on = timezone.localdate(now)
    return [_standing(measure, readings, definitions, on) for measure in rows]


def with_line(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """Measures with those that they continue; a plan of the partnership runs for three years at the most."""
    return measures.select_related("plan", "continues__plan", "continues__continues__plan")


def _standing(
    measure: Measure,
    readings: Mapping[int, list[Reading]],
    definitions: list[MeasureDefinition],
    on: date,
) -> MeasureStanding:
    keys = line(measure)
    own = [reading for key in keys for reading in readings.get(key, ())]
    own.sort(key=attrgetter("period_end"), reverse=True)
    figures = [reading for reading in own if reading.value is not None]
    newest = own[0] if own else None
    return MeasureStanding(
        measure=measure,
        latest=figures[0] if figures else None,
        previous=figures[1] if len(figures) > 1 else None,
        missing=newest if newest and newest.value is None else None,
        on=on,
        definitions=tuple(one for one in definitions if one.measure_id in keys),
        trail=tuple(reversed(own)),
    )
