"""Financial quarters and years: the first quarter is April to June."""

from dataclasses import dataclass
from datetime import date, timedelta

_FIRST_MONTH = 4
_MONTHS = 3
_QUARTERS = 4


@dataclass(frozen=True, order=True)
class Quarter:
    """One quarter of the financial year that begins in April of `year`."""

    year: int
    number: int

    @property
    def starts_on(self) -> date:
        month = _FIRST_MONTH + _MONTHS * (self.number - 1)
        return date(self.year + month // 13, (month - 1) % 12 + 1, 1)

    @property
    def ends_on(self) -> date:
        return self.next().starts_on - timedelta(days=1)

    @property
    def title(self) -> str:
        return period_title(self.starts_on, self.ends_on)

    def next(self) -> "Quarter":
        if self.number == _QUARTERS:
            return Quarter(self.year + 1, 1)
        return Quarter(self.year, self.number + 1)


def quarter_of(day: date) -> Quarter:
    """The financial quarter in which a day lies."""
    year = day.year if day.month >= _FIRST_MONTH else day.year - 1
    number = (day.month - _FIRST_MONTH) % 12 // _MONTHS + 1
    return Quarter(year, number)


def year_from(first: Quarter) -> list[Quarter]:
    """Four quarters in a row."""
    quarters = [first]
    while len(quarters) < _QUARTERS:
        quarters.append(quarters[-1].next())
    return quarters


def financial_year(day: date) -> str:
    """The financial year of a day, as 2022/23."""
    year = quarter_of(day).year
    return f"{year}/{(year + 1) % 100:02}"


def period_title(start: date, end: date) -> str:
    """July to September 2022, or October 2022 to March 2023 across the new year."""
    if start.year == end.year:
        return f"{start:%B} to {end:%B %Y}"
    return f"{start:%B %Y} to {end:%B %Y}"
