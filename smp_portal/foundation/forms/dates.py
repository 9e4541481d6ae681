"""Dates as people write them: a day, a month and a year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from smp_portal.foundation import words

PARTS = ("day", "month", "year")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
LAST_DAY, SHORTEST_MONTH_NAME, LONGEST_NUMBER = 31, 3, 4
FIRST_YEAR, LAST_YEAR = 1900, 2100


class DateParts(NamedTuple):
    """What somebody typed for a date, whatever it was."""

    day: str
    month: str
    year: str

    @classmethod
    def of(cls, value: date) -> "DateParts":
        """A known date, as it is offered for editing."""
        return cls(str(value.day), str(value.month), str(value.year))

    def missing(self) -> list[str]:
        """The parts left empty."""
        return [part for part in PARTS if not getattr(self, part)]


@dataclass(frozen=True)
class DateInput:
    """One of a date's three boxes, as it is drawn."""

    part: str
    label: str
    id: str
    name: str
    value: str
    is_wrong: bool


class DateWidget(forms.Widget):
    """Three boxes: day, month and year."""

    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> DateParts:  # noqa: ARG002
        """The three boxes, kept as they were typed."""
        return DateParts(*(str(data.get(f"{name}_{part}", "")).strip() for part in PARTS))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002
        """Whether the page had no such boxes at all."""
        return not any(f"{name}_{part}" in data for part in PARTS)


class DateField(forms.DateField):
    """A date that says which of its parts is wrong, and what would be right."""

    widget = DateWidget

    def to_python(self, value: Any) -> date | None:
        """The date that was typed; a month may be a number or a name."""
        if not isinstance(value, DateParts):
            return super().to_python(value)
        missing = value.missing()
        if len(missing) == len(PARTS):
            return None
        if missing:
            raise _wrong(self._incomplete(missing), *missing)
        return _read(value)

    def prepare_value(self, value: Any) -> Any:
        """A known date split into its boxes."""
        return DateParts.of(value) if isinstance(value, date) else value

    def _incomplete(self, missing: list[str]) -> str:
        named = str(getattr(self, "named", "the date"))
        return f"Complete {named} with a {words.joined(missing).replace(' and ', ' and a ')}"


def wrong_parts(field: BoundField) -> list[str]:
    """The boxes to put right, all of them where no single one is to blame."""
    for error in field.form.errors.as_data().get(field.name, []):
        if error.params and "parts" in error.params:
            return list(error.params["parts"])
    return list(PARTS)


def date_inputs(field: BoundField) -> list[DateInput]:
    """The three boxes of a date on a page."""
    value = field.value() or DateParts("", "", "")
    wrong = wrong_parts(field) if field.errors else []
    return [
        DateInput(
            part=part,
            label=part.capitalize(),
            id=f"{field.auto_id}_{part}",
            name=f"{field.html_name}_{part}",
            value=getattr(value, part, ""),
            is_wrong=part in wrong,
        )
        for part in PARTS
    ]


def _read(typed: DateParts) -> date:
    day, month, year = _day(typed.day), _month(typed.month), _year(typed.year)
    try:
        return date(year, month, day)
    except ValueError:
        said = f"{day} {MONTHS[month - 1]} {year}"
        message = f"{said} is not a date. Enter a real date, like 27 3 {year}"
        raise _wrong(message, "day") from None


def _day(typed: str) -> int:
    day = _number(typed)
    if not 1 <= day <= LAST_DAY:
        raise _wrong(f"“{typed}” is not a day. Enter a number from 1 to 31", "day")
    return day


def _month(typed: str) -> int:
    number = _month_named(typed.casefold().rstrip(".")) or _number(typed)
    if not 1 <= number <= len(MONTHS):
        message = f"“{typed}” is not a month. Enter a number from 1 to 12, or a name like March"
        raise _wrong(message, "month")
    return number


def _month_named(name: str) -> int | None:
    if len(name) < SHORTEST_MONTH_NAME:
        return None
    found = [n for n, month in enumerate(MONTHS, start=1) if month.casefold().startswith(name)]
    return found[0] if found else None


def _year(typed: str) -> int:
    year = _number(typed)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _wrong(f"“{typed}” is not a year. Enter all four figures, like 2022", "year")
    return year


def _number(typed: str) -> int:
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER
    return int(typed) if is_number else -1


def _wrong(message: str, *parts: str) -> ValidationError:
    # The message is filled from its parameters once more, so a typed % must not look like one.
    return ValidationError(message.replace("%", "%%"), code="invalid", params={"parts": parts})
