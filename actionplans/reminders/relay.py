"""What every way of handing mail over has in common: a relay, and how far one mail came with it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from django.core.mail import EmailMessage

from actionplans.models import AttemptPhase


class RelayUnavailable(Exception):
    """No mail at all can be handed over now; its words are for officers."""


class RefusedAtSending(RelayUnavailable):
    """No mail is taken, which shows only when one is handed over: connecting alone tells nothing."""


class Outcome(Enum):
    """The classes of what a relay can say to one mail."""

    ACCEPTED = "accepted"
    NOT_NOW = "not now"
    NEVER = "never"
    UNKNOWN = "unknown"
    NO_MAIL_AT_ALL = "no mail at all"


@dataclass(frozen=True)
class HandedOver:
    """How far one mail came, and what the relay said to it.

    `outcome` is given where the code is not one of a mail server's (RFC 5321); `no_more` is what keeps every other
    mail from being taken too, in an officer's words.
    """

    phase: AttemptPhase
    code: int | None = None
    words: str = ""
    outcome: Outcome | None = None
    no_more: str = ""


class Relay(Protocol):
    """Something that takes mail over, one at a time."""

    @property
    def is_open(self) -> bool:
        """Whether it is connected, as far as is known on this side."""

    def open(self) -> None:
        """Connect unless connected; RelayUnavailable where that fails."""

    def try_sender(self, address: str) -> None:
        """RelayUnavailable where mail from this address is refused as such."""

    def hand_over(
        self, message: EmailMessage, *, before_text: Callable[[], bool]
    ) -> HandedOver | None:
        """Hand a mail over; None where `before_text`, asked just before the text, says no."""

    def close(self) -> None:
        """Take leave; never fails."""
