"""Personal links: a key to what one person is asked, of which only the hash is kept."""

import hashlib
import secrets
from datetime import date, datetime

from actionplans.models import FrameworkSettings, ReviewLink, ReviewRound
from partners.models import User
from smp_portal.foundation.working_days import add_working_days

_RANDOM_BYTES = 32


def issue_link(
    *,
    recipient: User,
    round: ReviewRound,  # noqa: A002 - the partnership's own word for it
    today: date,
    rules: FrameworkSettings | None = None,
) -> str:
    """Make a new token for what a person is asked in a round; the person's older ones stay good."""
    token = secrets.token_urlsafe(_RANDOM_BYTES)
    ReviewLink.objects.create(
        token_hash=_hashed(token),
        recipient=recipient,
        round=round,
        expires_on=_last_day(round, rules or FrameworkSettings.load(), today=today),
    )
    return token


def find_link(token: str, *, on: date) -> ReviewLink | None:
    """The link that a token opens today, if it opens any.

    The hash is looked up, not the token, so the time that the answer takes says nothing about it.
    """
    return (
        ReviewLink.objects.select_related("recipient__partner", "round")
        .filter(token_hash=_hashed(token), expires_on__gte=on)
        .filter(revoked_at=None, recipient__is_active=True)
        .first()
    )


def revoke_links(person: User, now: datetime) -> int:
    """Close every link of a person who has left; says how many were still open."""
    return ReviewLink.objects.filter(recipient=person, revoked_at=None).update(revoked_at=now)


def _last_day(round_: ReviewRound, rules: FrameworkSettings, *, today: date) -> date:
    """The link's last day: a review returned long after its round still leaves time to answer."""
    of_the_round = add_working_days(round_.due_on, rules.link_days)
    return max(of_the_round, add_working_days(today, rules.answer_days))


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
