"""When each stage of a round falls due, and at which hours mail goes out."""

from datetime import datetime, timedelta

from django.utils import timezone

from actionplans.models import FrameworkSettings, ReviewRound, Stage
from smp_portal.foundation.working_days import (
    add_working_days,
    at_hour,
    is_working_day,
    working_day_from,
)

# What a person who owes something is sent, the first before the last.
ASKING = (Stage.OPENED, Stage.DUE, Stage.OVERDUE)

# A day on which the worker came late is caught up until then, and not in the evening.
LAST_HOUR = 18


def stage_times(
    round: ReviewRound,  # noqa: A002 - the partnership's own word for it
    rules: FrameworkSettings,
) -> dict[Stage, datetime]:
    """The moment at which each stage of a round falls due: a working day of England, at the agreed hour."""
    days = {
        Stage.OPENED: round.opens_on,
        Stage.DUE: add_working_days(round.due_on, -rules.due_lead_days),
        Stage.OVERDUE: add_working_days(round.due_on, rules.overdue_days),
        Stage.ESCALATED: add_working_days(round.due_on, rules.escalated_days),
    }
    return {stage: at_hour(working_day_from(day), rules.send_hour) for stage, day in days.items()}


def passed_stages(times: dict[Stage, datetime], *, now: datetime) -> list[Stage]:
    """The stages on which owners are asked that have fallen due, the current one last."""
    return [stage for stage in ASKING if times[stage] <= now]


def asking_moments(
    times: dict[Stage, datetime], *, now: datetime | None = None
) -> list[tuple[Stage, datetime]]:
    """When the current stage changes, from the opening on; one that a later one covers makes no mail.

    With `now`, what is past is caught up with at once, and only the latest of it.
    """
    opening = times[Stage.OPENED]
    current: list[tuple[Stage, datetime]] = []
    for moment in sorted({max(times[stage], opening) for stage in ASKING}):
        stage = passed_stages(times, now=max(moment, now or moment))[-1]
        if not current or current[-1][0] != stage:
            current.append((stage, moment))
    return current


def may_send(now: datetime, rules: FrameworkSettings) -> bool:
    """Whether mail goes out at this moment: on working days, from the agreed hour until the evening."""
    local = timezone.localtime(now)
    return is_working_day(local.date()) and rules.send_hour <= local.hour < _last_hour(rules)


def next_sending_time(moment: datetime, rules: FrameworkSettings) -> datetime:
    """This moment if mail goes out then, otherwise the next working morning."""
    if may_send(moment, rules):
        return moment
    today = timezone.localdate(moment)
    morning = at_hour(working_day_from(today), rules.send_hour)
    if morning >= moment:
        return morning
    return at_hour(working_day_from(today + timedelta(days=1)), rules.send_hour)


def _last_hour(rules: FrameworkSettings) -> int:
    return max(LAST_HOUR, rules.send_hour + 1)
