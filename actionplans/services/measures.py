"""What may be done with a measure of success and its readings, each deed with its rows of history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from actionplans.models import ActionPlan, EventKind, Measure, MeasureState, Reading
from actionplans.periods import period_words
from actionplans.services.changes import Deed, set_fields
from partners.models import User
from smp_portal.foundation.versions import claim_version
from smp_portal.foundation.words import long_date, upper_first

EDITABLE = (
    "number",
    "title",
    "kind",
    "direction",
    "unit",
    "baseline",
    "target",
    "target_by",
    "state",
    "agree_by",
    "geography",
    "source",
    "note",
    "continues",
)


@dataclass(frozen=True)
class Read:
    """What a measure read in a period: a value, some of how many or not, or why there is none."""

    value: Decimal | None = None
    out_of: Decimal | None = None
    unavailable_reason: str = ""
    narrative: str = ""


@transaction.atomic
def add_measure(*, plan: ActionPlan, values: Mapping[str, Any], by: User, now: datetime) -> Measure:
    """Give a plan another measure, the last of its measures unless its number says otherwise."""
    measure = Measure(plan=plan, **{"number": next_number(plan), **values})
    _refuse_others_line(measure)
    measure.validate_constraints()
    measure.save()
    Deed(by, now).record(measure, EventKind.MEASURE_ADDED, new=measure)
    return measure


@transaction.atomic
def edit_measure(
    *,
    measure: Measure,
    values: Mapping[str, Any],
    by: User,
    now: datetime,
    version: int | None = None,
) -> Measure:
    """Change what a measure says or how far it is agreed, one row of history for each field that differs."""
    if not set(values) <= set(EDITABLE):
        raise ValueError(f"Not to be edited: {set(values) - set(EDITABLE)}")
    claim_version(measure, measure.version if version is None else version)
    saved = Measure.objects.select_related("plan", "continues").get(pk=measure.pk)
    changes = set_fields(saved, values)
    _refuse_others_line(saved)
    deed = Deed(by, now)
    for change in changes:
        deed.record(saved, EventKind.MEASURE_EDITED, **vars(change))
    return saved


@transaction.atomic
def add_reading(
    *,
    measure: Measure,
    period_start: date,
    period_end: date,
    read: Read,
    by: User,
    now: datetime,
) -> Reading:
    """Record what a measure read in a period that no other reading covers.

    Raises ValidationError, keyed by field, for a period that is not over or that another reading covers.
    """
    # Two people who record the same quarter at once come one after the other.
    held = Measure.objects.select_for_update().select_related("plan").get(pk=measure.pk)
    if held.state == MeasureState.RETIRED:
        raise ValidationError("This measure is no longer used: take it up again first")
    _refuse_period(held, period_start, period_end, now)
    reading = Reading(measure=held, period_start=period_start, period_end=period_end)
    _keep(reading, read, by, now)
    Deed(by, now).record(held, EventKind.READING_ADDED, field="reading", new=reading)
    return reading


@transaction.atomic
def correct_reading(*, reading: Reading, read: Read, by: User, now: datetime) -> Reading:
    """Put a new reading of the same period in the place of one that was wrong, which stays to be seen."""
    measure = Measure.objects.select_for_update().select_related("plan").get(pk=reading.measure_id)
    if Reading.objects.filter(replaces=reading).exists():
        raise ValidationError(
            "Somebody corrected this reading before you: look at the newest one, and correct that"
        )
    newer = Reading(
        measure=measure,
        period_start=reading.period_start,
        period_end=reading.period_end,
        replaces=reading,
    )
    _keep(newer, read, by, now)
    deed = Deed(by, now)
    deed.record(measure, EventKind.READING_CORRECTED, field="reading", old=reading, new=newer)
    return newer


def next_number(plan: ActionPlan) -> int:
    """The number that comes after the plan's last measure."""
    last: int | None = plan.measures.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _keep(reading: Reading, read: Read, by: User, now: datetime) -> None:
    reading.value, reading.out_of = read.value, read.out_of
    reading.unavailable_reason, reading.narrative = read.unavailable_reason, read.narrative
    reading.recorded_by, reading.recorded_at = by, now
    reading.validate_constraints()
    reading.save()


def _refuse_period(measure: Measure, start: date, end: date, now: datetime) -> None:
    today = timezone.localdate(now)
    if end > today:
        raise ValidationError(
            {
                "period_end": f"Enter a period that is over: it ends on {long_date(today)} at the latest"
            }
        )
    if end < start:
        raise ValidationError({"period_end": "Enter an end on or after the start of the period"})
    line = [measure.pk, *_earlier(measure)]
    overlapping = Reading.objects.filter(
        measure__in=line, period_start__lte=end, period_end__gte=start
    )
    taken = overlapping.order_by("period_start").first()
    if taken:
        words = upper_first(period_words(taken.period_start, taken.period_end))
        raise ValidationError(
            {
                "period_start": f"{words} has a reading already: correct that one, or enter another period"
            }
        )


def _earlier(measure: Measure) -> list[int]:
    found: list[int] = []
    before = measure.continues_id
    while before:
        found.append(before)
        before = Measure.objects.values_list("continues", flat=True).get(pk=before)
    return found


def _refuse_others_line(measure: Measure) -> None:
    before = measure.continues
    if before and before.plan_id != measure.plan.continues_id:
        raise ValidationError({"continues": "Choose a measure of last year’s plan"})
