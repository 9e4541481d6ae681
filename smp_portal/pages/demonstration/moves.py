"""Where the demonstration's clock can be moved to: onwards only, as time goes."""

from datetime import datetime, timedelta

from django.utils import timezone

from smp_portal.foundation.working_days import add_working_days, at_hour, is_working_day

_OFFICES_OPEN = 9


def next_working_morning(now: datetime) -> datetime:
    """Nine o'clock of the next working day, or of this one while it is still to come."""
    today = timezone.localdate(now)
    this_morning = at_hour(today, _OFFICES_OPEN)
    if is_working_day(today) and now < this_morning:
        return this_morning
    return at_hour(add_working_days(today, 1), _OFFICES_OPEN)


def a_week_later(now: datetime) -> datetime:
    """The same hour by London's clocks, seven days on."""
    return timezone.localtime(now) + timedelta(days=7)


MOVES = {"morning": next_working_morning, "week": a_week_later}
