"""What was read of measures and what exactly they counted, as it was known at a moment."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import (
    BooleanField,
    DecimalField,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Value,
    Window,
)
from django.db.models.functions import Cast, RowNumber

from actionplans.models import MeasureDefinition, Reading
from smp_portal.foundation.gathered import Row, gathered

_COLUMNS = ("key", "measure", "start", "end", "value", "out_of", "said", "narrative", "at")
# A definition has none, and PostgreSQL wants to know what it is that is missing.
_NO_NUMBER = Cast(Value(None), DecimalField(max_digits=12, decimal_places=2))


def read_of(
    measures: Iterable[int], *, redefined: Iterable[int], now: datetime, needed: int
) -> tuple[dict[int, list[Reading]], list[MeasureDefinition]]:
    """The newest readings of each measure, and what the redefined ones counted, both in one query.

    Of each so many figures and so many periods without one, the newest period first; of one day's definitions the
    one that was written down last.
    """
    found = gathered(
        _COLUMNS,
        order=("-end", "-at", "-key"),
        parts={
            "readings": _readings(measures, now=now, needed=needed),
            "definitions": _definitions(redefined, now=now),
        },
    )
    readings: dict[int, list[Reading]] = defaultdict(list)
    for row in found["readings"]:
        readings[row[1]].append(_reading(row))
    return readings, newest_of_a_day(_definition(row) for row in found["definitions"])


def newest_of_a_day(definitions: Iterable[MeasureDefinition]) -> list[MeasureDefinition]:
    """One definition for each measure and day, of many in order, the newest first."""
    found: dict[tuple[int, object], MeasureDefinition] = {}
    for one in definitions:
        found.setdefault((one.measure_id, one.valid_from), one)
    return list(found.values())


def counting(readings: QuerySet[Reading], *, now: datetime) -> QuerySet[Reading]:
    """The readings that counted at a moment: recorded, and not yet replaced by a correction."""
    replaced = Q(replaced_by__isnull=False, replaced_by__recorded_at__lte=now)
    return readings.filter(recorded_at__lte=now).exclude(replaced)


def _readings(measures: Iterable[int], *, now: datetime, needed: int) -> QuerySet[Any]:
    is_missing = ExpressionWrapper(Q(value=None), output_field=BooleanField())
    place = Window(
        RowNumber(),
        partition_by=[F("measure"), is_missing],
        order_by=[F("period_end").desc(), F("recorded_at").desc(), F("pk").desc()],
    )
    known = counting(Reading.objects.filter(measure__in=list(measures)), now=now)
    named = known.annotate(
        key=F("pk"),
        start=F("period_start"),
        end=F("period_end"),
        said=F("unavailable_reason"),
        at=F("recorded_at"),
    )
    return named.annotate(place=place).filter(place__lte=needed)


def _definitions(measures: Iterable[int], *, now: datetime) -> QuerySet[Any]:
    known = MeasureDefinition.objects.filter(measure__in=list(measures), at__lte=now)
    return known.annotate(
        key=F("pk"),
        start=F("valid_from"),
        end=F("valid_from"),
        value=_NO_NUMBER,
        out_of=_NO_NUMBER,
        said=F("text"),
        narrative=Value(""),
    )


def _reading(row: Row) -> Reading:
    key, measure, start, end, value, out_of, said, narrative, at = row
    return Reading(
        pk=key,
        measure_id=measure,
        period_start=start,
        period_end=end,
        value=value,
        out_of=out_of,
        unavailable_reason=said,
        narrative=narrative,
        recorded_at=at,
    )


def _definition(row: Row) -> MeasureDefinition:
    key, measure, start, _, _, _, said, _, at = row
    return MeasureDefinition(pk=key, measure_id=measure, valid_from=start, text=said, at=at)
