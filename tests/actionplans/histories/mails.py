"""What went out, as a person who reads every mail would keep it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core import mail
from django.core.mail import EmailMessage

from actionplans.models import Reminder
from partners.models import User

_NUMBER = re.compile(r"<reminder-(\d+)-")
_LINK = re.compile(r"/r/([\w-]+)/")

# A review or an action by its number.
Listed = tuple[str, int]


@dataclass(frozen=True)
class Mail:
    """One mail that was handed over."""

    row: int
    person: int
    stage: str
    round: int
    at: datetime
    listed: tuple[Listed, ...]
    text: str
    # For whom a deputy is asked, and since when.
    absence: tuple[int | None, object] = (None, None)

    @property
    def token(self) -> str:
        """The personal link's token, where it has one."""
        found = _LINK.search(self.text)
        return found[1] if found else ""


def take_mails(now: datetime) -> list[Mail]:
    """The mails that were handed over since the last time."""
    messages = list(mail.outbox)
    mail.outbox.clear()
    rows = Reminder.objects.in_bulk([_number(message) for message in messages])
    people = dict(User.objects.values_list("email", "pk"))
    return [_read(message, rows[_number(message)], people, now) for message in messages]


def _read(message: EmailMessage, row: Reminder, people: dict[str, int], now: datetime) -> Mail:
    [address] = message.to
    listed: Iterable[dict[str, object]] = row.listed
    return Mail(
        row=row.pk,
        person=people[address],
        stage=row.stage,
        round=row.round_id,
        at=now,
        listed=tuple(sorted((str(item["kind"]), int(str(item["pk"]))) for item in listed)),
        # All of it: the subject, the plain text and the HTML.
        text=f"{message.subject}\n{message.body}\n{getattr(message, 'alternatives', '')}",
        absence=(row.stands_in_for_id, row.day),
    )


def _number(message: EmailMessage) -> int:
    found = _NUMBER.match(message.extra_headers["Message-ID"])
    assert found
    return int(found[1])
