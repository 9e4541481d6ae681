"""One person's page: what is known about them, when they are away, and what became of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from partners.models import Absence, Partner, Role, User

# What a history is told of, and in which words.
FIELDS = {
    "full_name": "Name",
    "email": "E-mail address",
    "post": "Post",
    "telephone": "Telephone",
    "partner_id": "Organisation",
    "role": "Role",
}


@dataclass(frozen=True)
class Changed:
    """One thing about a person, before and after."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """What was done to a person's record at one moment, and by whom."""

    at: datetime
    title: str
    who: str
    changes: list[Changed]


@dataclass(frozen=True)
class AwayDays:
    """One absence, and whether it is over, goes on, or is still to come."""

    absence: Absence
    words: str
    colour: str
    is_over: bool


@dataclass(frozen=True)
class PersonPage:
    """One person, their absences and those in which they stand in, and their history for the team."""

    person: User
    away: list[AwayDays]
    stands_in: list[Absence]
    history: list[Entry]


def read_person(person: User, *, reader: User, on: date) -> PersonPage:
    """All that this reader may know about a person."""
    absences = Absence.objects.filter(user=person).select_related("deputy__partner")
    stands_in = Absence.objects.filter(deputy=person, ends_on__gte=on)
    return PersonPage(
        person=person,
        away=[_away(absence, on) for absence in absences.order_by("-starts_on")],
        stands_in=list(stands_in.select_related("user__partner")),
        history=_history(person) if reader.runs_the_portal else [],
    )


def _away(absence: Absence, on: date) -> AwayDays:
    if absence.ends_on < on:
        return AwayDays(absence, "Over", "grey", is_over=True)
    if absence.starts_on <= on:
        return AwayDays(absence, "Away now", "amber", is_over=False)
    return AwayDays(absence, "To come", "", is_over=False)


def _history(person: User) -> list[Entry]:
    """The newest first; saves that changed nothing are left out."""
    records = list(person.history.select_related("history_user").order_by("pk"))
    if not records:
        return []
    names = dict(Partner.objects.values_list("pk", "name"))
    entries = [Entry(records[0].history_date, "Added", _who(records[0]), [])]
    entries += [entry for old, new in pairwise(records) for entry in _entry(old, new, names)]
    return entries[::-1]


def _entry(old: Any, new: Any, names: dict[int, str]) -> Iterator[Entry]:
    changes = [
        Changed(words, _said(old, field, names), _said(new, field, names))
        for field, words in FIELDS.items()
        if getattr(old, field) != getattr(new, field)
    ]
    title = "Changed"
    if old.is_active != new.is_active:
        title = "Let in again" if new.is_active else "Left: can’t sign in any more"
    if changes or old.is_active != new.is_active:
        yield Entry(new.history_date, title, _who(new), changes)


def _said(record: Any, field: str, names: dict[int, str]) -> str:
    value = getattr(record, field)
    if field == "partner_id":
        return names.get(value, "")
    if field == "role":
        return str(dict(Role.choices).get(value, value))
    return str(value)


def _who(record: Any) -> str:
    return str(record.history_user or "The portal")
