"""A plan's history as people read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import QuerySet

from actionplans.models import (
    Action,
    ActionPlan,
    ActionStatus,
    EventKind,
    Measure,
    MeasureDirection,
    MeasureKind,
    MeasureState,
    PlanEvent,
    PlanStatus,
    Rating,
)
from partners.models import User
from smp_portal.foundation.words import long_date, upper_first

# Enough to see what happened lately; the rest has a page of its own.
NEWEST = 10

FIELDS = {
    "due_on": "due date",
    "starts_on": "start",
    "ends_on": "end",
    "completed_on": "day of completion",
    "lead_partner": "lead organisation",
    "lead_person": "lead person",
    "supporting_partners": "supporting organisations",
    "communities": "places and people",
    "success_measure": "what success looks like",
    "description": "what will be done",
    "is_restricted": "restricted",
    "measures": "measures that it moves",
    "findings": "what it answers",
    "agree_by": "to be agreed by",
    "target_by": "to be reached by",
    "direction": "which way is better",
    "kind": "what is measured",
    "geography": "where",
    "note": "how to read it",
    "continues": "continues last year’s",
}
PEOPLE = {"owner", "deputy", "lead_person", "readers"}
DATES = {"due_on", "starts_on", "ends_on", "completed_on", "agree_by", "target_by"}
CHOSEN = (PlanStatus, ActionStatus, Rating, MeasureState, MeasureDirection, MeasureKind)
WORDS = {str(value): str(label) for choices in CHOSEN for value, label in choices.choices}
WORDED = {"status", "rating", "state", "direction", "kind"}


@dataclass(frozen=True)
class ChangedField:
    """One field, before and after, in words."""

    name: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.name}: {self.old or 'none'} → {self.new or 'none'}"


@dataclass(frozen=True)
class HistoryEntry:
    """What one person did to a plan, an action or a measure at one moment."""

    at: datetime
    kind: str
    title: str
    action: Action | None
    measure: Measure | None
    changes: list[ChangedField]
    reason: str
    who: str
    for_whom: str
    via: str


def read_newest(plan: ActionPlan, *, reader: User) -> list[HistoryEntry]:
    """What was changed lately, newest first."""
    return entries_of(plan.events.all()[:NEWEST], reader=reader)


def entries_of(events: QuerySet[PlanEvent], *, reader: User) -> list[HistoryEntry]:
    """Changes as people read them; what was changed in one go is one entry."""
    rows = events.select_related("action", "measure", "by__partner", "on_behalf_of__partner")
    return [_entry(list(group), reader) for _, group in groupby(rows, key=_deed)]


def _deed(event: PlanEvent) -> tuple[object, ...]:
    return event.at, event.by_id, event.action_id, event.measure_id


def named(person: User | None, *, reader: User) -> str:
    """Officers read names, everybody else posts and organisations."""
    if person is None:
        return "The portal"
    return person.full_name if reader.runs_the_portal else person.post_and_organisation


def _entry(events: list[PlanEvent], reader: User) -> HistoryEntry:
    first, leading = events[-1], _leading(events)
    return HistoryEntry(
        at=first.at,
        kind=leading.kind,
        title=leading.get_kind_display(),
        action=first.action,
        measure=first.measure,
        changes=[_change(event, reader) for event in reversed(events) if event.field],
        reason=" ".join(event.reason for event in events if event.reason),
        who=named(first.by, reader=reader),
        for_whom=named(first.on_behalf_of, reader=reader) if first.on_behalf_of else "",
        via="" if first.via == "PORTAL" else first.get_via_display(),
    )


def _leading(events: Iterable[PlanEvent]) -> PlanEvent:
    """The one that gives its name to all: a move or a completion rather than an edit."""
    edits = {EventKind.ACTION_EDITED, EventKind.PLAN_EDITED, EventKind.MEASURE_EDITED}
    return min(events, key=lambda event: (event.kind in edits, event.pk))


def _change(event: PlanEvent, reader: User) -> ChangedField:
    name = FIELDS.get(event.field, event.field.replace("_", " "))
    return ChangedField(
        upper_first(name),
        _in_words(event.field, event.old, reader),
        _in_words(event.field, event.new, reader),
    )


def _in_words(field: str, value: str, reader: User) -> str:
    if field in DATES and value:
        return long_date(date.fromisoformat(value))
    if field in PEOPLE and not reader.runs_the_portal:
        return "; ".join(person.partition(", ")[2] for person in value.split("; "))
    if field == "progress":
        return f"{value}%"
    return WORDS.get(value, value) if field in WORDED else value
