"""What a year's annual report says, for the council's scrutiny committee: only what may be public."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from smp_portal.pages.board_packs.contents import FORMAT, MeasureTold, UnknownFormat, read_measure


@dataclass(frozen=True)
class DeedTold:
    """An action and what became of it."""

    title: str
    lead: str
    became: str


@dataclass(frozen=True)
class VoiceTold:
    words: str
    heard: str


@dataclass(frozen=True)
class YearTold:
    """One priority's year: what it set out to do, what was done, what changed, what residents said."""

    name: str
    set_out: str
    deeds: tuple[DeedTold, ...]
    unfinished: tuple[DeedTold, ...]
    measures: tuple[MeasureTold, ...]
    compared: tuple[str, ...]
    findings: tuple[str, ...]
    voices: tuple[VoiceTold, ...]
    # The partnership's plan for itself belongs to no priority, and residents were not asked about it.
    is_improvement: bool = False


@dataclass(frozen=True)
class ReportContents:
    """The whole of a report."""

    title: str
    year: str
    as_at: str
    issue: int
    note: str
    sentence: str
    priorities: tuple[YearTold, ...]
    decisions: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {"format": FORMAT, "paper": REPORT, **asdict(self)}


REPORT = "annual report"


def read_report(raw: Mapping[str, Any]) -> ReportContents:
    """A report's contents from their JSON; a format that is not known is refused."""
    if raw.get("format") != FORMAT:
        raise UnknownFormat(f"This report is written in format {raw.get('format')}, not {FORMAT}")
    told = {name: value for name, value in raw.items() if name not in {"format", "paper"}}
    return ReportContents(
        **told
        | {
            "priorities": tuple(_year(one) for one in raw["priorities"]),
            "decisions": tuple(raw["decisions"]),
        }
    )


def _year(raw: Mapping[str, Any]) -> YearTold:
    deeds = {name: tuple(DeedTold(**one) for one in raw[name]) for name in ("deeds", "unfinished")}
    return YearTold(
        **dict(raw)
        | deeds
        | {
            "measures": tuple(read_measure(one) for one in raw["measures"]),
            "compared": tuple(raw["compared"]),
            "findings": tuple(raw["findings"]),
            "voices": tuple(VoiceTold(**one) for one in raw["voices"]),
        }
    )


def days_of(year: str) -> tuple[date, date]:
    """The first and last day of a financial year: 1 April 2021 to 31 March 2022 of "2021/22"."""
    first = int(year[:4])
    return date(first, 4, 1), date(first + 1, 3, 31)
