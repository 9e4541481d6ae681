"""What may be done with a measure of success, each deed with its rows of history."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from actionplans.models import ActionPlan, EventKind, Measure, MeasureDefinition, MeasureState
from actionplans.services.changes import Deed, set_fields
from partners.models import User
from smp_portal.foundation.records import keep, sign
from smp_portal.foundation.versions import claim_version
from smp_portal.foundation.words import long_date

EDITABLE = (
    "number",
    "title",
    "kind",
    "direction",
    "unit",
    "baseline",
    "target",
    "target_by",
    "state",
    "agree_by",
    "agreed_with",
    "agreed_on",
    "retired_on",
    "retired_because",
    "every",
    "lag",
    "theme",
    "communities",
    "geography",
    "source",
    "note",
    "continues",
)
_AGREED = {"agreed_with": "", "agreed_on": None}
_RETIRED = {"retired_on": None, "retired_because": ""}


@transaction.atomic
def add_measure(
    *, plan: ActionPlan, values: Mapping[str, Any], by: User, now: datetime, definition: str = ""
) -> Measure:
    """Give a plan another measure, the last of its measures unless its number says otherwise.

    `definition` says what exactly is counted, from the plan's first day on.
    """
    said = {"number": next_number(plan), **values}
    communities = said.pop("communities", [])
    measure = Measure(plan=plan, **said)
    for name, value in _no_longer_so(measure.state).items():
        setattr(measure, name, value)
    _refuse_others_line(measure)
    measure.validate_constraints()
    keep(measure, by=by, now=now)
    measure.communities.set(communities)
    Deed(by, now).record(measure, EventKind.MEASURE_ADDED, new=measure)
    if definition:
        _define(measure, definition, plan.starts_on, by, now)
    return measure


@transaction.atomic
def edit_measure(
    *,
    measure: Measure,
    values: Mapping[str, Any],
    by: User,
    now: datetime,
    version: int | None = None,
) -> Measure:
    """Change what a measure says or how far it is agreed, one row of history for each field that differs."""
    if not set(values) <= set(EDITABLE):
        raise ValueError(f"Not to be edited: {set(values) - set(EDITABLE)}")
    claim_version(measure, measure.version if version is None else version)
    saved = Measure.objects.select_related("plan", "continues").get(pk=measure.pk)
    settled = {**values, **_no_longer_so(values.get("state", saved.state))}
    sign(saved, by=by, now=now)
    changes = set_fields(saved, settled)
    _refuse_others_line(saved)
    deed = Deed(by, now)
    for change in changes:
        deed.record(saved, EventKind.MEASURE_EDITED, **vars(change))
    return saved


@transaction.atomic
def define_measure(
    *, measure: Measure, text: str, valid_from: date, by: User, now: datetime
) -> MeasureDefinition:
    """Say what exactly is counted from a day on; what was counted before stays, and is not compared with it.

    Raises ValidationError, keyed by field, where the day is not one of the plan's or nothing changes.
    """
    held = Measure.objects.select_for_update().select_related("plan").get(pk=measure.pk)
    plan = held.plan
    if held.state == MeasureState.RETIRED:
        raise ValidationError("This measure is no longer used: take it up again first")
    if not plan.starts_on <= valid_from <= plan.ends_on:
        days = f"from {long_date(plan.starts_on)} to {long_date(plan.ends_on)}"
        raise ValidationError({"valid_from": f"Enter a day in the plan’s year, {days}"})
    holds = held.definitions.filter(valid_from__lte=valid_from).first()
    if holds and holds.text == text:
        raise ValidationError({"text": "This is what is counted already: change the words"})
    Deed(by, now).record(
        held,
        EventKind.MEASURE_DEFINED,
        field="definition",
        old=holds.text if holds else "",
        new=f"From {long_date(valid_from)}: {text}",
    )
    return _define(held, text, valid_from, by, now)


def next_number(plan: ActionPlan) -> int:
    """The number that comes after the plan's last measure."""
    last: int | None = plan.measures.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _refuse_others_line(measure: Measure) -> None:
    before = measure.continues
    if before and before.plan_id != measure.plan.continues_id:
        raise ValidationError({"continues": "Choose a measure of last year’s plan"})


def _define(
    measure: Measure, text: str, valid_from: date, by: User, now: datetime
) -> MeasureDefinition:
    definition = MeasureDefinition(measure=measure, text=text, valid_from=valid_from, by=by, at=now)
    definition.validate_constraints()
    definition.save()
    return definition


def _no_longer_so(state: str) -> dict[str, Any]:
    """What can't be said of a measure in this state; its history keeps what was said before."""
    if state == MeasureState.RETIRED:
        return {}
    return _RETIRED if state == MeasureState.AGREED else {**_AGREED, **_RETIRED}
