"""How what somebody said is kept."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from consultations.models import Community, Consent, Consultation, Testimony, Theme
from partners.models import User
from smp_portal.foundation.versions import claim_version


def add_testimony(
    *,
    community: Community,
    theme: Theme,
    method: str,
    heard_on: date,
    direction: str,
    by: User,
    words: str = "",
    consent: str = Consent.COUNT_ONLY,
    consultation: Consultation | None = None,
    checked_with_community: bool = False,
) -> Testimony:
    """Keep what somebody said, from which community and about what; never who said it."""
    if not by.runs_the_portal:
        raise PermissionDenied
    testimony = Testimony(
        community=community,
        theme=theme,
        method=method,
        heard_on=heard_on,
        direction=direction,
        words=words,
        consent=consent,
        consultation=consultation,
        checked_with_community=checked_with_community,
        recorded_by=by,
    )
    testimony.validate_constraints()
    testimony.save()
    return testimony


@transaction.atomic
def edit_testimony(*, testimony: Testimony, version: int, by: User) -> Testimony:
    """Put right what is kept, by whoever saw this version of it: no words come back over a consent taken back."""
    if not by.runs_the_portal:
        raise PermissionDenied
    claim_version(testimony, version)
    testimony.validate_constraints()
    testimony.save()
    return testimony
