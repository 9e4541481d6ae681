"""How a period is said: "July to September 2022", "year to March 2022", "March 2022"."""

from datetime import date, timedelta

from actionplans.quarters import period_title
from smp_portal.foundation.words import long_date

_YEAR = 12
_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five"}


def period_words(start: date, end: date) -> str:
    """A period in full; whole months and years by their names."""
    if not _is_whole_months(start, end):
        return long_date(end) if start == end else f"{long_date(start)} to {long_date(end)}"
    months = (end.year - start.year) * _YEAR + end.month - start.month + 1
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


def is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _is_whole_months(start: date, end: date) -> bool:
    return start.day == 1 and is_month_end(end)


def _year_end(end: date) -> str:
    return str(end.year) if end.month == _YEAR else f"{end:%B %Y}"
