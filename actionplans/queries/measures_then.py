"""Measures and what they count as they were known at a moment, from the rows that remember it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from actionplans.models import EventKind, Measure, MeasureDefinition, PlanEvent
from actionplans.queries.measure_read import newest_of_a_day
from smp_portal.foundation.records import put_back, said_then

# Which plan a measure belongs to and what it continues is never changed back.
_STAYS = {"id", "plan", "continues", "version"}
_SAID = [f for f in Measure._meta.concrete_fields if f.name not in _STAYS]


def with_changes(measures: QuerySet[Measure], *, now: datetime) -> QuerySet[Any]:
    """Measures with `is_changed` and `is_later`, since that moment, and `is_redefined`, at any time before it.

    What a changed one said then is in `was`.
    """
    known = MeasureDefinition.objects.filter(at__lte=now)
    later = Measure.history.filter(id=OuterRef("pk"), history_date__gt=now)
    added = PlanEvent.objects.filter(
        kind=EventKind.MEASURE_ADDED, measure=OuterRef("pk"), at__gt=now
    )
    changed: QuerySet[Any] = measures.annotate(
        is_changed=Exists(later),
        is_later=Exists(added),
        was=said_then(Measure, "pk", _SAID, at=now),
    )
    return with_redefined(changed, known)


def with_redefined(measures: QuerySet[Any], known: QuerySet[MeasureDefinition]) -> QuerySet[Any]:
    """Measures with `is_redefined`: whether one of these definitions can break their line."""
    own = {"measure": OuterRef("pk")}, {"measure": OuterRef("continues")}
    oldest = {"measure": OuterRef("continues__continues")}
    in_line = known.filter(Q(**own[0]) | Q(**own[1]) | Q(**oldest))
    # What a measure counts from its plan's first day on breaks no line of its own.
    breaks = in_line.exclude(valid_from=F("measure__plan__starts_on"), measure__continues=None)
    found: QuerySet[Any] = measures.annotate(is_redefined=Exists(breaks))
    return found


def as_known(measures: QuerySet[Any]) -> list[Any]:
    """The measures that there were at a moment, each saying what it said then."""
    rows = [row for row in measures if not row.is_later]
    for row in rows:
        if row.was:
            put_back(row, _SAID, row.was)
    return rows


def known_communities(measure: Any, *, now: datetime) -> list[int]:
    """The keys of the places from where the voices beside a measure came, as it was said at a moment."""
    if not measure.is_changed:
        return list(measure.communities.values_list("pk", flat=True))
    kept = Measure.history.filter(id=measure.pk).order_by("history_date", "history_id")
    known = [one for one in kept if one.history_date <= now]
    then: Any = known[-1] if known else kept[0]
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
