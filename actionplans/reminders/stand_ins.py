"""Deputies who had a stage's mail before somebody went away, and have to hear of what they are asked since."""

from collections import defaultdict
from datetime import date, datetime

from django.utils import timezone

from actionplans.models import FrameworkSettings, Reminder, Stage
from actionplans.queries.owed import Owed
from actionplans.reminders.stages import next_sending_time, passed_stages
from actionplans.reminders.told import told_in_this_stage
from actionplans.reminders.wanted import Scope, Times, Wanted
from partners.models import Absence, User

Thing = tuple[str, int]


def for_stand_ins(
    scope: Scope, times: Times, rules: FrameworkSettings, *, now: datetime
) -> list[Wanted]:
    """One mail for each absence and round in which the deputy's mail of the stage did not name this."""
    due_at = next_sending_time(now, rules)
    instead = [
        (deputy, owed)
        for deputy, items in scope.asked.items()
        for owed in items
        if owed.owner != deputy and due_at <= now
    ]
    days = _first_days(on=timezone.localdate(now)) if instead else {}
    instead = [(deputy, owed) for deputy, owed in instead if owed.owner.pk in days]
    told = told_in_this_stage(times, only=scope.only, now=now) if instead else {}
    named = _named({deputy for deputy, _ in instead}, times, now=now) if told else {}
    wanted = [
        Wanted(
            owed.round,
            deputy,
            Stage.STANDS_IN,
            due_at,
            stands_in_for=owed.owner,
            day=days[owed.owner.pk],
        )
        for deputy, owed in instead
        if (owed.round.pk, deputy.pk) in told
        and _thing(owed) not in named[owed.round.pk, deputy.pk]
    ]
    return list({mail.key: mail for mail in wanted}.values())


def _first_days(*, on: date) -> dict[int, date]:
    running = Absence.objects.on(on).filter(deputy__is_active=True)
    return dict(running.values_list("user", "starts_on"))


def _named(
    deputies: set[User], times: Times, *, now: datetime
) -> dict[tuple[int, int], set[Thing]]:
    """What mails have named since the stage began that a round is in, by round and recipient."""
    since = {
        pk: of_round[passed[-1]]
        for pk, of_round in times.items()
        if (passed := passed_stages(of_round, now=now))
    }
    named: dict[tuple[int, int], set[Thing]] = defaultdict(set)
    mails = Reminder.objects.filter(recipient__in=deputies, sent_at__gte=min(since.values()))
    for deputy, sent_at, listed in mails.values_list("recipient", "sent_at", "listed"):
        for pk, began in since.items():
            if sent_at is not None and sent_at >= began:
                named[pk, deputy] |= {(item["kind"], item["pk"]) for item in listed}
    return named


def _thing(owed: Owed) -> Thing:
    """A thing owed as the mails list it."""
    return ("action", owed.action.pk) if owed.action else ("review", owed.review.pk)
