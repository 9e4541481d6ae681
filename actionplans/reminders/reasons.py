"""Why a mail is not needed any more, in the words of the mail record."""

from datetime import date, datetime

from django.utils import timezone

from actionplans.models import Reminder, Review, ReviewState, Stage
from actionplans.queries.owed import Owed
from actionplans.reminders.outlook import Outlook
from actionplans.reminders.stages import passed_stages
from actionplans.services.round_changes import cancelled_words
from partners.models import Absence
from smp_portal.foundation.words import date_and_time, long_date


def why_not(reminder: Reminder, outlook: Outlook, *, now: datetime) -> str:
    """The first reason that fits, from the person over the round to what is owed."""
    person = reminder.recipient
    if not person.is_active:
        return f"{person} is not active any more."
    if reminder.stage == Stage.DIGEST:
        return "Nothing needs the team any more, or its morning is over."
    away = Absence.objects.on(timezone.localdate(now)).filter(user=person, deputy__is_active=True)
    absence = away.select_related("deputy").first()
    if absence is not None:
        return f"{person} is away until {long_date(absence.ends_on)}; {absence.deputy} is asked instead."
    return _why_not_by_stage(reminder, outlook, now=now)


def _why_not_by_stage(reminder: Reminder, outlook: Outlook, *, now: datetime) -> str:
    if reminder.round.cancelled_at is not None:
        return cancelled_words(reminder.round)
    if reminder.stage == Stage.RETURNED:
        return _why_not_returned(reminder)
    if reminder.stage == Stage.STANDS_IN and not _stands_in(reminder, on=timezone.localdate(now)):
        return f"{reminder.recipient} does not stand in for {reminder.stands_in_for} any more."
    if reminder.stage in {Stage.GIVEN, Stage.ASKED, Stage.STANDS_IN}:
        return _answered_or_passed_on(reminder)
    return _why_not_in_round(reminder, outlook, now=now)


def _stands_in(reminder: Reminder, *, on: date) -> bool:
    running = Absence.objects.on(on).filter(deputy=reminder.recipient_id)
    return running.filter(user=reminder.stands_in_for_id).exists()


def _why_not_returned(reminder: Reminder) -> str:
    review = Review.objects.get(decisions=reminder.original.decision_id)
    if review.state != ReviewState.RETURNED:
        return "The review was answered again."
    return "Somebody else is asked now, or the plan was closed."


def _why_not_in_round(reminder: Reminder, outlook: Outlook, *, now: datetime) -> str:
    times = outlook.times.get(reminder.round_id)
    if times is None:
        return "The round is over."
    stage = Stage(reminder.stage)
    if times[stage] > now:
        return f"The round’s date moved: this falls due on {date_and_time(times[stage])}."
    if stage == Stage.ESCALATED:
        return "Everything is in, or this person is not an officer any more."
    still_asked = any(owed.round.pk == reminder.round_id for owed in _asked(reminder, outlook))
    if still_asked and passed_stages(times, now=now)[-1] != stage:
        return "A later mail takes its place."
    return _answered_or_passed_on(reminder)


def _asked(reminder: Reminder, outlook: Outlook) -> list[Owed]:
    return outlook.asked.get(reminder.recipient, [])


def _answered_or_passed_on(reminder: Reminder) -> str:
    own = Review.objects.filter(round=reminder.round_id, plan__owner=reminder.recipient_id)
    if own.exists() and not own.owed().exists():
        return "Everything that this person owed is answered."
    return "Nothing is owed any more: it was answered, given to somebody else or closed."
