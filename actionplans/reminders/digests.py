"""The morning digest: on working days each officer is told what needs the team, if anything does."""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from actionplans.digest import Known, digest_of, key_of_row
from actionplans.models import FrameworkSettings, Reminder, ReviewRound, Stage
from actionplans.queries.officers import officers_to_tell
from actionplans.queries.officers_work import OfficersWork, read_officers_work
from actionplans.reminders.stages import may_send
from partners.models import Role, User
from smp_portal.foundation.working_days import at_hour, working_day_from

# It is a morning's mail: a worker that comes later leaves the rest to the next morning.
_CAUGHT_UP_FOR = timedelta(hours=3)


def plan_digests(*, now: datetime) -> int:
    """Write down this morning's digest for each officer, once a day; says how many were added."""
    due_at = _this_morning(now)
    officers = _officers_without_one(now) if due_at else []
    work = _work(due_at) if due_at and officers else None
    if due_at is None or work is None:
        return 0
    digests = [
        Reminder(
            round=work.round,
            recipient=officer,
            stage=Stage.DIGEST,
            day=timezone.localdate(now),
            due_at=due_at,
        )
        for officer in officers
        if _is_worth_a_mail(work, officer, on=timezone.localdate(now))
    ]
    # Two planners at once make the same rows: the second one's are passed over.
    Reminder.objects.bulk_create(digests, ignore_conflicts=True)
    return len(digests)


def _is_worth_a_mail(work: OfficersWork, officer: User, *, on: date) -> bool:
    """Whether there is something that the officer was not told of before, or a week begins."""
    monday = on - timedelta(days=on.weekday())
    return working_day_from(monday) == on or digest_of(work, on=on, known=known_to(officer)).new > 0


def work_this_morning(*, now: datetime) -> OfficersWork | None:
    """What needs the team of what came in before the working day began; None where nothing does."""
    due_at = _this_morning(now)
    return _work(due_at) if due_at else None


def hears_of_the_work(reminder: Reminder, *, now: datetime) -> bool:
    """Whether its recipient is an officer still, and the digest that it is or covers is this morning's."""
    today, person = timezone.localdate(now), reminder.recipient
    if person.role != Role.OFFICER or reminder.day not in {None, today}:
        return False
    return person in officers_to_tell(on=today)


def known_to(officer: User) -> Known:
    """What an officer's last digest told them of, in a mail of its own or in one that covered it."""
    mails = Reminder.objects.filter(recipient=officer, sent_at__isnull=False)
    digests = mails.filter(Q(stage=Stage.DIGEST) | Q(covers__stage=Stage.DIGEST))
    last = digests.order_by("-sent_at").first()
    return frozenset(map(key_of_row, last.listed)) if last else frozenset()


def _work(due_at: datetime) -> OfficersWork | None:
    round_ = ReviewRound.objects.current()
    work = read_officers_work(round_, before=due_at) if round_ else None
    return work if work and work.number else None


def _officers_without_one(now: datetime) -> list[User]:
    today = timezone.localdate(now)
    todays = Reminder.objects.filter(stage=Stage.DIGEST, day=today)
    told = set(todays.values_list("recipient", flat=True))
    return [officer for officer in officers_to_tell(on=today) if officer.pk not in told]


def _this_morning(now: datetime) -> datetime | None:
    """When today's digest falls due, as long as it is its morning."""
    rules = FrameworkSettings.load()
    due_at = at_hour(timezone.localdate(now), rules.send_hour)
    return due_at if may_send(now, rules) and now < due_at + _CAUGHT_UP_FOR else None
