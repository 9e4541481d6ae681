"""Whose mail comes next, with the look at what they owe, which is made for many people at a time and holds for each."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from actionplans.models import Reminder, ReviewRound
from actionplans.reminders.claims import claim_next
from actionplans.reminders.outlook import Outlook, look
from actionplans.reminders.standing import Standing, read_standings
from partners.models import Role, User


class Turns:
    """The people whose turn is next, and what was read for all of them together.

    What was read holds for a person's mail only as long as every row that it rests on stands as it stood then:
    they are read again before each mail, and where one has changed the whole look is made for that person.
    """

    def __init__(self, *, now: datetime) -> None:
        self._now, self._on = now, timezone.localdate(now)
        self._ahead: list[int] = []
        self._alone: dict[int, Reminder] = {}
        self._stood: dict[int, Standing | None] = {}
        self._shared: Outlook | None = None

    @property
    def are_read(self) -> bool:
        """Whether the next claim is a matter of a moment: the people are known among whom it is made."""
        return bool(self._ahead)

    def claim(self) -> Reminder | None:
        """Take the next mail that is due, for which nobody else has a lease."""
        return claim_next(now=self._now, ahead=self._ahead, alone=self._alone)

    def outlook_for(self, reminder: Reminder) -> Outlook:
        """What its recipient should have heard by now, as things stand at this moment."""
        person = reminder.recipient_id
        if self._ahead and person not in self._stood:
            self._look_ahead(person)
        if self._shared is not None and self._stands(person):
            return self._shared
        reminder.recipient = User.objects.get(pk=person)
        reminder.round = ReviewRound.objects.get(pk=reminder.round_id)
        return look(now=self._now, only=[reminder.recipient])

    def _look_ahead(self, person: int) -> None:
        people = User.objects.in_bulk([person, *self._ahead])
        # Officers hear of what everybody owes: for each of them the whole look is made.
        alike = [other for other in people.values() if other.role != Role.OFFICER]
        # The rows first: what changes between the readings is found to have changed.
        self._stood = dict.fromkeys(people)
        self._stood |= read_standings([other.pk for other in alike], on=self._on)
        self._alone = _only_mails(people)
        self._shared = look(now=self._now, only=alike)

    def _stands(self, person: int) -> bool:
        stood = self._stood.get(person)
        return stood is not None and stood == read_standings([person], on=self._on)[person]


def _only_mails(people: Mapping[int, User]) -> dict[int, Reminder]:
    """The mails of those who wait for one alone, by person."""
    mails: dict[int, list[Reminder]] = defaultdict(list)
    for mail in Reminder.objects.unfinished().filter(recipient__in=people):
        mails[mail.recipient_id].append(mail)
    alone = {person: found[0] for person, found in mails.items() if len(found) == 1}
    rounds = ReviewRound.objects.in_bulk({mail.round_id for mail in alone.values()})
    for person, mail in alone.items():
        mail.recipient, mail.round = people[person], rounds[mail.round_id]
    return alone
