"""Who should have had which mail by now: the one truth for the planner and for the look before sending."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from actionplans.models import (
    DecisionKind,
    FrameworkSettings,
    Reminder,
    ReviewDecision,
    ReviewRound,
    ReviewState,
    Stage,
)
from actionplans.queries.not_in import NotIn, not_in
from actionplans.queries.officers import officers_to_tell
from actionplans.queries.owed import Owed, people_asked
from actionplans.reminders.asked_now import for_asked_now
from actionplans.reminders.newly_asked import for_newly_asked
from actionplans.reminders.stages import next_sending_time, passed_stages, stage_times
from actionplans.reminders.stand_ins import for_stand_ins
from actionplans.reminders.wanted import Key, Scope, Times, Wanted, key_of
from partners.models import Absence, Role, User


@dataclass(frozen=True)
class Outlook:
    """What should be with whom, what each person is asked, and what officers are told is not in.

    Narrowed to some people it holds their part alone, and what is not in for officers only.
    """

    wanted: dict[Key, Wanted]
    times: Times
    asked: dict[User, list[Owed]]
    not_in: list[NotIn]
    returned: dict[int, ReviewDecision]
    rules: FrameworkSettings

    def wants(self, reminder: Reminder) -> bool:
        """Whether this mail is still true."""
        return key_of(reminder) in self.wanted


def look(*, now: datetime, only: Collection[User] | None = None) -> Outlook:
    """Read who owes what, and say who should have heard of it by now: everybody, or these people.

    Their outlook comes about in the same way, from the rows that concern them.
    """
    only = None if only is None else frozenset(only)
    rules = FrameworkSettings.load()
    rounds = list(ReviewRound.objects.open_now())
    times = {round_.pk: stage_times(round_, rules) for round_ in rounds}
    asked = people_asked(on=timezone.localdate(now), only=only)
    late = [round_ for round_ in rounds if times[round_.pk][Stage.ESCALATED] <= now]
    missing = _missing(late, asked, only, now=now)
    deputies = _deputies(asked, times, now=now)
    returned = _newest_returns(asked)
    scope = Scope(only, asked)
    wanted = [
        *_for_people(asked, times, now=now),
        *_for_deputies(deputies, asked, times),
        *_for_officers(missing, times, now=now),
        *_for_returned(asked, returned, rules, now=now),
        *for_newly_asked(scope, rounds, times, returned, rules, now=now),
        *for_stand_ins(scope, times, rules, now=now),
        *for_asked_now(scope, times, rules, now=now),
    ]
    return Outlook(
        wanted={item.key: item for item in wanted if scope.has(item.recipient)},
        times=times,
        asked={
            person: items
            for person, items in _together(asked, deputies).items()
            if scope.has(person)
        },
        not_in=missing,
        returned=returned,
        rules=rules,
    )


def _missing(
    late: list[ReviewRound],
    asked: dict[User, list[Owed]],
    only: Collection[User] | None,
    *,
    now: datetime,
) -> list[NotIn]:
    if only is None or not late:
        return not_in(late, asked)
    # Officers hear of what everybody owes, so there is nothing to narrow for them; they are few.
    on = timezone.localdate(now)
    officers = [person for person in only if person.role == Role.OFFICER]
    is_told = bool(officers) and any(person in officers for person in officers_to_tell(on=on))
    return not_in(late, people_asked(on=on)) if is_told else []


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
    """What the deputies of late plans are asked beside their owners, unless they are away themselves."""
    found: dict[User, list[Owed]] = defaultdict(list)
    for person, items in asked.items():
        for owed in items:
            deputy = owed.plan.deputy if owed.action is None else None
            overdue = times.get(owed.round.pk, {}).get(Stage.OVERDUE)
            if deputy is None or overdue is None or overdue > now:
                continue
            if deputy.is_active and deputy.pk != person.pk:
                found[deputy].append(owed)
    away = Absence.objects.on(timezone.localdate(now)).filter(deputy__is_active=True)
    gone = set(away.filter(user__in=found).values_list("user", flat=True)) if found else set()
    return {deputy: items for deputy, items in found.items() if deputy.pk not in gone}


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


def _for_officers(missing: list[NotIn], times: Times, *, now: datetime) -> list[Wanted]:
    rounds = {item.round for item in missing}
    if not rounds:
        return []
    return [
        Wanted(round_, officer, Stage.ESCALATED, times[round_.pk][Stage.ESCALATED])
        for officer in officers_to_tell(on=timezone.localdate(now))
        for round_ in rounds
    ]


def _for_returned(
    asked: dict[User, list[Owed]],
    returned: dict[int, ReviewDecision],
    rules: FrameworkSettings,
    *,
    now: datetime,
) -> list[Wanted]:
    person_of = {
        owed.review.pk: person
        for person, items in asked.items()
        for owed in items
        if owed.action is None
    }
    wanted = []
    for review_pk, decision in returned.items():
        due_at = next_sending_time(decision.at, rules)
        person = person_of.get(review_pk)
        if person is not None and due_at <= now:
            round_ = decision.review.round
            wanted.append(Wanted(round_, person, Stage.RETURNED, due_at, decision=decision))
    return wanted


def _newest_returns(asked: dict[User, list[Owed]]) -> dict[int, ReviewDecision]:
    """For each review that went back to its owner, the decision that says why."""
    reviews = [owed.review for items in asked.values() for owed in items if owed.action is None]
    returned = [review.pk for review in reviews if review.state == ReviewState.RETURNED]
    if not returned:
        return {}
    decisions = (
        ReviewDecision.objects.filter(kind=DecisionKind.RETURN, review__in=returned)
        .select_related("review__round", "review__plan")
        .order_by("at", "pk")
    )
    return {decision.review_id: decision for decision in decisions}


def _together(
    asked: dict[User, list[Owed]], deputies: dict[User, list[Owed]]
) -> dict[User, list[Owed]]:
    people = asked.keys() | deputies.keys()
    return {person: [*asked.get(person, []), *deputies.get(person, [])] for person in people}
