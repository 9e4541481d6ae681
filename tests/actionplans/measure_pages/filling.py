"""The forms of measures and readings as somebody who changes nothing else would send them."""

from datetime import date
from typing import Any

from actionplans.models import Measure
from tests.actionplans.plan_cast import in_parts


def measure_form(**changes: Any) -> dict[str, Any]:
    form = {
        "title": "Talks held",
        "kind": "NUMBER",
        "state": "AGREED",
        "agreed_with": "Residents",
        **in_parts("agreed_on", 15, 3, 2022),
        "every": "3",
        "lag": "14",
        "direction": "INCREASE",
        "unit": "talks",
        "number": "2",
    }
    return form | changes


def edit_form(measure: Measure, **changes: Any) -> dict[str, Any]:
    form = {
        "version": measure.version,
        "title": measure.title,
        "kind": measure.kind,
        "state": measure.state,
        "agreed_with": measure.agreed_with,
        **_in_parts("agreed_on", measure.agreed_on),
        "every": measure.every or 0,
        "lag": measure.lag,
        "direction": measure.direction,
        "unit": measure.unit,
        "target": measure.target if measure.target is not None else "",
        "number": measure.number,
    }
    return form | changes


def _in_parts(name: str, day: date | None) -> dict[str, str]:
    return in_parts(name, day.day, day.month, day.year) if day else {}


def reading_form(**changes: Any) -> dict[str, Any]:
    form = {
        **in_parts("period_start", 1, 7, 2022),
        **in_parts("period_end", 30, 9, 2022),
        "value": "10",
        "out_of": "10",
        "narrative": "Bottesford is tenth.",
    }
    return form | changes
