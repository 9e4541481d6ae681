"""The day on which somebody answered, in the ways that survey tools write it."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

_LONDON = ZoneInfo("Europe/London")
_TIME = r"(?:[T ,]+(?:at )?\d{1,2}[:.]\d{2}.*)?"
_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})" + _TIME)
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})" + _TIME)
_DAY_MONTH = re.compile(r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)\.?,? (\d{4})" + _TIME)
_MONTH_DAY = re.compile(r"(?:[a-z]+,? )?([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})" + _TIME)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LAST_MONTH = 12


class Order(StrEnum):
    """Which of the two first figures of a date is the day."""

    DAY_FIRST = "DAY_FIRST"
    MONTH_FIRST = "MONTH_FIRST"


def read_day(text: str, order: Order = Order.DAY_FIRST) -> date | None:
    """The day that a cell tells, in London; None where it tells none."""
    text = " ".join(text.split())
    try:
        if moment := _exact_moment(text):
            return moment.astimezone(_LONDON).date()
        return _in_figures(text, order) or _in_words(text.casefold())
    except (ValueError, OverflowError):
        return None


def tells_a_day(text: str) -> bool:
    """Whether a cell tells a day in either order."""
    return any(read_day(text, order) for order in Order)


def has_open_order(cells: Iterable[str]) -> bool:
    """Whether any date of a column could be read in two ways."""
    return any(first != second for first, second, _ in _figures(cells))


def order_of(cells: list[str], *, opened_on: date | None, closed_on: date | None) -> Order | None:
    """Which figure is the day, as the column as a whole tells it; None where it doesn't.

    A figure above 12 settles it. Otherwise the consultation's own period may: only one reading lies within it.
    """
    figures = list(_figures(cells))
    day_first = sum(1 for first, _, _ in figures if first > _LAST_MONTH)
    month_first = sum(1 for _, second, _ in figures if second > _LAST_MONTH)
    if day_first != month_first:
        return Order.DAY_FIRST if day_first > month_first else Order.MONTH_FIRST
    if opened_on is None:
        return None
    within = {order: _all_within(cells, order, opened_on, closed_on) for order in Order}
    if within[Order.DAY_FIRST] == within[Order.MONTH_FIRST]:
        return None
    return Order.DAY_FIRST if within[Order.DAY_FIRST] else Order.MONTH_FIRST


def _all_within(cells: list[str], order: Order, opened_on: date, closed_on: date | None) -> bool:
    days = (read_day(cell, order) for cell in cells if tells_a_day(cell))
    return all(day and opened_on <= day <= (closed_on or date.max) for day in days)


def _figures(cells: Iterable[str]) -> Iterator[tuple[int, int, int]]:
    for cell in cells:
        if found := _FIGURES.fullmatch(cell.strip()):
            first, second, year = map(int, found.groups())
            yield first, second, year


def _exact_moment(text: str) -> datetime | None:
    if len(text) < len("2020-02-05T18:57Z") or text[4] != "-":
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _in_figures(text: str, order: Order) -> date | None:
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
        return date(year, month, day)
    for first, second, year in _figures([text]):
        day, month = (first, second) if order == Order.DAY_FIRST else (second, first)
        return date(year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004
    return None


def _in_words(text: str) -> date | None:
    if found := _DAY_MONTH.fullmatch(text):
        day, month, year = found.groups()
    elif found := _MONTH_DAY.fullmatch(text):
        month, day, year = found.groups()
    else:
        return None
    return date(int(year), _MONTHS.index(month[:3]) + 1, int(day))
