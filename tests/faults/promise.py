"""What must hold after every fault: the promise of docs/reminders.md, looked at from outside."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, Protocol

# A mail in one of these is with the mail system, or is shown to officers.
ENDED = {"SENT", "FAILED", "DEAD", "UNCERTAIN"}
# These go out by themselves, and the mail record says when.
WAITING = {"PENDING", "RETRY"}


class Taker(Protocol):
    """What mail was handed to: the mail server, or GOV.UK Notify."""

    @property
    def copies(self) -> Counter[str]:
        """How many mails each address was handed."""


@dataclass(frozen=True)
class Told:
    """What the rows and the mail server say of one run."""

    states: Counter[str]
    arrived: int
    copies: int
    marked: int


def assert_promise_kept(
    mails: dict[str, dict[str, Any]], server: Taker, *, people: int, breaks: int
) -> Told:
    """None lost, no unmarked copy, at most one marked for each break of each sender, three at most.

    `breaks` is the number of senders that were cut off, times the one mail that a sender has in hand.
    """
    assert len(mails) == people
    states = Counter(mail["state"] for mail in mails.values())
    assert set(states) <= ENDED | WAITING, states
    assert set(server.copies) <= set(mails)
    for address, mail in mails.items():
        arrived = server.copies[address]
        assert arrived or mail["state"] != "SENT", f"{address} is called sent and never arrived"
        assert arrived <= mail["copies"] <= 3, (address, arrived, mail)
        assert arrived <= 1 or mail["may_have_arrived_twice"], f"{address}: a second copy unmarked"
    marked = sum(mail["may_have_arrived_twice"] for mail in mails.values())
    assert marked <= breaks, f"{marked} marked after {breaks} breaks"
    copies = server.copies.total()
    assert copies - len(server.copies) <= breaks, f"{copies} copies after {breaks} breaks"
    return Told(states, len(server.copies), copies, marked)
