"""What may be done with an action plan, each deed with its rows of history."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from actionplans.models import (
    ActionPlan,
    EventKind,
    PlanStatus,
    Review,
    ReviewRound,
    ReviewState,
)
from actionplans.services.changes import Deed, in_history, set_fields
from partners.models import User
from smp_portal.foundation.versions import claim_version

# The owner and the status are deeds of their own.
EDITABLE = ("number", "title", "starts_on", "ends_on", "deputy", "is_restricted", "readers")


@transaction.atomic
def add_plan(*, values: Mapping[str, Any], by: User, now: datetime) -> ActionPlan:
    """Begin a plan: a draft until an officer activates it."""
    single = {name: value for name, value in values.items() if name != "readers"}
    _refuse_leavers(single, "owner", "deputy")
    plan = ActionPlan(**single)
    plan.validate_constraints()
    plan.save()
    plan.readers.set(values.get("readers", []))
    deed = Deed(by, now)
    deed.record(plan, EventKind.PLAN_CREATED, new=f"{plan} {plan.year}")
    if plan.owner:
        deed.record(plan, EventKind.OWNER_CHANGED, field="owner", new=in_history(plan.owner))
    return plan


@transaction.atomic
def edit_plan(
    *,
    plan: ActionPlan,
    values: Mapping[str, Any],
    by: User,
    now: datetime,
    version: int | None = None,
) -> ActionPlan:
    """Change what a plan says and who may read it, one row of history for each field that differs."""
    if not set(values) <= {*EDITABLE, "status"}:
        raise ValueError(f"Not to be edited: {set(values) - set(EDITABLE)}")
    saved, deed = _claimed(plan, version), Deed(by, now)
    if saved.deputy != values.get("deputy", saved.deputy):
        _refuse_leavers(values, "deputy")
    _change(saved, {name: values[name] for name in EDITABLE if name in values}, deed)
    if values.get("status", saved.status) != saved.status:
        _move_status(saved, PlanStatus(values["status"]), deed)
    return saved


@transaction.atomic
def assign_owner(
    *,
    plan: ActionPlan,
    owner: User | None,
    by: User,
    now: datetime,
    reason: str = "",
    version: int | None = None,
) -> ActionPlan:
    """Give a plan to somebody, or leave it vacant; a deputy who takes it over is deputy no longer."""
    _refuse_leavers({"owner": owner}, "owner")
    saved, deed = _claimed(plan, version), Deed(by, now)
    values: dict[str, Any] = {"owner": owner}
    if owner and saved.deputy == owner:
        values = {"deputy": None, **values}
    for change in set_fields(saved, values):
        if change.field == "owner":
            deed.record(saved, EventKind.OWNER_CHANGED, reason=reason, **vars(change))
        else:
            deed.record(saved, EventKind.PLAN_EDITED, **vars(change))
    return saved


@transaction.atomic
def change_status(
    *,
    plan: ActionPlan,
    status: PlanStatus,
    by: User,
    now: datetime,
    version: int | None = None,
) -> ActionPlan:
    """Activate a draft, close a plan, or take a closed one up again."""
    saved = _claimed(plan, version)
    _move_status(saved, status, Deed(by, now))
    return saved


def _move_status(plan: ActionPlan, status: PlanStatus, deed: Deed) -> None:
    if status == PlanStatus.DRAFT != plan.status:
        raise ValidationError({"status": "A plan that has been active can’t be a draft again"})
    for change in set_fields(plan, {"status": status}):
        deed.record(plan, EventKind.STATUS_CHANGED, **vars(change))
        if status == PlanStatus.CLOSED:
            plan.reviews.owed().update(state=ReviewState.MISSED)
        elif change.old == PlanStatus.CLOSED:
            _ask_again(plan)


def _ask_again(plan: ActionPlan) -> None:
    """Closing a plan by mistake leaves no trace in the round that is still open."""
    missed = Review.objects.filter(
        plan=plan, state=ReviewState.MISSED, round__in=ReviewRound.objects.open_now()
    )
    returned = missed.filter(answers__isnull=False).values("pk")
    missed.filter(pk__in=list(returned.values_list("pk", flat=True))).update(
        state=ReviewState.RETURNED
    )
    missed.update(state=ReviewState.AWAITED)


def _change(plan: ActionPlan, values: Mapping[str, Any], deed: Deed) -> None:
    for change in set_fields(plan, values):
        deed.record(plan, EventKind.PLAN_EDITED, **vars(change))


def _claimed(plan: ActionPlan, version: int | None) -> ActionPlan:
    claim_version(plan, plan.version if version is None else version)
    return ActionPlan.objects.select_related("owner", "deputy").get(pk=plan.pk)


def _refuse_leavers(values: Mapping[str, Any], *roles: str) -> None:
    for role in roles:
        person = values.get(role)
        if person is not None and not person.is_active:
            article = "an" if role == "owner" else "a"
            raise ValidationError({role: f"Choose {article} {role} who still takes part"})
