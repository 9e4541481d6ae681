"""Personal links: a key to what one person is asked, of which only the hash is kept."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime

from actionplans.models import FrameworkSettings, ReviewLink, ReviewRound
from partners.models import User
from smp_portal.foundation.statements import change
from smp_portal.foundation.working_days import add_working_days

_RANDOM_BYTES = 32
_KEEP = """
    INSERT INTO actionplans_reviewlink (token_hash, recipient_id, round_id, expires_on)
    VALUES (%s, %s, %s, %s)"""


@dataclass(frozen=True)
class NewLink:
    """A link that opens nothing until it is kept."""

    token: str
    recipient: int
    round: int
    expires_on: date


def make_link(
    *,
    recipient: User,
    round: ReviewRound,  # noqa: A002 - the partnership's own word for it
    today: date,
    rules: FrameworkSettings,
) -> NewLink:
    """A new token for what a person is asked in a round; the person's older ones stay good."""
    last_day = _last_day(round, rules, today=today)
    return NewLink(secrets.token_urlsafe(_RANDOM_BYTES), recipient.pk, round.pk, last_day)


def keep_link(link: NewLink) -> None:
    """Let a link open from now on what it is for."""
    change(_KEEP, [_hashed(link.token), link.recipient, link.round, link.expires_on])


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
