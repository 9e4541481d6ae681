"""What a measure reads: recorded one by one or several at once, and corrected without being overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.models import EventKind, Measure, MeasureState, Reading, Via
from actionplans.periods import LENGTHS, is_whole, last_whole, period_words
from actionplans.services.changes import Deed
from partners.models import User
from smp_portal.foundation.words import long_date, upper_first


@dataclass(frozen=True)
class Read:
    """What a measure read in a period: a value, some of how many or not, or why there is none."""

    value: Decimal | None = None
    out_of: Decimal | None = None
    unavailable_reason: str = ""
    narrative: str = ""


@dataclass(frozen=True)
class PeriodRead:
    """One of several readings that come together: its period, and what was read in it."""

    start: date
    end: date
    read: Read


@transaction.atomic
def add_reading(
    *,
    measure: Measure,
    period_start: date,
    period_end: date,
    read: Read,
    by: User,
    now: datetime,
    via: Via = Via.PORTAL,
) -> Reading:
    """Record what a measure read in a period that no other reading covers.

    Raises ValidationError, keyed by field, for a period that is not over, not one of the plan's or not of the
    measure's length, or that another reading covers.
    """
    # Two people who record the same quarter at once come one after the other.
    held = Measure.objects.select_for_update().select_related("plan").get(pk=measure.pk)
    if held.state == MeasureState.RETIRED:
        raise ValidationError("This measure is no longer used: take it up again first")
    refuse_period(held, period_start, period_end, on=timezone.localdate(now))
    reading = Reading(measure=held, period_start=period_start, period_end=period_end)
    _keep(reading, read, by, now)
    Deed(by, now, via).record(held, EventKind.READING_ADDED, field="reading", new=reading)
    return reading


@transaction.atomic
def add_readings(
    *, measure: Measure, reads: Sequence[PeriodRead], by: User, now: datetime
) -> list[Reading]:
    """Record several periods at once, from a spreadsheet: all of them or, where one is refused, none."""
    added = []
    for one in reads:
        try:
            added.append(
                add_reading(
                    measure=measure,
                    period_start=one.start,
                    period_end=one.end,
                    read=one.read,
                    by=by,
                    now=now,
                    via=Via.IMPORT,
                )
            )
        except ValidationError as refusal:
            period = upper_first(period_words(one.start, one.end))
            raise ValidationError(f"{period}: {' '.join(refusal.messages)}") from refusal
    return added


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


def wrong_period(measure: Measure, start: date, end: date, *, on: date) -> tuple[str, str] | None:
    """What is wrong with a period by itself, and with which of its ends."""
    plan = measure.plan
    if end > on:
        return (
            "period_end",
            f"Enter a period that is over: it ends on {long_date(on)} at the latest",
        )
    if end < start:
        return "period_end", "Enter an end on or after the start of the period"
    if start < plan.starts_on or end > plan.ends_on:
        days = f"from {long_date(plan.starts_on)} to {long_date(plan.ends_on)}"
        wrong = "period_start" if start < plan.starts_on else "period_end"
        return wrong, f"Enter a period in the plan’s year, {days}"
    if measure.every and not is_whole(start, end, months=measure.every):
        length = LENGTHS[measure.every]
        last = period_words(*last_whole(on, months=measure.every))
        return (
            "period_start",
            f"Enter a whole {length}, like {last}: this measure is read every {length}",
        )
    return None


def _keep(reading: Reading, read: Read, by: User, now: datetime) -> None:
    reading.value, reading.out_of = read.value, read.out_of
    reading.unavailable_reason, reading.narrative = read.unavailable_reason, read.narrative
    reading.recorded_by, reading.recorded_at = by, now
    reading.validate_constraints()
    reading.save()


def refuse_period(measure: Measure, start: date, end: date, *, on: date) -> None:
    """Raise ValidationError, keyed by field, where a measure can't be read for a period."""
    wrong = wrong_period(measure, start, end, on=on)
    if wrong:
        raise ValidationError({wrong[0]: wrong[1]})
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
