"""What officers do for the record of organisations."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from partners.models import Partner, User
from smp_portal.foundation.versions import claim_version

# Addresses that are pages of their own.
TAKEN = {"add"}
_LONGEST_SLUG = 180


@transaction.atomic
def add_partner(
    *, partner: Partner, successors: Iterable[Partner], by: User, now: datetime
) -> Partner:
    """Take an organisation into the record, under an address made from its name."""
    partner.slug = _free_slug(partner.name)
    return _saved(partner, successors, by=by, now=now)


@transaction.atomic
def edit_partner(
    *, partner: Partner, successors: Iterable[Partner], version: int, by: User, now: datetime
) -> Partner:
    """Change what is known about an organisation; its address stays."""
    claim_version(partner, version)
    return _saved(partner, successors, by=by, now=now)


def _saved(partner: Partner, successors: Iterable[Partner], *, by: User, now: datetime) -> Partner:
    partner._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - simple-history's own way
    partner._history_date = now  # type: ignore[attr-defined]  # noqa: SLF001
    partner.save()
    partner.successors.set(successors)
    return partner


def _free_slug(name: str) -> str:
    made = slugify(name)[:_LONGEST_SLUG] or "organisation"
    taken = TAKEN | set(
        Partner.objects.filter(slug__startswith=made).values_list("slug", flat=True)
    )
    tries = [made, *(f"{made}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in tries if slug not in taken)
