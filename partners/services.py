"""What administrators do for people: let them in, keep their address, let them go; and who is away when."""

from datetime import date

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from partners.models import Absence, Role, User
from smp_portal.foundation.words import long_date

LAST_ADMINISTRATOR = "Make somebody else an administrator first: the portal needs one"


@transaction.atomic
def save_user(*, user: User, by: User) -> User:
    """Save a new or changed person; they sign in with the address that they have now."""
    if user.role != Role.ADMINISTRATOR:
        _keep_an_administrator(user, field="role")
    if not user.password:
        user.set_unusable_password()
    user.email = user.email.strip().lower()
    _save(user, by=by)
    _keep_one_address(user)
    return user


def change_email(*, user: User, email: str, by: User) -> User:
    """Give a person another address; the old one opens nothing any more."""
    user.email = email
    return save_user(user=user, by=by)


@transaction.atomic
def deactivate_user(*, user: User, by: User) -> User:
    """Let a person go: they can't sign in and are asked nothing; their record stays."""
    _keep_an_administrator(user)
    user.is_active = False
    _save(user, by=by)
    return user


@transaction.atomic
def reactivate_user(*, user: User, by: User) -> User:
    """Let a person back in, with the role that they had."""
    user.is_active = True
    _save(user, by=by)
    return user


@transaction.atomic
def record_absence(
    *, user: User, starts_on: date, ends_on: date, deputy: User, by: User
) -> Absence:
    """Note the days on which a person's deputy is asked instead."""
    if by != user and not by.runs_the_portal:
        raise PermissionDenied
    _lock(Q(pk__in=[user.pk, deputy.pk]))
    absence = Absence(user=user, deputy=deputy, starts_on=starts_on, ends_on=ends_on)
    absence.full_clean()
    _refuse_gap_or_chain(absence)
    absence.save()
    return absence


def _refuse_gap_or_chain(absence: Absence) -> None:
    """Somebody can be asked on every one of these days, and nobody is asked for somebody's somebody."""
    if not absence.deputy.is_active:
        raise ValidationError(
            {"deputy": f"Choose another deputy: {absence.deputy} has left the partnership"}
        )
    same_days = Absence.objects.filter(
        starts_on__lte=absence.ends_on, ends_on__gte=absence.starts_on
    ).select_related("user")
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


def _keep_an_administrator(user: User, *, field: str | None = None) -> None:
    administrators = _lock(Q(role=Role.ADMINISTRATOR, is_active=True))
    if administrators == {user.pk}:
        raise ValidationError({field: LAST_ADMINISTRATOR} if field else LAST_ADMINISTRATOR)


def _lock(people: Q) -> set[int]:
    # In one order, so that two at once wait for each other and never both at a time.
    rows = User.objects.select_for_update().filter(people).order_by("pk")
    return set(rows.values_list("pk", flat=True))


def _save(user: User, *, by: User) -> None:
    user._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - simple-history's own way
    user.save()


def _keep_one_address(user: User) -> None:
    """Sign-in codes go to allauth's address, so it is always the person's own and no other."""
    others = EmailAddress.objects.exclude(user=user, email=user.email)
    others.filter(Q(user=user) | Q(email__iexact=user.email)).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"primary": True, "verified": True}
    )
