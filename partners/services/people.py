"""What administrators do for people: let them in, keep their address, let them go."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from partners.models import Role, User
from partners.services.locks import lock_people

LAST_ADMINISTRATOR = "Make somebody else an administrator first: the portal needs one"


@transaction.atomic
def save_user(*, user: User, by: User, now: datetime) -> User:
    """Save a new or changed person; they sign in with the address that they have now."""
    if user.role != Role.ADMINISTRATOR:
        _keep_an_administrator(user, field="role")
    if not user.password:
        user.set_unusable_password()
    user.email = user.email.strip().lower()
    if not User.objects.filter(pk=user.pk, email=user.email).exists():
        # What was known of the old address says nothing of the new one.
        user.address_dead_since, user.address_since = None, now
    _save(user, by=by, now=now)
    _keep_one_address(user)
    return user


@transaction.atomic
def mark_address_dead(*, user: User, by: User, now: datetime) -> bool:
    """Note that mail to a person's address does not arrive; says whether nobody had noted it before."""
    lock_people(Q(pk=user.pk))
    user.refresh_from_db()
    if user.address_dead_since is not None:
        return False
    user.address_dead_since = timezone.localdate(now)
    _save(user, by=by, now=now)
    return True


@transaction.atomic
def mark_address_alive(*, user: User, by: User, now: datetime) -> None:
    """Take back that mail to a person's address does not arrive."""
    lock_people(Q(pk=user.pk))
    user.refresh_from_db()
    user.address_dead_since, user.address_since = None, now
    _save(user, by=by, now=now)


@transaction.atomic
def deactivate_user(*, user: User, by: User, now: datetime) -> User:
    """Let a person go: they can't sign in and are asked nothing; their record stays."""
    _keep_an_administrator(user)
    user.is_active = False
    # Another unusable one: whoever comes back signs in afresh, and no old browser is still signed in.
    user.set_unusable_password()
    _save(user, by=by, now=now)
    return user


@transaction.atomic
def reactivate_user(*, user: User, by: User, now: datetime) -> User:
    """Let a person back in, with the role that they had."""
    user.is_active = True
    _save(user, by=by, now=now)
    return user


def _keep_an_administrator(user: User, *, field: str | None = None) -> None:
    administrators = lock_people(Q(role=Role.ADMINISTRATOR, is_active=True))
    if administrators == {user.pk}:
        raise ValidationError({field: LAST_ADMINISTRATOR} if field else LAST_ADMINISTRATOR)


def _save(user: User, *, by: User, now: datetime) -> None:
    user._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - simple-history's own way
    user._history_date = now  # type: ignore[attr-defined]  # noqa: SLF001
    user.save()


def _keep_one_address(user: User) -> None:
    """Sign-in codes go to allauth's address, so it is always the person's own and no other."""
    others = EmailAddress.objects.exclude(user=user, email=user.email)
    others.filter(Q(user=user) | Q(email__iexact=user.email)).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"primary": True, "verified": True}
    )
