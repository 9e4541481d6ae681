"""How the portal says numbers, dates and lists."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
]


def plural(number: int, words: str) -> str:
    """The word that goes with a number, from "action,actions"."""
    singular, _, several = words.partition(",")
    return singular if number == 1 else several or f"{singular}s"


def counted(number: int, words: str) -> str:
    """A number with its word: "1 action", "3 actions"."""
    return f"{number:,} {plural(number, words)}"


def figure(number: Decimal | None) -> str:
    """A measured number without the noughts that a database adds: "10", "1,234.5"."""
    if number is None:
        return ""
    whole, _, part = f"{number:,.2f}".partition(".")
    part = part.rstrip("0")
    return f"{whole}.{part}" if part else whole


def per_cent(count: int, base: int) -> str:
    """A part of a whole as it is said: "59%"; rounded once, from the figures themselves."""
    whole = int((Decimal(100 * count) / base).to_integral_value(ROUND_HALF_UP)) if base else 0
    return "less than 1%" if count and not whole else f"{whole}%"


def ordinal(number: int) -> str:
    """The place in an order: "first", "second", "number 11"."""
    return ORDINALS[number - 1] if number <= len(ORDINALS) else f"number {number}"


def long_date(day: date | None) -> str:
    """A date in full: "3 September 2021"."""
    if day is None:
        return ""
    day = _in_melton(day)
    return f"{day.day} {day:%B %Y}"


def short_date(day: date | None) -> str:
    """A date in the year that everybody has in mind: "3 September"."""
    if day is None:
        return ""
    day = _in_melton(day)
    return f"{day.day} {day:%B}"


def day_date(day: date | None) -> str:
    """A date with its weekday, for what is due soon: "Monday 10 October"."""
    if day is None:
        return ""
    day = _in_melton(day)
    return f"{day:%A} {day.day} {day:%B}"


def month(day: date | None) -> str:
    """The month of a date, where the day doesn't matter: "March 2023"."""
    return f"{day:%B %Y}" if day else ""


def months(first: date, last: date) -> str:
    """The months of a period: "January to March 2020"."""
    if (first.year, first.month) == (last.year, last.month):
        return month(last)
    return f"{f'{first:%B}' if first.year == last.year else month(first)} to {month(last)}"


def number(value: Decimal | int) -> str:
    """A number as it is read, without noughts that say nothing: "1,200", "3.5"."""
    return f"{Decimal(value).normalize():,f}"


def date_and_time(moment: datetime | None) -> str:
    """A moment as people here read the clock: "5 October 2022 at 9:30am"."""
    if moment is None:
        return ""
    return f"{long_date(moment)} at {clock_time(moment)}"


def clock_time(moment: datetime) -> str:
    """The time of day by London's clocks: "9:30am"."""
    local = timezone.localtime(moment)
    return f"{local:%I:%M}".lstrip("0") + f"{local:%p}".lower()


def joined(items: Sequence[object]) -> str:
    """A list as it is said: "Asfordby, Bottesford and Melton"."""
    words = [str(item) for item in items]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def lower_first(words: str) -> str:
    """A label as it reads inside a sentence; abbreviations such as CCTV keep their capitals."""
    if words[1:2].isupper():
        return words
    return words[:1].lower() + words[1:]


def upper_first(words: str) -> str:
    """Words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def unbroken(words: str) -> str:
    """Words that stay on one line."""
    return words.replace(" ", NO_BREAK_SPACE)


def _in_melton(day: date) -> date:
    if isinstance(day, datetime) and timezone.is_aware(day):
        return timezone.localtime(day)
    return day
