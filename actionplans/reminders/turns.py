"""Whose mail comes next, with the look at what they owe, which is made for many people at a time and holds for each."""

from datetime import datetime

from django.utils import timezone

from actionplans.models import Reminder
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
        self._shared: Outlook | None = None
        self._stood: dict[int, Standing] = {}

    def claim(self) -> Reminder | None:
        """Take the next mail that is due, for which nobody else has a lease."""
        return claim_next(now=self._now, ahead=self._ahead)

    def outlook_for(self, person: User) -> Outlook:
        """What this person should have heard by now, as things stand at this moment."""
        if self._ahead and person.pk not in self._stood:
            self._look_ahead(person)
        if self._shared is not None and self._stands(person):
            return self._shared
        return look(now=self._now, only=[person])

    def _look_ahead(self, person: User) -> None:
        people = User.objects.filter(pk__in=[person.pk, *self._ahead])
        # Officers hear of what everybody owes: for each of them the whole look is made.
        alike = [other for other in people if other.role != Role.OFFICER]
        # The rows first: what changes between the two readings is found to have changed.
        self._stood = read_standings([other.pk for other in alike], on=self._on)
        self._shared = look(now=self._now, only=alike)

    def _stands(self, person: User) -> bool:
        stood = self._stood.get(person.pk)
        return stood is not None and stood == read_standings([person.pk], on=self._on)[person.pk]
