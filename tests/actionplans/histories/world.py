"""The partnership in plain Python: who has what, who is away, and what each person therefore owes.

Written from docs/reminders.md, not from the portal's code, which is compared with it.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from tests.actionplans.histories.days import LONDON, count_days, morning

OPENED, DUE, OVERDUE, ESCALATED = "OPENED", "DUE", "OVERDUE", "ESCALATED"
ASKING = (OPENED, DUE, OVERDUE)


@dataclass
class Person:
    is_officer: bool = False
    is_active: bool = True
    has_dead_address: bool = False


@dataclass
class Plan:
    title: str
    owner: int | None
    deputy: int | None = None
    is_open: bool = True
    is_restricted: bool = False


@dataclass
class Action:
    plan: int
    title: str
    lead: int | None
    is_open: bool = True


@dataclass
class Round:
    period_end: date
    opens_on: date
    due_on: date
    papers_on: date
    extra_for: frozenset[int] | None = None
    opened_at: datetime | None = None


@dataclass
class Absence:
    user: int
    deputy: int
    starts_on: date
    ends_on: date


@dataclass
class Rules:
    due_lead_days: int = 3
    overdue_days: int = 5
    escalated_days: int = 10
    send_hour: int = 9


class Thing(NamedTuple):
    """Something owed in a round: a review of a plan, or a word on one of its actions."""

    round: int
    plan: int
    action: int | None
    owner: int


class Given(NamedTuple):
    """When a plan or an action was given to whom."""

    at: datetime
    person: int


@dataclass
class World:
    """All that is known; keys are the rows' numbers."""

    people: dict[int, Person] = field(default_factory=dict)
    plans: dict[int, Plan] = field(default_factory=dict)
    actions: dict[int, Action] = field(default_factory=dict)
    rounds: dict[int, Round] = field(default_factory=dict)
    absences: dict[int, Absence] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)
    is_paused: bool = False
    # By round and plan: AWAITED, ANSWERED, RETURNED, ACCEPTED or MISSED.
    reviews: dict[tuple[int, int], str] = field(default_factory=dict)
    told_of_actions: set[tuple[int, int]] = field(default_factory=set)
    returned_at: dict[tuple[int, int], datetime] = field(default_factory=dict)
    asked_at: dict[int, datetime] = field(default_factory=dict)
    given: dict[tuple[int, int | None], Given] = field(default_factory=dict)

    def stage_times(self, number: int) -> dict[str, datetime]:
        round_, rules = self.rounds[number], self.rules
        days = {
            OPENED: round_.opens_on,
            DUE: count_days(round_.due_on, -rules.due_lead_days),
            OVERDUE: count_days(round_.due_on, rules.overdue_days),
            ESCALATED: count_days(round_.due_on, rules.escalated_days),
        }
        return {stage: morning(day, rules.send_hour) for stage, day in days.items()}

    def current_stage(self, number: int, now: datetime) -> str | None:
        times = self.stage_times(number)
        passed = [stage for stage in ASKING if times[stage] <= now]
        return passed[-1] if passed else None

    def newest_regular(self) -> int | None:
        opened = [
            number
            for number, round_ in self.rounds.items()
            if round_.extra_for is None and round_.opened_at
        ]
        return max(opened, key=lambda number: self.rounds[number].period_end, default=None)

    def open_rounds(self) -> set[int]:
        """What is asked now: the newest regular round, and extra ones that were not over when it opened."""
        newest = self.newest_regular()
        opened = {number for number, round_ in self.rounds.items() if round_.opened_at}
        if newest is None:
            return opened
        since = self.rounds[newest].opens_on
        return {number for number in opened if self._reaches(self.rounds[number], since)}

    def owed(self) -> list[Thing]:
        """All that anybody owes, by those to whom it belongs."""
        return [*self._owed_reviews(), *self._owed_actions()]

    def asked(self, now: datetime) -> dict[int, list[Thing]]:
        """What each person is asked today: the deputy of who is away, else the person."""
        found: dict[int, list[Thing]] = defaultdict(list)
        for thing in self.owed():
            found[self.who_answers_for(thing.owner, now)].append(thing)
        return dict(found)

    def asked_as_deputies(self, now: datetime) -> dict[int, list[Thing]]:
        """Late plans whose deputies are asked beside those who owe them."""
        found: dict[int, list[Thing]] = defaultdict(list)
        for person, things in self.asked(now).items():
            for thing in things:
                deputy = self.plans[thing.plan].deputy
                if deputy is None or thing.action or thing.round not in self.open_rounds():
                    continue
                late = self.stage_times(thing.round)[OVERDUE] <= now
                if late and deputy != person and self.can_be_asked(deputy, now):
                    found[deputy].append(thing)
        return dict(found)

    def missing(self, number: int) -> bool:
        """Whether something is not in that a round asks of an active plan, even of one without an owner."""
        vacant = any(
            state in {"AWAITED", "RETURNED"} and self.plans[plan].is_open and self.is_vacant(plan)
            for (round_, plan), state in self.reviews.items()
            if round_ == number
        )
        return vacant or any(thing.round == number for thing in self.owed())

    def is_vacant(self, plan: int) -> bool:
        owner = self.plans[plan].owner
        return owner is None or not self.people[owner].is_active

    def who_answers_for(self, person: int, now: datetime) -> int:
        absence = self.absence_of(person, now)
        return absence.deputy if absence else person

    def absence_of(self, person: int, now: datetime) -> Absence | None:
        """The days away on which somebody who still takes part answers instead."""
        today = now.astimezone(LONDON).date()
        for absence in self.absences.values():
            is_running = absence.user == person and absence.starts_on <= today <= absence.ends_on
            if is_running and self.people[absence.deputy].is_active:
                return absence
        return None

    def can_be_asked(self, person: int, now: datetime) -> bool:
        return self.people[person].is_active and self.absence_of(person, now) is None

    def is_reachable(self, person: int) -> bool:
        known = self.people[person]
        return known.is_active and not known.has_dead_address

    def look(self, now: datetime) -> None:
        """What a look at the clock changes: rounds open, new plans are asked about, closed ones are not."""
        today = now.astimezone(LONDON).date()
        due = [n for n, round_ in self.rounds.items() if not round_.opened_at]
        for number in sorted(due, key=lambda n: self.rounds[n].opens_on):
            if self.rounds[number].opens_on <= today:
                self._open(number, now)
        newest = self.newest_regular()
        if newest is not None and today <= self.rounds[newest].papers_on:
            self._ask(newest)

    def close(self, plan: int) -> None:
        self.plans[plan].is_open = False
        for key, state in self.reviews.items():
            if key[1] == plan and state in {"AWAITED", "RETURNED"}:
                self.reviews[key] = "MISSED"

    def reopen(self, plan: int) -> None:
        self.plans[plan].is_open = True
        for key, state in self.reviews.items():
            if key[1] == plan and state == "MISSED" and key[0] in self.open_rounds():
                self.reviews[key] = "RETURNED" if key in self.returned_at else "AWAITED"

    def _open(self, number: int, now: datetime) -> None:
        round_ = self.rounds[number]
        round_.opened_at = now
        if round_.extra_for is None:
            over = {n for n, other in self.rounds.items() if self._is_over(other, round_)}
            for key, state in self.reviews.items():
                if key[0] in over and state == "AWAITED":
                    self.reviews[key] = "MISSED"
        self._ask(number)

    def _ask(self, number: int) -> None:
        only = self.rounds[number].extra_for
        for key, plan in self.plans.items():
            if plan.is_open and (only is None or key in only):
                self.reviews.setdefault((number, key), "AWAITED")

    def _is_over(self, other: Round, newer: Round) -> bool:
        if other.extra_for is None:
            return other.period_end < newer.period_end
        return other.due_on < newer.opens_on

    def _reaches(self, round_: Round, since: date) -> bool:
        return round_.opens_on >= since or (round_.extra_for is not None and round_.due_on >= since)

    def _owed_reviews(self) -> list[Thing]:
        return [
            Thing(number, key, None, owner)
            for (number, key), state in self.reviews.items()
            if state in {"AWAITED", "RETURNED"} and self.plans[key].is_open
            if (owner := self.plans[key].owner) and self.people[owner].is_active
        ]

    def _owed_actions(self) -> list[Thing]:
        return [
            Thing(number, action.plan, key, action.lead)
            for key, action in self.actions.items()
            for number in self.open_rounds()
            if action.is_open and self.plans[action.plan].is_open
            if action.lead and action.lead != self.plans[action.plan].owner
            if self.people[action.lead].is_active
            if (number, action.plan) in self.reviews and (number, key) not in self.told_of_actions
        ]
