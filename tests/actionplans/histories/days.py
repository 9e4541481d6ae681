"""Working days and office hours counted by hand, beside the portal's own way."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
EVENING = 18
# As the government announced them for the months of these histories.
CLOSED = {
    *(date(2022, 12, 26), date(2022, 12, 27), date(2023, 1, 2), date(2023, 4, 7)),
    *(date(2023, 4, 10), date(2023, 5, 1), date(2023, 5, 8), date(2023, 5, 29)),
    *(date(2023, 8, 28), date(2023, 12, 25), date(2023, 12, 26), date(2024, 1, 1)),
}


def is_open(day: date) -> bool:
    return day.weekday() < 5 and day not in CLOSED


def open_day(day: date) -> date:
    """This day, or the next on which offices are open."""
    return day if is_open(day) else open_day(day + timedelta(days=1))


def count_days(day: date, number: int) -> date:
    """Working days counted one at a time, forward or back."""
    step = timedelta(days=1 if number >= 0 else -1)
    while number:
        day += step
        number -= step.days if is_open(day) else 0
    return day


def morning(day: date, hour: int) -> datetime:
    """When mail begins to go out on the first open day from this one."""
    return datetime.combine(open_day(day), time(hour), tzinfo=LONDON)


def mail_goes_out(moment: datetime, hour: int) -> bool:
    """Whether it is a working day between the agreed hour and the evening."""
    here = moment.astimezone(LONDON)
    return is_open(here.date()) and hour <= here.hour < max(EVENING, hour + 1)


def next_morning(moment: datetime, hour: int) -> datetime:
    """The first moment after this one at which a day's mail begins."""
    today = moment.astimezone(LONDON).date()
    begins = morning(today, hour)
    return begins if begins > moment else morning(today + timedelta(days=1), hour)
