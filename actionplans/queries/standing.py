"""A plan's position, and the words for it."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from actionplans.models import ActionPlan, DecisionKind, Rating, ReviewRound
from actionplans.queries.said import AfterPapers, StandingAnswer, Told
from smp_portal.foundation.words import (
    counted,
    day_date,
    long_date,
    lower_first,
    ordinal,
    short_date,
    upper_first,
)

# From best to worst; a complete plan has delivered.
SERIOUSNESS = [Rating.BLUE, Rating.GREEN, Rating.GREY, Rating.AMBER, Rating.RED]

# That nothing has changed is told from the second time in a row on.
TIMES_TO_TELL = 2


class Freshness(Enum):
    """Whether a rating is the newest that was asked for."""

    CURRENT = "CURRENT"
    LATE = "LATE"
    NEVER = "NEVER"


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
class Belonging:
    """Which organisations lead something in a plan, and which places it is for, each by key and name."""

    leads: frozenset[tuple[int, str]] = frozenset()
    places: frozenset[tuple[int, str]] = frozenset()


NOTHING = Belonging()


@dataclass(frozen=True)
class PlanPosition:
    """Where one plan stands on a day.

    `told` is all that was said of it, `round` the newest one that asked about it, `asked_since` the day on which
    the first one opened, `days_late` how far the most overdue action is past its date. `is_silent` says that an
    answer which was due has not come, the first one too. `belonging` is there for who wants it.
    """

    plan: ActionPlan
    told: Told
    round: ReviewRound | None
    freshness: Freshness
    is_silent: bool
    actions: ActionCounts
    days_late: int
    asked_since: date | None = None
    belonging: Belonging = NOTHING

    @property
    def newest(self) -> StandingAnswer | None:
        """The answer that counts."""
        return self.told.newest

    @property
    def previous(self) -> StandingAnswer | None:
        """The answer of the round before."""
        return self.told.previous

    @property
    def is_answered(self) -> bool:
        """Whether an answer has come for the newest round that asked."""
        if self.round is None or self.newest is None:
            return False
        return self.newest.period_end >= self.round.period_end

    @property
    def asked_due_on(self) -> date | None:
        """The day on which the round's answer is due, while it has not come."""
        return None if self.round is None or self.is_answered else self.round.due_on

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
            return "New this year" if self.plan.continues_id is None else "No answer yet this year"
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
        is_fine = self.rating in {Rating.GREEN, Rating.BLUE}
        return upper_first(self.lateness) if self.actions.overdue and is_fine else ""

    @property
    def lateness(self) -> str:
        """How late its actions are: "one action is 47 days late"."""
        if not self.actions.overdue:
            return "no action is late"
        days = counted(self.days_late, "day,days")
        if self.actions.overdue == 1:
            return f"one action is {days} late"
        return f"{self.actions.overdue} actions are late, one by {days}"

    @property
    def lateness_note(self) -> str:
        return upper_first(self.lateness) if self.actions.overdue else ""

    @property
    def lasting(self) -> str:
        """For how long the rating has been what it is: "Off track for 7 months, since 20 January"."""
        since = self.told.state_since
        if since is None or self.newest is None or since == self.newest.said_on:
            return ""
        if self.freshness is not Freshness.CURRENT:
            return ""
        return f"{self.newest.rating.label} {duration(since, self.told.on)}"

    @property
    def repeated(self) -> str:
        """How often in a row nothing had changed: "“Nothing has changed”, for the third time running"."""
        times = self.told.times_unchanged
        if times < TIMES_TO_TELL:
            return ""
        return f"“Nothing has changed”, for the {ordinal(times)} time running"

    @property
    def corrected(self) -> str:
        """What the owner said where an officer corrected it, and why."""
        if self.newest is None or self.newest.correction is None:
            return ""
        said = lower_first(self.newest.owner_said.label)
        return f"The owner said {said}; corrected by the officer: {self.newest.correction.reason}"

    @property
    def notes(self) -> list[str]:
        """What stands beside the rating, a line each, what there is of it."""
        state = "Returned to the owner" if self.was_returned else ""
        state = state or ("Awaiting the officer" if self.awaits_officer else "")
        lines = [self.lasting, self.repeated, self.corrected, state, *self.after_papers]
        return [line for line in lines if line]

    @property
    def after_papers(self) -> list[str]:
        """What came after the papers: "Corrected after the papers, on 18 October: off track. Two actions stopped."."""
        return [_after_papers_words(entry) for entry in self.told.after_papers]


def duration(since: date, on: date) -> str:
    """How long something has lasted: "for 7 months, since 20 January"; a year is named where it is another."""
    months = (on.year - since.year) * 12 + on.month - since.month - (on.day < since.day)
    day = short_date(since) if since.year == on.year else long_date(since)
    return f"for {counted(months, 'month,months')}, since {day}" if months else f"since {day}"


def _after_papers_words(entry: AfterPapers) -> str:
    verb = "Corrected" if entry.is_correction else "Answered"
    said = f"{verb} after the papers, on {short_date(entry.on)}: {lower_first(entry.rating.label)}"
    return f"{said}. {entry.reason}" if entry.reason else said


def worst(standings: list[PlanPosition]) -> PlanPosition | None:
    """The position that a priority takes from its active plans: the worst of them."""
    return max(standings, key=lambda standing: SERIOUSNESS.index(standing.rating), default=None)
