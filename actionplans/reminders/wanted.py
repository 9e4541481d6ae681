"""One mail that somebody should have, and what tells it from every other."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from actionplans.models import PlanEvent, Reminder, ReviewDecision, ReviewRound, Stage
from actionplans.queries.owed import Owed
from partners.models import User

# A return or a handover by its number; an absence by who is away and its first day.
Occasion = int | tuple[int, date] | None
Key = tuple[int, int, str, Occasion]
Times = dict[int, dict[Stage, datetime]]


@dataclass(frozen=True)
class Scope:
    """Whose mails are looked for: everybody's, or some people's, and who is asked what within that."""

    only: Collection[User] | None
    asked: dict[User, list[Owed]]

    @property
    def plans(self) -> set[int] | None:
        """The plans that it is about; None where that is all."""
        if self.only is None:
            return None
        return {owed.plan.pk for items in self.asked.values() for owed in items}

    def has(self, person: User) -> bool:
        return self.only is None or person in self.only


@dataclass(frozen=True)
class Wanted:
    """One mail that somebody should have by now, with the earlier stages that it stands for."""

    round: ReviewRound
    recipient: User
    stage: Stage
    due_at: datetime
    earlier: tuple[Stage, ...] = ()
    decision: ReviewDecision | None = None
    handover: PlanEvent | None = None
    stands_in_for: User | None = None
    day: date | None = None

    @property
    def key(self) -> Key:
        return (self.round.pk, self.recipient.pk, self.stage, self._occasion)

    @property
    def _occasion(self) -> Occasion:
        if self.stands_in_for is not None and self.day is not None:
            return (self.stands_in_for.pk, self.day)
        happened = self.decision or self.handover
        return happened.pk if happened else None


def key_of(reminder: Reminder) -> Key:
    """What tells one mail from every other but those that repeat it."""
    original = reminder.original
    occasion: Occasion = original.decision_id or original.handover_id
    if reminder.stands_in_for_id is not None and reminder.day is not None:
        occasion = (reminder.stands_in_for_id, reminder.day)
    return (reminder.round_id, reminder.recipient_id, reminder.stage, occasion)
