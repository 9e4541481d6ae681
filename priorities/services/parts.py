"""The reasons of a priority, and what the public is told came of what they said: edited with their priority."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from partners.models import User
from priorities.models import PublicReply, Reason
from priorities.services.deeds import Deed, change
from priorities.services.places import move, next_number
from priorities.services.priorities import claimed

Part = Reason | PublicReply


@transaction.atomic
def add_part(*, part: Part, version: int, by: User, now: datetime) -> Part:
    """Put a new part after the others of its priority."""
    deed = _begun(part, version, by, now)
    part.number = next_number(_others(part))
    deed.save(part)
    return part


@transaction.atomic
def edit_part(
    *, part: Part, values: Mapping[str, Any], version: int, by: User, now: datetime
) -> Part:
    """Change what a part says."""
    deed = _begun(part, version, by, now)
    saved: Part = _others(part).get(pk=part.pk)
    change(saved, dict(values))
    deed.save(saved)
    return saved


@transaction.atomic
def remove_part(*, part: Part, version: int, by: User, now: datetime) -> None:
    """Take a part out; the priority's history still has its words."""
    deed = _begun(part, version, by, now)
    deed.remove(_others(part).get(pk=part.pk))


@transaction.atomic
def move_part(*, part: Part, up: bool, version: int, by: User, now: datetime) -> None:
    """Let a part change places with its neighbour."""
    deed = _begun(part, version, by, now)
    move(_others(part).get(pk=part.pk), _others(part), up=up, deed=deed)


def _begun(part: Part, version: int, by: User, now: datetime) -> Deed:
    deed = Deed(by, now)
    deed.save(claimed(part.priority, version))
    return deed


def _others(part: Part) -> QuerySet[Any]:
    return type(part)._default_manager.filter(priority=part.priority_id)
