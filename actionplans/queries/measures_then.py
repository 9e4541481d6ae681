"""Measures and what they count as they were known at a moment, from the rows that remember it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from actionplans.models import EventKind, Measure, MeasureDefinition, PlanEvent
from actionplans.queries.measure_read import newest_of_a_day

# Which plan a measure belongs to and what it continues is never changed back.
_STAYS = {"id", "plan", "continues", "version"}
_SAID = [f.attname for f in Measure._meta.concrete_fields if f.name not in _STAYS]


def with_changes(measures: QuerySet[Measure], *, now: datetime) -> QuerySet[Any]:
    """Measures with `is_changed`, since that moment, and `is_redefined`, at any time of their line before it."""
    known = MeasureDefinition.objects.filter(at__lte=now)
    later = Measure.history.filter(id=OuterRef("pk"), history_date__gt=now)
    return with_redefined(measures.annotate(is_changed=Exists(later)), known)


def with_redefined(measures: QuerySet[Any], known: QuerySet[MeasureDefinition]) -> QuerySet[Any]:
    """Measures with `is_redefined`: whether one of these definitions can break their line."""
    own = {"measure": OuterRef("pk")}, {"measure": OuterRef("continues")}
    oldest = {"measure": OuterRef("continues__continues")}
    in_line = known.filter(Q(**own[0]) | Q(**own[1]) | Q(**oldest))
    # What a measure counts from its plan's first day on breaks no line of its own.
    breaks = in_line.exclude(valid_from=F("measure__plan__starts_on"), measure__continues=None)
    found: QuerySet[Any] = measures.annotate(is_redefined=Exists(breaks))
    return found


def as_known(measures: QuerySet[Any], *, now: datetime) -> list[Any]:
    """The measures that there were at a moment, each saying what it said then."""
    rows = list(measures)
    changed = [row.pk for row in rows if row.is_changed]
    if not changed:
        return rows
    added = PlanEvent.objects.filter(kind=EventKind.MEASURE_ADDED, measure__in=changed, at__gt=now)
    later = set(added.values_list("measure", flat=True))
    then = _then(changed, now)
    for row in rows:
        if row.pk in then:
            for name in _SAID:
                setattr(row, name, getattr(then[row.pk], name))
    return [row for row in rows if row.pk not in later]


def known_communities(measure: Any, *, now: datetime) -> list[int]:
    """The keys of the places from where the voices beside a measure came, as it was said at a moment."""
    if not measure.is_changed:
        return list(measure.communities.values_list("pk", flat=True))
    then = _then([measure.pk], now)[measure.pk]
    return list(then.communities.values_list("community", flat=True))


def known_definitions(measures: Iterable[Measure], *, now: datetime) -> list[MeasureDefinition]:
    """What the measures counted, as it was known at a moment: the newest day first, one for each day."""
    keys = {key for measure in measures for key in line(measure)}
    return newest_of_a_day(MeasureDefinition.objects.filter(measure__in=keys, at__lte=now))


def line(measure: Measure) -> list[int]:
    """The keys of a measure and of those it continues, newest first; a restricted plan lends none to an open one."""
    keys = [measure.pk]
    before = measure.continues
    while before and before.plan.is_restricted <= measure.plan.is_restricted:
        keys.append(before.pk)
        before = before.continues
    return keys


def _then(keys: list[int], now: datetime) -> dict[int, Any]:
    """What history says of each at that moment; what is older than its history was as that begins."""
    kept = Measure.history.filter(id__in=keys).order_by("history_date", "history_id")
    found: dict[int, Any] = {}
    for record in kept:
        if record.history_date <= now or record.id not in found:
            found[record.id] = record
    return found
