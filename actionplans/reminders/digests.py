"""The morning digest: on working days each officer is told what needs the team, if anything does."""

from datetime import datetime, timedelta

from django.utils import timezone

from actionplans.models import FrameworkSettings, Reminder, ReviewRound, Stage
from actionplans.queries.officers_work import OfficersWork, read_officers_work
from actionplans.reminders.stages import may_send
from partners.models import Role, User
from smp_portal.foundation.working_days import at_hour

# It is a morning's mail: a worker that comes later leaves the rest to the next morning.
_CAUGHT_UP_FOR = timedelta(hours=3)


def plan_digests(*, now: datetime) -> int:
    """Write down this morning's digest for each officer, once a day; says how many were added."""
    officers = list(_officers_without_one(now))
    work = work_this_morning(now=now) if officers else None
    if work is None:
        return 0
    due_at = _due_at(now)
    digests = [
        Reminder(
            round=work.round,
            recipient=officer,
            stage=Stage.DIGEST,
            day=timezone.localdate(now),
            due_at=due_at,
        )
        for officer in officers
    ]
    # Two planners at once make the same rows: the second one's are passed over.
    Reminder.objects.bulk_create(digests, ignore_conflicts=True)
    return len(digests)


def work_this_morning(*, now: datetime) -> OfficersWork | None:
    """What needs the team of what came in before the working day began; None where nothing does."""
    round_ = ReviewRound.objects.current()
    if round_ is None or not _is_morning(now):
        return None
    work = read_officers_work(round_, before=_due_at(now))
    return work if work.number else None


def hears_of_the_work(reminder: Reminder, *, now: datetime) -> bool:
    """Whether its recipient is an officer still, and the digest that it is or covers is this morning's."""
    person = reminder.recipient
    if not person.is_active or person.role != Role.OFFICER:
        return False
    return reminder.day in {None, timezone.localdate(now)}


def _officers_without_one(now: datetime) -> list[User]:
    if not _is_morning(now):
        return []
    todays = Reminder.objects.filter(stage=Stage.DIGEST, day=timezone.localdate(now))
    return list(User.objects.active().officers().exclude(pk__in=todays.values("recipient")))


def _is_morning(now: datetime) -> bool:
    due_at = _due_at(now)
    return may_send(now, FrameworkSettings.load()) and now < due_at + _CAUGHT_UP_FOR


def _due_at(now: datetime) -> datetime:
    return at_hour(timezone.localdate(now), FrameworkSettings.load().send_hour)
