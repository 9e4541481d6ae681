"""Who was given something that their other mails do not tell them of in time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from actionplans.models import (
    FrameworkSettings,
    ReviewDecision,
    ReviewRound,
    Stage,
)
from actionplans.queries.handovers import newest_handovers
from actionplans.queries.owed import Owed
from actionplans.reminders.stages import next_sending_time
from actionplans.reminders.told import told_in_this_stage
from actionplans.reminders.wanted import Scope, Times, Wanted
from partners.models import User


def for_newly_asked(
    scope: Scope,
    rounds: Sequence[ReviewRound],
    times: Times,
    returned: Mapping[int, ReviewDecision],
    rules: FrameworkSettings,
    *,
    now: datetime,
) -> Iterator[Wanted]:
    """Who was given something after this stage's mail has gone to them, or something returned whose round is over."""
    opened = [round_.opened_at for round_ in rounds if round_.opened_at is not None]
    handovers = newest_handovers(since=min(opened), plans=scope.plans) if opened else {}
    told = told_in_this_stage(times, only=scope.only, now=now) if handovers else {}
    for person, items in scope.asked.items():
        for owed, moment in _heard_of(person, items, times, told, returned):
            event = handovers.get((owed.plan.pk, owed.action.pk if owed.action else None))
            if event is None or event.at <= moment:
                continue
            due_at = next_sending_time(event.at, rules)
            if due_at <= now:
                yield Wanted(owed.round, person, Stage.GIVEN, due_at, handover=event)


def _heard_of(
    person: User,
    items: Sequence[Owed],
    times: Times,
    told: Mapping[tuple[int, int], datetime],
    returned: Mapping[int, ReviewDecision],
) -> Iterator[tuple[Owed, datetime]]:
    """When the mail about each thing went out that goes out once: what was given after it needs one of its own."""
    asked_now = {owed.plan.pk for owed in items if owed.round.pk in times and not owed.action}
    for owed in items:
        told_at = told.get((owed.round.pk, person.pk))
        decision = returned.get(owed.review.pk)
        if told_at is not None:
            yield owed, told_at
        elif owed.round.pk not in times and decision and owed.plan.pk not in asked_now:
            # Its round is over, and no mail of an open one lists it too.
            yield owed, decision.at
