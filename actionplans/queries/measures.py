"""What each plan's measures read, as it was known at a moment."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from actionplans.models import ActionPlan, Measure, Reading
from actionplans.queries.measure_standing import MeasureStanding

# The newest two figures of a measure, and the newest period without one.
_NEEDED = 2


def latest_measures(
    plans: Iterable[ActionPlan], *, now: datetime
) -> dict[int, list[MeasureStanding]]:
    """The measures in use of each plan, by the plan's key, the first first; two queries however many there are."""
    wanted = Measure.objects.in_use().filter(plan__in=list(plans))
    found: dict[int, list[MeasureStanding]] = {}
    for standing in measure_standings(wanted, now=now):
        found.setdefault(standing.measure.plan_id, []).append(standing)
    return found


def measure_standings(measures: QuerySet[Measure], *, now: datetime) -> list[MeasureStanding]:
    """What each measure read last and before that, last year's measure included that it continues."""
    rows = list(with_line(measures))
    keys = {key for measure in rows for key in line(measure)}
    readings = _newest(keys, now=now)
    on = timezone.localdate(now)
    return [_standing(measure, readings, on) for measure in rows]


def with_line(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """Measures with those that they continue; a plan of the partnership runs for three years at the most."""
    return measures.select_related("plan", "continues__plan", "continues__continues__plan")


def line(measure: Measure) -> list[int]:
    """The keys of a measure and of those it continues, newest first; a restricted plan lends none to an open one."""
    keys = [measure.pk]
    before = measure.continues
    while before and before.plan.is_restricted <= measure.plan.is_restricted:
        keys.append(before.pk)
        before = before.continues
    return keys


def counting(readings: QuerySet[Reading], *, now: datetime) -> QuerySet[Reading]:
    """The readings that counted at a moment: recorded, and not yet replaced by a correction."""
    replaced = Q(replaced_by__isnull=False, replaced_by__recorded_at__lte=now)
    return readings.filter(recorded_at__lte=now).exclude(replaced)


def _newest(measures: Iterable[int], *, now: datetime) -> list[Reading]:
    is_missing = ExpressionWrapper(Q(value=None), output_field=BooleanField())
    place = Window(
        RowNumber(),
        partition_by=[F("measure"), is_missing],
        order_by=[F("period_end").desc(), F("recorded_at").desc(), F("pk").desc()],
    )
    known = counting(Reading.objects.filter(measure__in=list(measures)), now=now)
    return list(known.annotate(place=place).filter(place__lte=_NEEDED).order_by("-period_end"))


def _standing(measure: Measure, readings: list[Reading], on: date) -> MeasureStanding:
    keys = line(measure)
    own = [reading for reading in readings if reading.measure_id in keys]
    figures = [reading for reading in own if reading.value is not None]
    newest = own[0] if own else None
    return MeasureStanding(
        measure=measure,
        latest=figures[0] if figures else None,
        previous=figures[1] if len(figures) > 1 else None,
        missing=newest if newest and newest.value is None else None,
        on=on,
    )
