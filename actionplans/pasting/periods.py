"""Periods as people write them in spreadsheets: "Apr-Jun 2021", "Q1 2021/22", "30/06/2021"."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from actionplans.periods import whole_from, whole_with
from actionplans.quarters import Quarter

Period = tuple[date, date]

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_YEARS = r"(?P<year>(?:20)?\d\d) ?[/-] ?(?P<next>(?:20)?\d\d)"
_TO = r" ?(?:to|until|-) ?"
_CENTURY = 100
_YEAR = 12


def read_period(text: str, *, every: int | None) -> Period | None:
    """The period that somebody means, or None; a day alone is the first or last of a period of the measure's length."""
    written = _plain(text)
    for reader in _READERS:
        found = reader(written)
        if found:
            return found
    day = _day(written)
    return _around(day, every) if day else None


def _plain(text: str) -> str:
    # A spreadsheet writes dashes of every length, and spaces that don't break.
    dashes = re.sub("[\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]", "-", text)
    return re.sub(r"\s+", " ", dashes).strip().casefold()


def _quarter(text: str) -> Period | None:
    """Q1 2021/22, or 2021/22 Q1; of "Q1 2021" nobody knows which year is meant."""
    found = re.fullmatch(rf"q(?P<number>[1-4]),? {_YEARS}", text) or re.fullmatch(
        rf"{_YEARS},? q(?P<number>[1-4])", text
    )
    year = _financial(found) if found else None
    if found is None or year is None:
        return None
    quarter = Quarter(year, int(found["number"]))
    return quarter.starts_on, quarter.ends_on


def _financial_year(text: str) -> Period | None:
    """2021/22, or "year to March 2022"."""
    ends = re.fullmatch(
        r"(?:financial )?year (?:to|ending|ended) (?P<month>[a-z]+) (?P<year>\d{4})", text
    )
    if ends and re.fullmatch(_MONTH, ends["month"]):
        end = _month_end(int(ends["year"]), _number(ends["month"]))
        return whole_from(end.replace(year=end.year - 1, day=1) + timedelta(days=31), months=_YEAR)
    found = re.fullmatch(rf"(?:fy ?)?{_YEARS}", text)
    year = _financial(found) if found else None
    return whole_from(date(year, 4, 1), months=_YEAR) if year else None


def _months(text: str) -> Period | None:
    """April to June 2021, Oct 2021 - Mar 2022, or one month: Apr 2021, Apr-21, 04/2021."""
    one = re.fullmatch(rf"(?P<month>{_MONTH})[ -]?(?P<year>(?:20)?\d\d)", text)
    if one:
        return whole_from(date(_full(one["year"]), _number(one["month"]), 1), months=1)
    by_number = re.fullmatch(r"(?P<month>0?[1-9]|1[0-2])/(?P<year>20\d\d)", text)
    if by_number:
        return whole_from(date(int(by_number["year"]), int(by_number["month"]), 1), months=1)
    found = re.fullmatch(
        rf"(?P<first>{_MONTH})(?: (?P<from>20\d\d))?{_TO}(?P<last>{_MONTH}) (?P<year>(?:20)?\d\d)",
        text,
    )
    return _from_to(found) if found else None


def _from_to(found: re.Match[str]) -> Period | None:
    first, last, year = _number(found["first"]), _number(found["last"]), _full(found["year"])
    begun = int(found["from"]) if found["from"] else year - (first > last)
    start, end = date(begun, first, 1), _month_end(year, last)
    return (start, end) if start < end else None


def _days(text: str) -> Period | None:
    """Two days: 01/04/2021 - 30/06/2021."""
    for joint in (" to ", " - ", " until "):
        first, found, last = text.partition(joint)
        start, end = _day(first), _day(last)
        if found and start and end and start <= end:
            return start, end
    return None


_READERS: tuple[Callable[[str], Period | None], ...] = (_quarter, _financial_year, _months, _days)


def _day(text: str) -> date | None:
    numbers = re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", text)
    if numbers:
        return _date(int(numbers[3]), int(numbers[2]), int(numbers[1]))
    iso = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?: 00:00(?::00)?)?", text)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    words = re.fullmatch(rf"(\d{{1,2}})[ -]({_MONTH})[ -](\d{{4}})", text)
    return _date(int(words[3]), _number(words[2]), int(words[1])) if words else None


def _around(day: date, every: int | None) -> Period | None:
    if every is None:
        return day, day
    start, end = whole_with(day, months=every)
    return (start, end) if day in {start, end} else None


def _financial(found: re.Match[str]) -> int | None:
    year, following = _full(found["year"]), _full(found["next"])
    return year if following == year + 1 else None


def _full(year: str) -> int:
    return int(year) + (2000 if int(year) < _CENTURY else 0)


def _number(month: str) -> int:
    return _MONTHS.index(month[:3]) + 1


def _month_end(year: int, month: int) -> date:
    return whole_from(date(year, month, 1), months=1)[1]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
