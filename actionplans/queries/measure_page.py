"""Everything about one measure: what it reads now, and every reading of its years."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.utils import timezone

from actionplans.models import Action, Measure, Reading
from actionplans.queries.history import named
from actionplans.queries.measure_standing import MeasureStanding
from actionplans.queries.measures import line, measure_standings
from partners.models import User


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
    readings: list[ReadingRow]
    actions: list[Action]
    continues: Measure | None
    continued_by: Measure | None

    @property
    def measure(self) -> Measure:
        return self.standing.measure


def read_measure(pk: int, *, reader: User, now: datetime) -> MeasurePage:
    """The measure, or Http404 where this person may not see it."""
    visible = Measure.objects.visible_to(reader, on=timezone.localdate(now))
    found = measure_standings(visible.filter(pk=pk), now=now)
    if not found:
        raise Http404
    (standing,) = found
    return MeasurePage(
        standing=standing,
        readings=_readings(standing.measure, reader),
        actions=list(standing.measure.actions.all()),
        continues=visible.filter(continued_by=pk).select_related("plan").first(),
        continued_by=visible.filter(continues=pk).select_related("plan").first(),
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
