"""What a board pack says, in words and figures as they were when it was frozen."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

FORMAT = 1


class UnknownFormat(Exception):
    """The contents were written in a way that this portal can't read."""


@dataclass(frozen=True)
class AskedTold:
    plan: str
    text: str
    note: str


@dataclass(frozen=True)
class ExceptionTold:
    """One thing to look at first; `colour` is a rating's, or empty."""

    sort: str
    colour: str
    plan: str
    text: str
    note: str


@dataclass(frozen=True)
class RatingTold:
    """A rating, and the key of the answer that gave it: packs that were frozen before keys were kept have none."""

    rating: str
    words: str
    note: str
    answer: int = 0

    @property
    def mark(self) -> str:
        """What its answer is called where a correction of it is shown."""
        return f"answer-{self.answer}" if self.answer else ""


@dataclass(frozen=True)
class ActionTold:
    """An action without anybody's name."""

    reference: str
    title: str
    lead: str
    due_on: str
    status: str
    progress: int
    late: str
    moved: str


@dataclass(frozen=True)
class ReadingTold:
    """What a measure read in a period, and its key; figures as text, so that nothing is rounded."""

    period: str
    start: str
    end: str
    value: str
    said: str
    reason: str
    key: int = 0

    @property
    def mark(self) -> str:
        """What it is called where a correction of it is shown."""
        return f"reading-{self.key}" if self.key else ""


@dataclass(frozen=True)
class BreakTold:
    """From when something else was counted, in words."""

    on: str
    words: str


@dataclass(frozen=True)
class MeasureTold:
    title: str
    unit: str
    source: str
    reads: str
    change: str
    aim: str
    target: str
    target_by: str
    baseline: str
    readings: tuple[ReadingTold, ...]
    # Packs that were frozen before lines were broken in them have none.
    breaks: tuple[BreakTold, ...] = ()

    @property
    def latest_mark(self) -> str:
        """The mark of the newest figure, which the measure's words give."""
        return next((one.mark for one in reversed(self.readings) if one.value), "")


@dataclass(frozen=True)
class PlanTold:
    """One plan's page."""

    name: str
    owner: str
    now: RatingTold
    before: RatingTold | None
    notes: tuple[str, ...]
    said_on: str
    narrative: str
    next_steps: str
    decisions: tuple[str, ...]
    actions: tuple[ActionTold, ...]
    measures: tuple[MeasureTold, ...]

    @property
    def late(self) -> list[ActionTold]:
        return [action for action in self.actions if action.late]


@dataclass(frozen=True)
class PackContents:
    """The whole of a pack."""

    title: str
    held_on: str
    as_at: str
    issue: int
    sentence: str
    note: str
    asked: tuple[AskedTold, ...]
    exceptions: tuple[ExceptionTold, ...]
    plans: tuple[PlanTold, ...]

    def as_json(self) -> dict[str, Any]:
        return {"format": FORMAT, "paper": "board pack", **asdict(self)}


def read_contents(raw: Mapping[str, Any]) -> PackContents:
    """A pack's contents from their JSON; a format that is not known is refused."""
    if raw.get("format") != FORMAT:
        raise UnknownFormat(f"This pack is written in format {raw.get('format')}, not {FORMAT}")
    told = {name: value for name, value in raw.items() if name not in {"format", "paper"}}
    return PackContents(
        **told
        | {
            "asked": tuple(AskedTold(**one) for one in raw["asked"]),
            "exceptions": tuple(ExceptionTold(**one) for one in raw["exceptions"]),
            "plans": tuple(_plan(one) for one in raw["plans"]),
        }
    )


def _plan(raw: Mapping[str, Any]) -> PlanTold:
    before = raw["before"]
    return PlanTold(
        **dict(raw)
        | {
            "now": RatingTold(**raw["now"]),
            "before": RatingTold(**before) if before else None,
            "notes": tuple(raw["notes"]),
            "decisions": tuple(raw["decisions"]),
            "actions": tuple(ActionTold(**one) for one in raw["actions"]),
            "measures": tuple(read_measure(one) for one in raw["measures"]),
        }
    )


def read_measure(raw: Mapping[str, Any]) -> MeasureTold:
    """A measure from its JSON."""
    readings = tuple(ReadingTold(**one) for one in raw["readings"])
    breaks = tuple(BreakTold(**one) for one in raw.get("breaks", ()))
    return MeasureTold(**dict(raw) | {"readings": readings, "breaks": breaks})


def day(told: str) -> date:
    """A day as it is kept: "2022-01-20"."""
    return date.fromisoformat(told)
