"""What a priority's history remembers, and how a remembered row is read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from priorities.comparing.changes import Field, Row, quoted
from priorities.comparing.kinds import PRIORITIES, REASONS, REPLIES
from priorities.comparing.rows import Rows
from priorities.models import Alignment, PriorityStatus, PublicReply, Reason

OF_MANY = ("aims", "themes", "testimonies")
SAID = ("number", "title", "what_we_want", "how_we_will_work", "status")


def status_words(status: Any) -> str:
    """Where a priority stands, inside a sentence."""
    return PriorityStatus(status).label.lower()


OF_A_PRIORITY = Rows(
    "priority,priorities",
    "title",
    "slug",
    fields=(
        *PRIORITIES.fields,
        Field("status", "the status", say=status_words),
        Field("testimonies", "what people said beside it", points_into="testimonies"),
    ),
)
ALIGNMENTS = Rows(
    "priority of the county,priorities of the county",
    "title",
    "title",
    fields=(Field("note", "how it serves the county’s priority", is_text=True),),
)


@dataclass(frozen=True)
class PartKind:
    """One kind of part: how it is read, and what is said where one came or went."""

    model: Any
    rows: Rows
    told: Callable[[Any], Row]
    came: str
    went: str
    follows: tuple[str, ...] = ()

    def of(self, told: Row) -> str:
        """The part's name at the beginning of a sentence."""
        return f"{quoted(told[self.rows.title])}:"


def priority_row(row: Any) -> Row:
    """A priority as it was remembered."""
    said = {name: getattr(row, name) for name in SAID}
    for name, one in zip(OF_MANY, ("aim_id", "theme_id", "testimony_id"), strict=True):
        chosen = getattr(row, f"historicalpriority_{name}_set").all()
        said[name] = sorted(getattr(each, one) for each in chosen)
    return said


def _reason_row(row: Any) -> Row:
    said: dict[str, Any] = {"text": row.text, "kind": row.kind, "source": row.source}
    return said | {"finding": quoted(row.finding) if row.finding_id else None}


def _alignment_row(row: Any) -> Row:
    return {"title": str(row.county_priority), "note": row.note}


def _reply_row(row: Any) -> Row:
    return {"you_said": row.you_said, "we_did": row.we_did, "could_not": row.could_not}


PARTS = (
    PartKind(
        Reason,
        REASONS,
        _reason_row,
        came="A reason was added",
        went="A reason was taken out",
        follows=("finding",),
    ),
    PartKind(
        Alignment,
        ALIGNMENTS,
        _alignment_row,
        came="It serves a priority of the county",
        went="It no longer serves a priority of the county",
        follows=("county_priority",),
    ),
    PartKind(
        PublicReply,
        REPLIES,
        _reply_row,
        came="An answer to what people said was added",
        went="An answer to what people said was taken out",
    ),
)
