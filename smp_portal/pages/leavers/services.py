"""Letting a leaver go: who takes each thing, all of it or nothing."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.models import Action, ActionPlan
from actionplans.services.actions import edit_action
from actionplans.services.leavers import leave_action
from actionplans.services.links import revoke_links
from actionplans.services.plans import assign_owner, edit_plan
from partners.models import Absence, User
from partners.services.absences import change_absence, take_back_absence
from partners.services.people import deactivate_user
from smp_portal.foundation.versions import VersionConflict
from smp_portal.pages.leavers.queries import Held, Holding

JUST_CHANGED = "Somebody changed this at this very moment: look at it again, then send the page"


@transaction.atomic
def let_go(*, person: User, takers: Mapping[Holding, User | None], by: User, now: datetime) -> None:
    """Pass on what somebody held, close their links, and let them go; what nobody takes is vacant."""
    for holding, taker in takers.items():
        try:
            _pass_on(holding, taker, person=person, by=by, now=now)
        except VersionConflict as conflict:
            raise ValidationError({holding.name: JUST_CHANGED}) from conflict
        except ValidationError as refused:
            raise ValidationError({holding.name: refused.messages}) from refused
    revoke_links(person, now)
    deactivate_user(user=person, by=by, now=now)


def _pass_on(
    holding: Holding, taker: User | None, *, person: User, by: User, now: datetime
) -> None:
    row, reason = holding.row, f"Has left {person.partner}."
    if isinstance(row, ActionPlan) and holding.held is Held.PLAN:
        assign_owner(plan=row, owner=taker, by=by, now=now, reason=reason)
    elif isinstance(row, ActionPlan):
        edit_plan(plan=row, values={"deputy": taker}, by=by, now=now)
    elif isinstance(row, Action) and taker:
        edit_action(action=row, values={"lead_person": taker}, by=by, now=now)
    elif isinstance(row, Action):
        leave_action(action=row, by=by, now=now, reason=reason)
    elif isinstance(row, Absence):
        _pass_on_absence(row, taker, by=by, now=now)


def _pass_on_absence(absence: Absence, taker: User | None, *, by: User, now: datetime) -> None:
    if taker is None:
        take_back_absence(absence=absence, by=by, on=timezone.localdate(now))
        return
    change_absence(
        absence=absence,
        starts_on=absence.starts_on,
        ends_on=absence.ends_on,
        deputy=taker,
        by=by,
    )
