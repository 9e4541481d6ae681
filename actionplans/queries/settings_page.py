"""The rules of asking as people read them, and who changed them."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from actionplans.models import FrameworkSettings
from actionplans.models.framework import DAYS_FIELDS
from actionplans.queries.history import ChangedField
from smp_portal.foundation.words import counted

WORDS = {
    "answer_days": "Days to answer",
    "due_lead_days": "“Due soon” before the date",
    "overdue_days": "“Overdue” after the date",
    "escalated_days": "“Escalated to officers” after the date",
    "send_hour": "Mail goes out at",
    "link_days": "Links work after the date for",
    "team_name": "Name",
    "team_email": "E-mail",
    "team_telephone": "Telephone",
    "team_address": "Postal address",
    "team_in_person": "Coming in person",
}


@dataclass(frozen=True)
class Fact:
    """One rule in words."""

    name: str
    value: str


@dataclass(frozen=True)
class RulesChanged:
    """What one person changed at one moment."""

    at: datetime
    who: str
    changes: list[ChangedField]


@dataclass(frozen=True)
class SettingsPage:
    """When is asked, where the team is reached, and what was changed, the newest first."""

    asking: list[Fact]
    team: list[Fact]
    history: list[RulesChanged]


def read_settings(rules: FrameworkSettings) -> SettingsPage:
    """The page of the rules as they are."""
    facts = {name: Fact(words, _said(rules, name)) for name, words in WORDS.items()}
    return SettingsPage(
        asking=[fact for name, fact in facts.items() if not name.startswith("team_")],
        team=[fact for name, fact in facts.items() if name.startswith("team_")],
        history=_history(),
    )


def _history() -> list[RulesChanged]:
    history: Any = FrameworkSettings.history
    records = list(history.select_related("history_user").order_by("history_id"))
    entries = [
        RulesChanged(new.history_date, str(new.history_user or "The portal"), _changes(old, new))
        for old, new in pairwise(records)
    ]
    return [entry for entry in reversed(entries) if entry.changes]


def _changes(old: Any, new: Any) -> list[ChangedField]:
    return [
        ChangedField(words, _said(old, name), _said(new, name))
        for name, words in WORDS.items()
        if getattr(old, name) != getattr(new, name)
    ]


def _said(record: Any, name: str) -> str:
    value = getattr(record, name)
    if name in DAYS_FIELDS:
        return counted(value, "working day,working days")
    return f"{value}:00" if name == "send_hour" else str(value)
