"""Everything about one measure: what it reads now, and every reading of its years."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from actionplans.models import (
    Action,
    ActionPlan,
    Measure,
    MeasureDefinition,
    MeasureKind,
    Reading,
)
from actionplans.queries.history import NEWEST, HistoryEntry, entries_of, named
from actionplans.queries.measure_chart import chart_of
from actionplans.queries.measure_compared import Compared, compare
from actionplans.queries.measure_standing import MeasureStanding
from actionplans.queries.measures import measure_standings
from actionplans.queries.measures_then import known_communities, known_definitions, line
from consultations.queries.voices import Voices, hear_voices
from partners.models import User
from smp_portal.foundation.charts import LineChart


@dataclass(frozen=True)
class ReadingRow:
    """One reading; a corrected one stays to be seen beside the one that took its place."""

    reading: Reading
    who: str
    year: str
    is_corrected: bool
    corrects: str


@dataclass(frozen=True)
class MeasurePage:
    """One measure as one person may see it."""

    standing: MeasureStanding
    chart: LineChart
    compared: list[Compared]
    voices: Voices | None
    definitions: list[MeasureDefinition]
    readings: list[ReadingRow]
    history: list[HistoryEntry]
    actions: list[Action]
    continues: Measure | None
    continued_by: Measure | None

    @property
    def measure(self) -> Measure:
        return self.standing.measure


def read_measure(pk: int, *, reader: User, now: datetime) -> MeasurePage:
    """The measure, or Http404 where this person may not see it."""
    visible = Measure.objects.visible_to(reader, on=timezone.localdate(now))
    found = measure_standings(visible.filter(pk=pk).select_related("theme"), now=now)
    if not found:
        raise Http404
    (standing,) = found
    measure, on = standing.measure, timezone.localdate(now)
    definitions = known_definitions([measure], now=now)
    readings = _readings(measure, reader)
    counting = [row.reading for row in readings if not row.is_corrected]
    beside = list(visible.filter(Q(continued_by=pk) | Q(continues=pk)).select_related("plan"))
    return MeasurePage(
        standing=standing,
        chart=chart_of(measure, counting, definitions, on=on),
        compared=compare(measure, counting, definitions),
        voices=_voices(measure, reader, now),
        definitions=definitions,
        readings=readings,
        history=entries_of(measure.events.all()[:NEWEST], reader=reader),
        actions=list(standing.measure.actions.all()),
        continues=next((one for one in beside if one.pk == measure.continues_id), None),
        continued_by=next((one for one in beside if one.continues_id == pk), None),
    )


def _voices(measure: Measure, reader: User, now: datetime) -> Voices | None:
    """What people said beside the figures of a measure of what people say, since the first of its years."""
    if measure.kind != MeasureKind.TESTIMONY or measure.theme is None:
        return None
    plans = ActionPlan.objects.filter(measures__in=line(measure))
    return hear_voices(
        measure.theme,
        communities=known_communities(measure, now=now),
        since=min(plan.starts_on for plan in plans),
        until=timezone.localdate(now),
        reader=reader,
    )


def _readings(measure: Measure, reader: User) -> list[ReadingRow]:
    rows = (
        Reading.objects.filter(measure__in=line(measure))
        .select_related("measure__plan", "recorded_by__partner", "replaces", "replaced_by")
        .order_by("-period_end", "-recorded_at", "-pk")
    )
    return [_row(reading, measure, reader) for reading in rows]


def _row(reading: Reading, measure: Measure, reader: User) -> ReadingRow:
    is_earlier = reading.measure_id != measure.pk
    return ReadingRow(
        reading=reading,
        who=named(reading.recorded_by, reader=reader),
        year=reading.measure.plan.year if is_earlier else "",
        is_corrected=hasattr(reading, "replaced_by"),
        corrects=reading.replaces.figure if reading.replaces else "",
    )
