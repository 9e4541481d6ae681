"""A plan's position, and the words for it."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from actionplans.models import ActionPlan, DecisionKind, Rating
from smp_portal.foundation.words import counted, day_date, lower_first

# From best to worst; a complete plan has delivered.
SERIOUSNESS = [Rating.BLUE, Rating.GREEN, Rating.GREY, Rating.AMBER, Rating.RED]


class Freshness(Enum):
    """Whether a rating is the newest that was asked for."""

    CURRENT = "CURRENT"
    LATE = "LATE"
    NEVER = "NEVER"


@dataclass(frozen=True)
class StandingAnswer:
    """An answer as it stands after what an officer made of it."""

    rating: Rating
    said_on: date
    narrative: str
    next_steps: str
    decision_asked: str
    needs_help: bool
    decision: DecisionKind | None
    review_pk: int
    period_end: date
    answer_pk: int

    @property
    def month(self) -> str:
        return f"{self.said_on:%B}"

    @property
    def word(self) -> str:
        """The rating inside a sentence: "on track"."""
        return lower_first(self.rating.label)


@dataclass(frozen=True)
class ActionCounts:
    """A plan's actions in figures; cancelled ones are left out."""

    complete: int = 0
    under_way: int = 0
    to_start: int = 0
    overdue: int = 0

    @property
    def total(self) -> int:
        return self.complete + self.under_way + self.to_start + self.overdue


@dataclass(frozen=True)
class PlanPosition:
    """Where one plan stands on a day.

    `newest` is the answer that counts, `previous` the one of the round before; `asked_due_on` the day on which the
    round's answer is due while it has not come; `days_late` how far the most overdue action is past its date.
    """

    plan: ActionPlan
    newest: StandingAnswer | None
    previous: StandingAnswer | None
    freshness: Freshness
    asked_due_on: date | None
    actions: ActionCounts
    days_late: int

    @property
    def rating(self) -> Rating:
        """What is drawn: the newest rating, or the grey ring while there is none or it is out of date."""
        if self.newest is None or self.freshness is not Freshness.CURRENT:
            return Rating.GREY
        return self.newest.rating

    @property
    def words(self) -> str:
        """The rating in words: "At risk", "No update since April", "Not yet rated"."""
        if self.newest is None:
            return "Not yet rated"
        if self.freshness is Freshness.LATE:
            return f"No update since {self.newest.month}"
        return self.newest.rating.label

    @property
    def awaits_officer(self) -> bool:
        """Whether the newest answer has still to be accepted or corrected."""
        return self.newest is not None and self.newest.decision is None

    @property
    def was_returned(self) -> bool:
        return self.newest is not None and self.newest.decision is DecisionKind.RETURN

    @property
    def compared(self) -> str:
        """The rating beside the one before: "Worse than July (on track)"."""
        if self.newest is None:
            return "New this year" if self.plan.continues is None else "No answer yet this year"
        if self.freshness is Freshness.LATE:
            return f"Was {self.newest.word} in {self.newest.month}"
        if self.asked_due_on:
            return f"{self.newest.month}; new answer due {day_date(self.asked_due_on)}"
        return self._against_previous()

    @property
    def change(self) -> int:
        """How far the newest rating is from the one before: above 0 is worse; 0 too while an answer is awaited."""
        if self.newest is None or self.previous is None:
            return 0
        if self.freshness is Freshness.LATE or self.asked_due_on:
            return 0
        return SERIOUSNESS.index(self.newest.rating) - SERIOUSNESS.index(self.previous.rating)

    def _against_previous(self) -> str:
        if self.previous is None:
            return "First answer"
        if self.change == 0:
            return f"Same as {self.previous.month}"
        direction = "Worse" if self.change > 0 else "Better"
        return f"{direction} than {self.previous.month} ({self.previous.word})"

    @property
    def dates_differ(self) -> str:
        """A plain note where the dates say otherwise than the rating."""
        if not self.actions.overdue or self.rating not in {Rating.GREEN, Rating.BLUE}:
            return ""
        days = counted(self.days_late, "day,days")
        if self.actions.overdue == 1:
            return f"One action is {days} late"
        return f"{self.actions.overdue} actions are late, one by {days}"


def worst(standings: list[PlanPosition]) -> PlanPosition | None:
    """The position that a priority takes from its active plans: the worst of them."""
    return max(standings, key=lambda standing: SERIOUSNESS.index(standing.rating), default=None)
