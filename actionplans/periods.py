"""How a period is said: "July to September 2022", "year to March 2022", "March 2022"."""

from datetime import date, timedelta

from actionplans.quarters import period_title
from smp_portal.foundation.words import long_date

_YEAR = 12
LENGTHS = {1: "month", 3: "quarter", 6: "half-year", 12: "year"}
_APRIL = 4
_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five"}


def period_words(start: date, end: date) -> str:
    """A period in full; whole months and years by their names."""
    if not _is_whole_months(start, end):
        return long_date(end) if start == end else f"{long_date(start)} to {long_date(end)}"
    months = _months(start, end)
    if months == 1:
        return f"{end:%B %Y}"
    years = months / _YEAR
    if years == 1:
        return f"year to {end:%B %Y}"
    if years in _NUMBERS:
        return f"{_NUMBERS[int(years)]} years to {_year_end(end)}"
    return period_title(start, end)


def period_in_mind(start: date, end: date, *, on: date) -> str:
    """A period without its year where that is the year everybody has in mind: "April to June"."""
    words = period_words(start, end)
    return words.removesuffix(f" {on.year}") if start.year == end.year == on.year else words


def by_words(day: date, *, on: date) -> str:
    """A day to have something done by: "December", "March 2023", "16 December"."""
    words = f"{day:%B %Y}" if is_month_end(day) else long_date(day)
    return words.removesuffix(f" {on.year}")


def is_whole(start: date, end: date, *, months: int) -> bool:
    """Whether a period is one of those that the financial year is divided into: its months, quarters, halves or itself."""
    is_begun = (start.month - _APRIL) % months == 0
    return is_begun and _is_whole_months(start, end) and _months(start, end) == months


def whole_from(start: date, *, months: int) -> tuple[date, date]:
    """The period of so many months that begins in the month of a day."""
    place = start.year * _YEAR + start.month - 1 + months
    after = date(place // _YEAR, place % _YEAR + 1, 1)
    return start.replace(day=1), after - timedelta(days=1)


def whole_with(day: date, *, months: int) -> tuple[date, date]:
    """The month, quarter, half or whole of the financial year in which a day lies."""
    into = (day.month - _APRIL) % months
    place = day.year * _YEAR + day.month - 1 - into
    return whole_from(date(place // _YEAR, place % _YEAR + 1, 1), months=months)


def last_whole(on: date, *, months: int) -> tuple[date, date]:
    """The newest of these periods that is over."""
    start, end = whole_with(on, months=months)
    return (start, end) if end == on else whole_with(start - timedelta(days=1), months=months)


def a_year_before(day: date, *, years: int = 1) -> date:
    """The same day of an earlier year; the end of February stays the end of February."""
    if is_month_end(day):
        return whole_from(day.replace(year=day.year - years, day=1), months=1)[1]
    return day.replace(year=day.year - years)


def is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _is_whole_months(start: date, end: date) -> bool:
    return start.day == 1 and is_month_end(end)


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * _YEAR + end.month - start.month + 1


def _year_end(end: date) -> str:
    return str(end.year) if end.month == _YEAR else f"{end:%B %Y}"
