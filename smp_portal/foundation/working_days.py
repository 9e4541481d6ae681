"""Working days of England: Monday to Friday, less the bank holidays."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")
SATURDAY = 5
_BANK_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG")


def is_working_day(day: date) -> bool:
    """Whether offices in England are open on this day."""
    return day.weekday() < SATURDAY and day not in _BANK_HOLIDAYS


def working_day_from(day: date) -> date:
    """This day if it is a working day, otherwise the next one."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=1000)
def add_working_days(day: date, count: int) -> date:
    """The working day that lies `count` working days after this day, or before it when negative."""
    step = timedelta(days=1 if count >= 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def at_hour(day: date, hour: int) -> datetime:
    """The full hour of this day by London's clocks, aware."""
    return datetime.combine(day, time(hour), tzinfo=LONDON)


def end_of(day: date) -> datetime:
    """The last moment of a day by London's clocks: what came until then was known on that day."""
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=LONDON)
    # Whole days are counted by the clock on the wall; the step back is taken in real time.
    return midnight.astimezone(UTC) - timedelta(microseconds=1)
