"""What each column of a file is taken for."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Taken(StrEnum):
    """What a column is taken for; of what is PERSONAL or UNKNOWN no cell is kept, not even for the preview."""

    DAY = "DAY"
    PLACE = "PLACE"
    AGE = "AGE"
    QUESTION = "QUESTION"
    NEW_QUESTION = "NEW_QUESTION"
    LEFT_OUT = "LEFT_OUT"
    PERSONAL = "PERSONAL"
    UNKNOWN = "UNKNOWN"


NEVER_KEPT = (Taken.PERSONAL, Taken.UNKNOWN)
_ONCE = (Taken.DAY, Taken.PLACE, Taken.AGE)


@dataclass
class Column:
    """One column: its heading, what it is taken for, and what an officer should know of it.

    `cell` says where its cells are in a kept row. `question` is one of the consultation's; `kind`, `options` and `most`
    describe a question to be made. `order` says which figure of its dates is the day: empty where nobody knows yet.
    `holds` names what is personal, `removed` counts addresses and numbers taken out of texts, and `strange` the places
    that the portal doesn't know.
    """

    heading: str
    taken: Taken
    cell: int | None = None
    question: int | None = None
    kind: str = ""
    options: list[str] = field(default_factory=list)
    most: int | None = None
    order: str = ""
    has_open_order: bool = False
    holds: str = ""
    examples: list[str] = field(default_factory=list)
    removed: int = 0
    strange: dict[str, int] = field(default_factory=dict)

    @property
    def is_kept(self) -> bool:
        return self.taken not in NEVER_KEPT

    @property
    def is_answer(self) -> bool:
        """Whether its cells answer a question."""
        return self.taken in {Taken.QUESTION, Taken.NEW_QUESTION}

    @property
    def choice(self) -> str:
        """What it is taken for as a form says it: "QUESTION:7"."""
        detail = {Taken.QUESTION: self.question, Taken.NEW_QUESTION: self.kind}.get(self.taken)
        return f"{self.taken}:{detail}" if detail else str(self.taken)


def as_json(columns: Sequence[Column]) -> list[dict[str, Any]]:
    """The columns as their file's row keeps them."""
    return [asdict(column) for column in columns]


def from_json(kept: Sequence[dict[str, Any]]) -> list[Column]:
    """The columns as a file's row kept them."""
    return [Column(**{**one, "taken": Taken(one["taken"])}) for one in kept]


def taken_twice(columns: Sequence[Column]) -> list[str]:
    """The headings of columns that are taken for what another column is taken for already."""
    seen: set[str] = set()
    twice = []
    for column in columns:
        if column.taken in _ONCE or column.taken == Taken.QUESTION:
            if column.choice in seen:
                twice.append(column.heading)
            seen.add(column.choice)
    return twice
