"""What the board is shown first: the partnership's written rules, in order of seriousness, as data and as words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from actionplans.models import DecisionKind, Rating
from actionplans.queries.moves import Move
from actionplans.queries.said import StandingAnswer
from actionplans.queries.standing import SERIOUSNESS, Freshness, PlanPosition
from smp_portal.foundation.words import counted, lower_first, short_date

# A date that is moved once may be a slip; from the second time on the board hears of it.
MOVES_TO_TELL = 2


@dataclass(frozen=True)
class Subject:
    """One plan as the rules look at it: today, and as it was known at the end of the day that it is compared with."""

    position: PlanPosition
    since: date
    moves: tuple[Move, ...] = ()
    reminded: int = 0

    @property
    def is_rated(self) -> bool:
        return self.position.newest is not None and self.position.freshness is Freshness.CURRENT

    @cached_property
    def was(self) -> StandingAnswer | None:
        """The rating as the board knew it."""
        return self.position.told.newest_on(self.since)

    @property
    def change(self) -> int:
        """How far the rating is from what the board knew: above 0 is worse; nothing known counts as not rated."""
        now = self.position.newest.rating if self.position.newest else Rating.GREY
        was = self.was.rating if self.was else Rating.GREY
        return SERIOUSNESS.index(now) - SERIOUSNESS.index(was)


@dataclass(frozen=True)
class Found:
    """What a rule says about one plan."""

    text: str
    note: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Rule:
    """One of the rules: its name, when it speaks in plain words, the test itself, and what it then says."""

    name: str
    title: str
    sentence: str
    colour: str
    applies: Callable[[Subject], bool]
    says: Callable[[Subject], Found]


def _decision_asked(subject: Subject) -> bool:
    answer = subject.position.newest
    if answer is None or not answer.decision_asked or answer.is_settled:
        return False
    return answer.said_on > subject.since and answer.decision is not DecisionKind.RETURN


def _what_is_asked(subject: Subject) -> Found:
    answer = subject.position.newest
    if answer is None:
        return Found("")
    asked = lower_first(answer.decision_asked.rstrip(". "))
    return Found(asked, f"Asked on {short_date(answer.said_on)}")


def _no_update(subject: Subject) -> bool:
    return subject.position.is_silent


def _how_silent(subject: Subject) -> Found:
    position = subject.position
    notes = [position.compared] if position.newest else []
    notes += [f"Reminded {times(subject.reminded)}"] if subject.reminded else []
    kind = position.words if position.newest else "No answer yet"
    return Found(position.lateness, ". ".join(notes), kind)


def _now_off_track(subject: Subject) -> bool:
    return _is_now(subject, Rating.RED)


def _now_at_risk(subject: Subject) -> bool:
    return _is_now(subject, Rating.AMBER)


def _is_now(subject: Subject, rating: Rating) -> bool:
    return subject.is_rated and subject.position.rating == rating and subject.change > 0


def _what_it_was(subject: Subject) -> Found:
    return Found(_was(subject), subject.position.lateness_note)


def _moved_again(subject: Subject) -> bool:
    return any(move.times >= MOVES_TO_TELL for move in subject.moves)


def _how_often_moved(subject: Subject) -> Found:
    again = [move for move in subject.moves if move.times >= MOVES_TO_TELL]
    worst = max(again, key=lambda move: (move.times, move.days))
    more = len(again) - 1
    note = f"And {counted(more, 'other action,other actions')}" if more else ""
    return Found(f"{worst.action}: {lower_first(worst.words)}", note)


def _vacant(subject: Subject) -> bool:
    return subject.position.plan.is_vacant


def _what_vacant_means(_: Subject) -> Found:
    return Found("nobody owns this plan, so nobody can be asked about it")


def _better(subject: Subject) -> bool:
    return subject.is_rated and subject.was is not None and subject.change < 0


def _how_much_better(subject: Subject) -> Found:
    kind = f"Better: {lower_first(subject.position.words)}"
    return Found(_was(subject), subject.position.dates_differ, kind)


def _was(subject: Subject) -> str:
    was = subject.was
    return f"was {was.word} in {was.month}" if was else "rated for the first time"


def times(number: int) -> str:
    """How often: "once", "twice", "four times"."""
    names = {1: "once", 2: "twice", 3: "three times", 4: "four times", 5: "five times"}
    return names.get(number, f"{number} times")


RULES = (
    Rule(
        "decision-asked",
        "Decision asked",
        "The newest answer asks the board to decide something, was given after the day of the last meeting, "
        "and was not returned to the owner.",
        "",
        _decision_asked,
        _what_is_asked,
    ),
    Rule(
        "no-update",
        "No update",
        "An answer was due and has not come. It counts from the day after the due date until the answer comes. "
        "How often people were reminded since the last answer stands beside it.",
        "grey",
        _no_update,
        _how_silent,
    ),
    Rule(
        "now-off-track",
        "Now off track",
        "The plan is off track, and at the end of the day of the last meeting it was not.",
        "red",
        _now_off_track,
        _what_it_was,
    ),
    Rule(
        "now-at-risk",
        "Now at risk",
        "The plan is at risk, and at the end of the day of the last meeting it was on track, complete or "
        "not yet rated.",
        "amber",
        _now_at_risk,
        _what_it_was,
    ),
    Rule(
        "moved-again",
        "Moved again",
        f"The date of an open action was moved after the day of the last meeting, and it has now been moved "
        f"{times(MOVES_TO_TELL)} or more in all.",
        "amber",
        _moved_again,
        _how_often_moved,
    ),
    Rule(
        "vacant",
        "No owner",
        "Nobody owns the plan, or its owner has left the partnership.",
        "red",
        _vacant,
        _what_vacant_means,
    ),
    Rule(
        "better",
        "Better",
        "The plan’s rating is better than it was at the end of the day of the last meeting.",
        "green",
        _better,
        _how_much_better,
    ),
)
BY_NAME = {rule.name: rule for rule in RULES}

# What the rows say beside a rating, by rules of their own.
