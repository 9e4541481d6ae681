"""Who is away when, and who is asked instead."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from partners.models import Absence, User
from partners.services.locks import lock_people
from smp_portal.foundation.words import long_date


@transaction.atomic
def record_absence(
    *, user: User, starts_on: date, ends_on: date, deputy: User, by: User
) -> Absence:
    """Note the days on which a person's deputy is asked instead."""
    absence = Absence(user=user, deputy=deputy, starts_on=starts_on, ends_on=ends_on)
    return _saved(absence, by=by)


@transaction.atomic
def change_absence(
    *, absence: Absence, starts_on: date, ends_on: date, deputy: User, by: User
) -> Absence:
    """Move the days of an absence, or give it to another deputy."""
    absence.starts_on, absence.ends_on, absence.deputy = starts_on, ends_on, deputy
    return _saved(absence, by=by)


@transaction.atomic
def take_back_absence(*, absence: Absence, by: User, on: date) -> None:
    """Let a person be asked again: one that has begun ends the day before, one to come is forgotten."""
    _refuse_strangers(absence, by)
    if absence.ends_on < on:
        raise ValidationError("These days are over: they stay in the record")
    if absence.starts_on >= on:
        absence.delete()
        return
    absence.ends_on = on - timedelta(days=1)
    absence.save(update_fields=["ends_on"])


def _saved(absence: Absence, *, by: User) -> Absence:
    _refuse_strangers(absence, by)
    lock_people(Q(pk__in=[absence.user_id, absence.deputy_id]))
    absence.full_clean()
    _refuse_gap_or_chain(absence)
    absence.save()
    return absence


def _refuse_strangers(absence: Absence, by: User) -> None:
    if by.pk != absence.user_id and not by.runs_the_portal:
        raise PermissionDenied


def _refuse_gap_or_chain(absence: Absence) -> None:
    """Somebody can be asked on every one of these days, and nobody is asked for somebody's somebody."""
    if not absence.deputy.is_active:
        raise ValidationError(
            {"deputy": f"Choose another deputy: {absence.deputy} has left the partnership"}
        )
    same_days = (
        Absence.objects.filter(starts_on__lte=absence.ends_on, ends_on__gte=absence.starts_on)
        .exclude(pk=absence.pk)
        .select_related("user")
    )
    if clash := same_days.filter(user=absence.user).first():
        words = f"{absence.user} is already away {_days(clash)}: choose other days"
        raise ValidationError({"starts_on": words})
    if clash := same_days.filter(user=absence.deputy).first():
        words = f"Choose another deputy: {absence.deputy} is away {_days(clash)}"
        raise ValidationError({"deputy": words})
    if clash := same_days.filter(deputy=absence.user).first():
        words = f"{absence.user} stands in for {clash.user} {_days(clash)}: choose another deputy there first"
        raise ValidationError({"starts_on": words})


def _days(absence: Absence) -> str:
    if absence.starts_on == absence.ends_on:
        return f"on {long_date(absence.starts_on)}"
    return f"from {long_date(absence.starts_on)} to {long_date(absence.ends_on)}"
