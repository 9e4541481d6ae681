"""What may be done with an action, each deed with its rows of history."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.models import Action, ActionPlan, ActionStatus, ActionUpdate, EventKind, Via
from actionplans.services.changes import Deed, set_fields
from partners.models import User
from smp_portal.foundation.versions import claim_version

# What is edited as text; dates, completion and cancelling are deeds of their own, each with its reason.
EDITABLE = (
    "reference",
    "title",
    "description",
    "lead_partner",
    "lead_person",
    "supporting_partners",
    "communities",
    "starts_on",
    "status",
    "progress",
    "rating",
    "success_measure",
    "measures",
    "findings",
)
SEVERAL = ("supporting_partners", "communities", "measures", "findings")


@transaction.atomic
def add_action(
    *, plan: ActionPlan, values: Mapping[str, Any], due_on: date, by: User, now: datetime
) -> Action:
    """Put a new initiative into a plan."""
    _refuse_leavers(values)
    several = {name: values[name] for name in SEVERAL if name in values}
    single = {name: value for name, value in values.items() if name not in several}
    action = Action(plan=plan, due_on=due_on, original_due_on=due_on, **single)
    action.validate_constraints()
    action.save()
    set_fields(action, several)
    Deed(by, now).record(action, EventKind.ACTION_ADDED, new=action)
    return action


@transaction.atomic
def edit_action(
    *,
    action: Action,
    values: Mapping[str, Any],
    by: User,
    now: datetime,
    version: int | None = None,
) -> Action:
    """Change what an action says, one row of history for each field that differs."""
    if not set(values) <= set(EDITABLE):
        raise ValueError(f"Not to be edited: {set(values) - set(EDITABLE)}")
    saved = _claimed(action, version)
    if saved.lead_person != values.get("lead_person", saved.lead_person):
        _refuse_leavers(values)
    _change(saved, values, Deed(by, now))
    return saved


@transaction.atomic
def redate_action(
    *,
    action: Action,
    due_on: date,
    reason: str,
    by: User,
    now: datetime,
    version: int | None = None,
    via: Via = Via.PORTAL,
    on_behalf_of: User | None = None,
) -> Action:
    """Move the day on which an open action is due; the first date stays known."""
    saved = _claimed(action, version)
    _redate(saved, due_on, reason, Deed(by, now, via, on_behalf_of))
    return saved


@transaction.atomic
def complete_action(
    *,
    action: Action,
    completed_on: date,
    by: User,
    now: datetime,
    note: str = "",
    version: int | None = None,
    via: Via = Via.PORTAL,
    on_behalf_of: User | None = None,
) -> Action:
    """Record that an action is done and on which day."""
    saved = _claimed(action, version)
    _refuse_closed(saved)
    _refuse_day(saved, completed_on, now)
    _close(saved, ActionStatus.COMPLETE, completed_on, note, Deed(by, now, via, on_behalf_of))
    return saved


@transaction.atomic
def cancel_action(
    *, action: Action, reason: str, by: User, now: datetime, version: int | None = None
) -> Action:
    """Give an action up, with the reason."""
    saved = _claimed(action, version)
    _refuse_closed(saved)
    if not reason.strip():
        raise ValidationError({"reason": "Say why the action is cancelled"})
    _close(saved, ActionStatus.CANCELLED, None, reason, Deed(by, now))
    return saved


@transaction.atomic
def reopen_action(
    *, action: Action, by: User, now: datetime, reason: str = "", version: int | None = None
) -> Action:
    """Take an action up again that was complete or cancelled."""
    saved = _claimed(action, version)
    _reopen(saved, ActionStatus.IN_PROGRESS, reason, Deed(by, now))
    return saved


@transaction.atomic
def apply_action_update(*, update: ActionUpdate) -> None:
    """Let an action follow what its lead or its plan's owner said about it.

    Raises ValidationError, keyed by `due_on`, where the new date lies before the action's start.
    """
    action = Action.objects.select_for_update().get(pk=update.action_id)
    claim_version(action, action.version)
    deed = Deed(update.by, update.at, Via(update.via), update.on_behalf_of)
    if update.status != action.status:
        _follow_status(action, update, deed)
    if action.is_open and update.new_due_on and update.new_due_on != action.due_on:
        _redate(action, update.new_due_on, update.reason, deed)
    if action.is_open and update.progress is not None:
        _change(action, {"progress": update.progress}, deed)
    if update.rating:
        _change(action, {"rating": update.rating}, deed)


def _follow_status(action: Action, update: ActionUpdate, deed: Deed) -> None:
    status, why = ActionStatus(update.status), update.reason or update.note
    if status == ActionStatus.COMPLETE:
        _close(action, status, timezone.localdate(update.at), why, deed)
    elif status == ActionStatus.CANCELLED:
        _close(action, status, None, why, deed)
    elif action.is_open:
        _change(action, {"status": status}, deed)
    else:
        _reopen(action, status, why, deed)


def _claimed(action: Action, version: int | None) -> Action:
    claim_version(action, action.version if version is None else version)
    return Action.objects.select_related("plan", "lead_person", "lead_partner").get(pk=action.pk)


def _redate(action: Action, due_on: date, reason: str, deed: Deed) -> None:
    _refuse_closed(action)
    if not reason.strip():
        raise ValidationError({"reason": "Say why the date moves"})
    if due_on == action.due_on:
        raise ValidationError({"due_on": "Enter a date other than the one it is due on now"})
    if action.starts_on and due_on < action.starts_on:
        raise ValidationError({"due_on": "Enter a date on or after the day the action starts"})
    for change in set_fields(action, {"due_on": due_on}):
        deed.record(action, EventKind.REDATED, reason=reason, **vars(change))


def _close(
    action: Action, status: ActionStatus, completed_on: date | None, reason: str, deed: Deed
) -> None:
    is_done = status == ActionStatus.COMPLETE
    progress = 100 if is_done else action.progress
    kind = EventKind.COMPLETED if is_done else EventKind.CANCELLED
    values = {"status": status, "completed_on": completed_on, "progress": progress}
    for change in set_fields(action, values):
        if change.field == "status":
            deed.record(action, kind, reason=reason, **vars(change))
        else:
            deed.record(action, EventKind.ACTION_EDITED, **vars(change))


def _reopen(action: Action, status: ActionStatus, reason: str, deed: Deed) -> None:
    if action.is_open:
        raise ValidationError("This action is open already")
    _change(action, {"status": status, "completed_on": None}, deed, reason=reason)


def _change(action: Action, values: Mapping[str, Any], deed: Deed, *, reason: str = "") -> None:
    for change in set_fields(action, values):
        is_status = change.field == "status"
        kind = EventKind.STATUS_CHANGED if is_status else EventKind.ACTION_EDITED
        deed.record(action, kind, reason=reason if is_status else "", **vars(change))


def _refuse_closed(action: Action) -> None:
    if not action.is_open:
        raise ValidationError("This action is closed: reopen it first")


def _refuse_leavers(values: Mapping[str, Any]) -> None:
    person = values.get("lead_person")
    if person is not None and not person.is_active:
        raise ValidationError({"lead_person": "Choose a lead person who still takes part"})


def _refuse_day(action: Action, completed_on: date, now: datetime) -> None:
    if completed_on > timezone.localdate(now):
        raise ValidationError({"completed_on": "Enter today or an earlier day"})
    if action.starts_on and completed_on < action.starts_on:
        raise ValidationError({"completed_on": "Enter a day on or after the action’s start"})
