"""What officers do for the record of organisations."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from partners.models import Partner, User
from smp_portal.foundation.slugs import free_slug
from smp_portal.foundation.versions import claim_version

# An address that is a page of its own.
RESERVED = frozenset({"add"})


@transaction.atomic
def add_partner(
    *, partner: Partner, successors: Iterable[Partner], by: User, now: datetime
) -> Partner:
    """Take an organisation into the record, under an address made from its name."""
    partner.slug = free_slug(
        partner.name, Partner.objects.all(), instead="organisation", reserved=RESERVED
    )
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
