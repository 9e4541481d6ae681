"""One round as officers read it: who is asked and what came in, and what was changed about it."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from actionplans.models import ReviewRound, RoundEvent, RoundEventKind
from actionplans.queries.history import ChangedField
from actionplans.queries.reviews import ReviewRow, review_rows
from partners.models import User
from smp_portal.foundation.words import long_date

FIELDS = {
    "opens_on": "opens",
    "due_on": "answers due",
    "papers_on": "papers go out",
    "meeting": "board’s meeting",
    "plans": "asked about",
    "title": "title",
    "reason": "why it is asked",
}


@dataclass(frozen=True)
class RoundEntry:
    """What one person changed about a round at one moment."""

    at: datetime
    title: str
    who: str
    reason: str
    changes: list[ChangedField]


@dataclass(frozen=True)
class RoundPage:
    """A round's reviews and its history, the newest change first."""

    reviews: list[ReviewRow]
    answered: int
    history: list[RoundEntry]


def read_round(round_: ReviewRound, *, reader: User, on: date) -> RoundPage:
    """The page of a round; the same few queries for one plan and for thirty."""
    reviews = review_rows(round_.reviews.visible_to(reader), on=on)
    return RoundPage(
        reviews=reviews,
        answered=sum(row.rating != "" and not row.is_owed for row in reviews),
        history=_history(round_),
    )


def _history(round_: ReviewRound) -> list[RoundEntry]:
    events = round_.events.select_related("by")
    return [_entry(list(deed)) for _, deed in groupby(events, key=lambda one: (one.at, one.by_id))]


def _entry(events: list[RoundEvent]) -> RoundEntry:
    first = events[-1]
    kinds = {event.kind for event in events}
    kind = RoundEventKind.MOVED if RoundEventKind.MOVED in kinds else RoundEventKind(first.kind)
    return RoundEntry(
        at=first.at,
        title=kind.label,
        who=str(first.by),
        reason=first.reason,
        changes=[_change(event) for event in reversed(events) if event.field],
    )


def _change(event: RoundEvent) -> ChangedField:
    return ChangedField(
        FIELDS.get(event.field, event.field),
        _said(event.field, event.old),
        _said(event.field, event.new),
    )


def _said(field: str, value: str) -> str:
    return long_date(date.fromisoformat(value)) if value and field.endswith("_on") else value
