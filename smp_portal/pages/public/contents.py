"""An edition's contents as they are read from their JSON."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from smp_portal.pages.public.told import (
    ActionTold,
    Aim,
    Commitment,
    County,
    EditionContents,
    FindingTold,
    MeasureTold,
    PartnerTold,
    Place,
    Plan,
    PriorityTold,
    ReadingTold,
    ReasonTold,
    Reply,
    Section,
    Theme,
    Voice,
)

FORMAT = 1


class UnknownFormat(Exception):
    """The contents were written in a way that this portal can't read."""


def read_contents(raw: Mapping[str, Any]) -> EditionContents:
    """An edition's contents from their JSON; a format that is not known is refused."""
    if raw.get("format") != FORMAT:
        raise UnknownFormat(f"This edition is written in format {raw.get('format')}, not {FORMAT}")
    return EditionContents(
        plan=Plan(**_ready(raw["plan"], days=("starts_on", "ends_on"))),
        sections=tuple(Section(**row) for row in raw["sections"]),
        aims=tuple(Aim(**row) for row in raw["aims"]),
        themes=tuple(Theme(**row) for row in raw["themes"]),
        county=tuple(County(**_ready(row)) for row in raw["county"]),
        priorities=tuple(_priority(row) for row in raw["priorities"]),
        places=tuple(Place(**row) for row in raw["places"]),
        partners=tuple(PartnerTold(**_ready(row, days=("valid_to",))) for row in raw["partners"]),
        commitments=tuple(Commitment(**row) for row in raw["commitments"]),
    )


def _priority(row: Mapping[str, Any]) -> PriorityTold:
    parts = {
        "reasons": tuple(_reason(one) for one in row["reasons"]),
        "voices": tuple(Voice(**_ready(one, days=("heard_on",))) for one in row["voices"]),
        "actions": tuple(
            ActionTold(**_ready(one, days=("due_on", "completed_on"))) for one in row["actions"]
        ),
        "measures": tuple(_measure(one) for one in row["measures"]),
        "replies": tuple(Reply(**one) for one in row["replies"]),
    }
    return PriorityTold(**_ready(row) | parts)


def _reason(row: Mapping[str, Any]) -> ReasonTold:
    told = row["finding"]
    finding = FindingTold(**_ready(told, numbers=("share",))) if told else None
    return ReasonTold(**dict(row) | {"finding": finding})


def _measure(row: Mapping[str, Any]) -> MeasureTold:
    readings = {name: _reading(row[name]) for name in ("latest", "previous")}
    days = ("target_by", "to_be_agreed_by", "counted_anew_from")
    return MeasureTold(**_ready(row, days=days, numbers=("target",)) | readings)


def _reading(row: Mapping[str, Any] | None) -> ReadingTold | None:
    if row is None:
        return None
    days, numbers = ("period_start", "period_end"), ("value", "out_of")
    return ReadingTold(**_ready(row, days=days, numbers=numbers))


def _ready(
    row: Mapping[str, Any], *, days: tuple[str, ...] = (), numbers: tuple[str, ...] = ()
) -> dict[str, Any]:
    """A row with its dates and decimals as such, and its lists such as nobody changes."""
    ready = {key: tuple(told) if isinstance(told, list) else told for key, told in row.items()}
    ready |= {key: date.fromisoformat(row[key]) for key in days if row.get(key)}
    return ready | {key: Decimal(row[key]) for key in numbers if row[key] is not None}
