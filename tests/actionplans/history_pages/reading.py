"""A plan's history as its page tells it."""

from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from actionplans.models import (
    ActionPlan,
)
from tests.actionplans.asking import NOW

Entries = list[tuple[str, str]]


def entries(client: Client, plan: ActionPlan, **narrowed: Any) -> list[Any]:
    response = client.get(f"/action-plans/{plan.pk}/history/", narrowed)
    assert response.status_code == 200
    return list(response.context["page"])


def told(client: Client, plan: ActionPlan, **narrowed: Any) -> Entries:
    """Who did what, from top to bottom."""
    return [(entry.who, entry.title) for entry in entries(client, plan, **narrowed)]


def later(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)
