"""How what somebody said is kept."""

from datetime import date

from django.core.exceptions import PermissionDenied

from consultations.models import Community, Consent, Consultation, Testimony, Theme
from partners.models import User


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
