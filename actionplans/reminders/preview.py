"""Which mails somebody would get on which days, by the rules as they are or as they would be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from actionplans.models import FrameworkSettings, Reminder, ReminderState, ReviewRound, Stage
from actionplans.queries.owed import people_asked
from actionplans.queries.roles import Roles, roles_in
from actionplans.reminders.stages import (
    ASKING,
    asking_moments,
    next_sending_time,
    stage_times,
)
from partners.models import User
from smp_portal.foundation.words import date_and_time

# Rows that stand: such a mail went out or will, or an officer has it in hand, and is not made again.
_MADE_AGAIN = (ReminderState.SKIPPED, ReminderState.PENDING)


@dataclass(frozen=True)
class MailDay:
    """One mail of a stage, with the moment at which it goes out or did."""

    stage: Stage
    at: datetime
    is_sent: bool = False

    @property
    def when(self) -> str:
        """The moment with its weekday: "Thursday 6 October 2022 at 9:00am"."""
        return f"{timezone.localtime(self.at):%A} {date_and_time(self.at)}"


@dataclass(frozen=True)
class StageDays:
    """One stage, by the rules as they are and as they would be."""

    stage: Stage
    now: MailDay | None
    then: MailDay | None

    @property
    def differs(self) -> bool:
        """Whether this mail moves, comes or goes."""
        return self.now != self.then


@dataclass(frozen=True)
class Compared:
    """The mails of one round by the rules as they are and as they would be."""

    round: ReviewRound
    roles: Roles
    now: list[MailDay]
    then: list[MailDay]

    @property
    def rows(self) -> list[StageDays]:
        """Stage by stage, the two side by side."""
        old, new = {day.stage: day for day in self.now}, {day.stage: day for day in self.then}
        stages = [stage for stage in (*ASKING, Stage.ESCALATED) if stage in old or stage in new]
        return [StageDays(stage, old.get(stage), new.get(stage)) for stage in stages]

    @property
    def differs(self) -> bool:
        """Whether anything changes for this person in this round."""
        return self.now != self.then


def compare(
    person: User,
    rounds: Iterable[ReviewRound],
    *,
    rules: FrameworkSettings,
    proposed: FrameworkSettings,
    now: datetime,
) -> list[Compared]:
    """What a change of the rules would do to one person's mails, as long as nothing is answered."""
    rounds = list(rounds)
    asked = people_asked(on=timezone.localdate(now), only=[person])
    made = _made(person, rounds)
    found = []
    for round_ in rounds:
        roles = roles_in(round_, person, now=now, asked=asked)
        days = [
            _days(made[round_.pk], round_, roles, rules=one, now=now) for one in (rules, proposed)
        ]
        found.append(Compared(round_, roles, *days))
    return found


def _made(person: User, rounds: list[ReviewRound]) -> dict[int, dict[Stage, Reminder]]:
    """The mails of the stages that a person has had or that are on their way, by round."""
    made: dict[int, dict[Stage, Reminder]] = {round_.pk: {} for round_ in rounds}
    rows = Reminder.objects.filter(
        round__in=rounds, recipient=person, decision=None, handover=None, day=None, resends=None
    )
    for mail in rows.exclude(state__in=_MADE_AGAIN):
        made[mail.round_id][Stage(mail.stage)] = mail
    return made


def _days(
    made: dict[Stage, Reminder],
    round_: ReviewRound,
    roles: Roles,
    *,
    rules: FrameworkSettings,
    now: datetime,
) -> list[MailDay]:
    sent = [MailDay(stage, mail.sent_at, True) for stage, mail in made.items() if mail.sent_at]
    ahead = [
        MailDay(stage, next_sending_time(max(moment, now), rules) if moment <= now else moment)
        for stage, moment in _moments(round_, roles, rules, now=now)
        if stage not in made
    ]
    return sorted([*sent, *ahead], key=lambda day: day.at)


def _moments(
    round_: ReviewRound, roles: Roles, rules: FrameworkSettings, *, now: datetime
) -> list[tuple[Stage, datetime]]:
    times = stage_times(round_, rules)
    moments = []
    if roles.is_asked:
        moments = asking_moments(times, now=now)
    elif roles.is_deputy:
        moments = [(Stage.OVERDUE, max(times[Stage.OVERDUE], times[Stage.OPENED]))]
    if roles.is_officer:
        moments.append((Stage.ESCALATED, max(times[Stage.ESCALATED], times[Stage.OPENED])))
    return moments
