"""Who changed what of a priority, and when: in plain words, with each text word by word."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any

from consultations.models import Testimony, Theme
from partners.models import User
from priorities.comparing.changes import Change, Names
from priorities.comparing.rows import inside_row
from priorities.models import Priority
from priorities.queries.history_kinds import (
    OF_A_PRIORITY,
    OF_MANY,
    PARTS,
    PartKind,
    priority_row,
)
from smp_portal.foundation.redline import redline

FROM_THE_FILE = "Loaded from the plan’s file"


@dataclass(frozen=True)
class Moment:
    """One change, with who made it and when."""

    at: datetime
    by: User | None
    change: Change


@dataclass(frozen=True)
class HistoryEntry:
    """What one person changed in one go."""

    at: datetime
    who: str
    changes: list[Change]


def read_priority_history(priority: Priority, *, reader: User) -> list[HistoryEntry]:
    """The priority's whole history, newest first; what one person saved in one minute is one entry."""
    moments = [
        *_of_priority(priority),
        *(one for kind in PARTS for one in _of_parts(priority, kind)),
    ]
    moments.sort(key=lambda moment: moment.at, reverse=True)
    groups = groupby(moments, key=lambda moment: (_minute(moment.at), moment.by))
    return [_entry(list(group), reader) for _, group in groups]


def _of_priority(priority: Priority) -> Iterator[Moment]:
    rows = priority.history.select_related("history_user__partner").order_by(
        "history_date", "history_id"
    )
    told = list(rows.prefetch_related(*(f"historicalpriority_{name}_set" for name in OF_MANY)))
    names = _names(priority)
    for first in told[:1]:
        yield Moment(first.history_date, first.history_user, Change("This priority was added"))
    for old, new in pairwise(told):
        changes = inside_row(
            priority_row(old), priority_row(new), OF_A_PRIORITY, of="", names=names
        )
        yield from (Moment(new.history_date, new.history_user, change) for change in changes)


def _names(priority: Priority) -> Names:
    # Which aims and pressures there are, and where each voice was heard.
    testimonies = Testimony.objects.select_related("community")
    several: dict[str, Any] = {
        "aims": priority.plan.aims.all(),
        "themes": Theme.objects.all(),
        "testimonies": testimonies,
    }
    return {name: {row.pk: str(row) for row in rows} for name, rows in several.items()}


def _of_parts(priority: Priority, kind: PartKind) -> Iterator[Moment]:
    history = kind.model.history.filter(priority_id=priority.pk)
    rows = history.select_related("history_user__partner", *kind.follows)
    last: dict[int, Any] = {}
    for row in rows.order_by("history_date", "history_id"):
        for change in _of_part(last.get(row.id), row, kind):
            yield Moment(row.history_date, row.history_user, change)
        last[row.id] = row


def _of_part(old: Any, new: Any, kind: PartKind) -> Iterator[Change]:
    told = kind.told(new)
    title = str(told[kind.rows.title])
    if new.history_type == "-":
        yield Change(kind.went, redline(title, ""))
    elif old is None:
        yield Change(kind.came, redline("", title))
    else:
        of = kind.of(told)
        yield from inside_row(kind.told(old), told, kind.rows, of=of, names={})
        if getattr(old, "number", 0) != getattr(new, "number", 0):
            yield Change(f"The {kind.rows.several} stand in another order")


def _entry(moments: list[Moment], reader: User) -> HistoryEntry:
    first = moments[0]
    changes = list(dict.fromkeys(moment.change for moment in moments))
    return HistoryEntry(first.at, _named(first.by, reader), changes)


def _named(person: User | None, reader: User) -> str:
    """Officers read names, everybody else posts and organisations."""
    if person is None:
        return FROM_THE_FILE
    return person.full_name if reader.runs_the_portal else person.post_and_organisation


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
