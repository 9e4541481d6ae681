"""Who should have had which mail by now: the one truth for the planner and for the look before sending."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import Coalesce
from django.utils import timezone

from actionplans.models import (
    DecisionKind,
    FrameworkSettings,
    PlanEvent,
    Reminder,
    ReviewDecision,
    ReviewRound,
    ReviewState,
    Stage,
)
from actionplans.queries.handovers import newest_handovers
from actionplans.queries.not_in import NotIn, not_in
from actionplans.queries.owed import Owed, people_asked
from actionplans.reminders.stages import ASKING, next_sending_time, passed_stages, stage_times
from partners.models import User

Key = tuple[int, int, str, int | None]
Times = dict[int, dict[Stage, datetime]]


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

    @property
    def key(self) -> Key:
        occasion = self.decision or self.handover
        return (self.round.pk, self.recipient.pk, self.stage, occasion.pk if occasion else None)


@dataclass(frozen=True)
class Outlook:
    """What should be with whom, what each person is asked, and what officers are told is not in."""

    wanted: dict[Key, Wanted]
    times: Times
    asked: dict[User, list[Owed]]
    not_in: list[NotIn]
    rules: FrameworkSettings

    def wants(self, reminder: Reminder) -> bool:
        """Whether this mail is still true."""
        return key_of(reminder) in self.wanted


def key_of(reminder: Reminder) -> Key:
    """What tells one mail from every other."""
    occasion = reminder.decision_id or reminder.handover_id
    return (reminder.round_id, reminder.recipient_id, reminder.stage, occasion)


def look(*, now: datetime) -> Outlook:
    """Read who owes what, and say who should have heard of it by now."""
    rules = FrameworkSettings.load()
    rounds = list(ReviewRound.objects.open_now())
    times = {round_.pk: stage_times(round_, rules) for round_ in rounds}
    asked = people_asked(on=timezone.localdate(now))
    late = [round_ for round_ in rounds if times[round_.pk][Stage.ESCALATED] <= now]
    missing = not_in(late, asked)
    deputies = _deputies(asked, times, now=now)
    wanted = [
        *_for_people(asked, times, now=now),
        *_for_deputies(deputies, asked, times),
        *_for_officers(missing, times),
        *_for_returned(asked, rules, now=now),
        *_for_newly_asked(asked, times, rules, now=now),
    ]
    return Outlook(
        wanted={item.key: item for item in wanted},
        times=times,
        asked=_together(asked, deputies),
        not_in=missing,
        rules=rules,
    )


def _for_people(asked: dict[User, list[Owed]], times: Times, *, now: datetime) -> list[Wanted]:
    wanted = []
    for person, items in asked.items():
        for round_ in {owed.round for owed in items if owed.round.pk in times}:
            passed = passed_stages(times[round_.pk], now=now)
            if passed:
                stage, earlier = passed[-1], tuple(passed[:-1])
                due_at = times[round_.pk][stage]
                wanted.append(Wanted(round_, person, stage, due_at, earlier))
    return wanted


def _deputies(
    asked: dict[User, list[Owed]], times: Times, *, now: datetime
) -> dict[User, list[Owed]]:
    """What the deputies of late plans are asked beside their owners."""
    found: dict[User, list[Owed]] = defaultdict(list)
    for person, items in asked.items():
        for owed in items:
            deputy = owed.plan.deputy if owed.action is None else None
            overdue = times.get(owed.round.pk, {}).get(Stage.OVERDUE)
            if deputy is None or overdue is None or overdue > now:
                continue
            if deputy.is_active and deputy.pk != person.pk:
                found[deputy].append(owed)
    return found


def _for_deputies(
    deputies: dict[User, list[Owed]], asked: dict[User, list[Owed]], times: Times
) -> list[Wanted]:
    return [
        Wanted(round_, deputy, Stage.OVERDUE, times[round_.pk][Stage.OVERDUE])
        for deputy, items in deputies.items()
        for round_ in {owed.round for owed in items}
        # A deputy who owes an answer of their own in the round has this stage anyway.
        if round_ not in {owed.round for owed in asked.get(deputy, [])}
    ]


def _for_officers(missing: list[NotIn], times: Times) -> list[Wanted]:
    rounds = {item.round for item in missing}
    if not rounds:
        return []
    return [
        Wanted(round_, officer, Stage.ESCALATED, times[round_.pk][Stage.ESCALATED])
        for officer in User.objects.active().officers()
        for round_ in rounds
    ]


def _for_returned(
    asked: dict[User, list[Owed]], rules: FrameworkSettings, *, now: datetime
) -> list[Wanted]:
    person_of = {
        owed.review.pk: person
        for person, items in asked.items()
        for owed in items
        if owed.action is None
    }
    wanted = []
    for review_pk, decision in newest_returns().items():
        due_at = next_sending_time(decision.at, rules)
        person = person_of.get(review_pk)
        if person is not None and due_at <= now:
            round_ = decision.review.round
            wanted.append(Wanted(round_, person, Stage.RETURNED, due_at, decision=decision))
    return wanted


def _for_newly_asked(
    asked: dict[User, list[Owed]], times: Times, rules: FrameworkSettings, *, now: datetime
) -> list[Wanted]:
    """Who was given something after this stage's mail has gone to them for something else."""
    handovers = newest_handovers(set(times))
    told = _told_in_this_stage(times, now=now) if handovers else {}
    wanted = []
    for person, items in asked.items():
        for owed in items:
            event = handovers.get((owed.plan.pk, owed.action.pk if owed.action else None))
            told_at = told.get((owed.round.pk, person.pk))
            if event is None or told_at is None or told_at >= event.at:
                continue
            due_at = next_sending_time(event.at, rules)
            if due_at <= now:
                wanted.append(Wanted(owed.round, person, Stage.GIVEN, due_at, handover=event))
    return wanted


def _told_in_this_stage(times: Times, *, now: datetime) -> dict[tuple[int, int], datetime]:
    """When each person's mail of the stage that a round is in now went out, by round and person."""
    stages = {pk: passed_stages(of_round, now=now) for pk, of_round in times.items()}
    # A stage whose mail was covered by another was told when that other went out.
    told = Reminder.objects.annotate(told_at=Coalesce("sent_at", "superseded_by__sent_at"))
    rows = told.filter(round__in=times, stage__in=ASKING, told_at__isnull=False)
    return {
        (round_pk, person): told_at
        for round_pk, person, stage, told_at in rows.values_list(
            "round", "recipient", "stage", "told_at"
        )
        if stages[round_pk][-1:] == [stage]
    }


def newest_returns() -> dict[int, ReviewDecision]:
    """For each review that went back to its owner, the decision that says why."""
    decisions = (
        ReviewDecision.objects.filter(kind=DecisionKind.RETURN, review__state=ReviewState.RETURNED)
        .select_related("review__round", "review__plan")
        .order_by("at", "pk")
    )
    return {decision.review_id: decision for decision in decisions}


def _together(
    asked: dict[User, list[Owed]], deputies: dict[User, list[Owed]]
) -> dict[User, list[Owed]]:
    people = asked.keys() | deputies.keys()
    return {person: [*asked.get(person, []), *deputies.get(person, [])] for person in people}
