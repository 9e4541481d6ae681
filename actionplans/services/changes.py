"""What every change of a plan, an action or a measure has in common: who makes it, and its rows of history."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from actionplans.models import Action, ActionPlan, EventKind, Measure, Via
from actionplans.services.events import record_event
from partners.models import User
from smp_portal.foundation.words import figure

PlanRow = ActionPlan | Action | Measure


@dataclass(frozen=True)
class Deed:
    """Who changes something and when, by which way it reached the portal, and for whom."""

    by: User
    now: datetime
    via: Via = Via.PORTAL
    on_behalf_of: User | None = None

    def record(self, row: PlanRow, kind: EventKind, **what: Any) -> None:
        """Write down one change of a plan, of an action or of a measure."""
        record_event(
            plan=row if isinstance(row, ActionPlan) else row.plan,
            action=row if isinstance(row, Action) else None,
            measure=row if isinstance(row, Measure) else None,
            kind=kind,
            by=self.by,
            now=self.now,
            via=self.via,
            on_behalf_of=self.on_behalf_of,
            **what,
        )


@dataclass(frozen=True)
class Change:
    """One field before and after, as its history keeps it."""

    field: str
    old: str
    new: str
    was: User | None = None


def set_fields(row: PlanRow, values: Mapping[str, Any]) -> list[Change]:
    """Put new values on a row and save it; what was already so is no change."""
    changes = list(_set_all(row, values))
    row.validate_constraints(exclude=_out_of_question(row, {change.field for change in changes}))
    row.save()
    return changes


def _out_of_question(row: PlanRow, changed: set[str]) -> set[str]:
    """The fields of which no rule speaks that speaks of a changed one: the rest held before, and each is a query."""
    rules = [_spoken_of(rule) for rule in row._meta.constraints]
    asked = {name for names in rules if names & changed for name in names}
    return {field.name for field in row._meta.concrete_fields} - asked


def _spoken_of(rule: Any) -> set[str]:
    """The fields that a rule compares, or that may not say the same as another row's."""
    named = set(rule.condition.referenced_base_fields) if rule.condition else set()
    return named | set(getattr(rule, "fields", ()))


def _set_all(row: PlanRow, values: Mapping[str, Any]) -> Iterator[Change]:
    for name, value in values.items():
        current = getattr(row, name)
        old = in_history(current)
        if isinstance(current, models.Manager):
            getattr(row, name).set(value)
        else:
            setattr(row, name, value)
        if old != in_history(value):
            was = current if isinstance(current, User) else None
            yield Change(name, old, in_history(value), was)


def in_history(value: Any) -> str:
    """A value as the history keeps it: people with their post, dates as 2022-09-16, several in one line."""
    if value is None:
        return ""
    if isinstance(value, models.Manager):
        value = list(value.all())
    if isinstance(value, models.QuerySet | list | tuple):
        return "; ".join(sorted(in_history(item) for item in value))
    return _one_in_history(value)


def _one_in_history(value: Any) -> str:
    if isinstance(value, User):
        return f"{value.full_name}, {value.post}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return figure(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
