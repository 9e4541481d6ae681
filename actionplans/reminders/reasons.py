"""Why a mail is not needed any more, in the words of the mail record."""

from datetime import date, datetime

from django.utils import timezone

from actionplans.models import PlanEvent, Reminder, Review, ReviewState, Stage
from actionplans.queries.handovers import newest_handovers
from actionplans.queries.owed import Owed
from actionplans.reminders.outlook import Outlook
from actionplans.reminders.stages import passed_stages
from actionplans.services.changes import in_history
from actionplans.services.round_changes import cancelled_words
from partners.models import Absence
from smp_portal.foundation.words import date_and_time, joined, long_date


def why_not(reminder: Reminder, outlook: Outlook, *, now: datetime) -> str:
    """The first reason that fits, from the person over the round to what is owed."""
    person = reminder.recipient
    if not person.is_active:
        return f"{person} is not active any more."
    away = _away_words(reminder, on=timezone.localdate(now))
    if away:
        return away
    if reminder.stage == Stage.DIGEST:
        return "Nothing needs the team any more, or its morning is over."
    return _why_not_by_stage(reminder, outlook, now=now)


def _away_words(reminder: Reminder, *, on: date) -> str:
    absence = (
        Absence.objects.on(on).filter(user=reminder.recipient).select_related("deputy").first()
    )
    if absence is None:
        return ""
    away = f"{reminder.recipient} is away until {long_date(absence.ends_on)}"
    if reminder.stage in {Stage.ESCALATED, Stage.DIGEST}:
        return f"{away}; the officers who are there are told."
    return f"{away}; {absence.deputy} is asked instead." if absence.deputy.is_active else ""


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
    given = _given_away(reminder)
    if given:
        return given
    own = Review.objects.filter(round=reminder.round_id, plan__owner=reminder.recipient_id)
    if own.exists() and not own.owed().exists():
        return "Everything that this person owed is answered."
    return "Nothing is owed any more: it was answered, given to somebody else or closed."


def _given_away(reminder: Reminder) -> str:
    """Where what this person was asked for has gone to somebody else since: to whom."""
    since = reminder.round.opened_at or reminder.due_at
    plans = list(reminder.round.reviews.values_list("plan", flat=True))
    events = newest_handovers(since=since, plans=plans)
    was = in_history(reminder.recipient)
    given = [event for event in events.values() if event.old == was and event.new]
    if not given:
        return ""
    what = joined(sorted({_named(event) for event in given}))
    return f"Given to somebody else: {what}."


def _named(event: PlanEvent) -> str:
    if event.plan.is_restricted:
        return f"a restricted plan to {event.new}"
    return f"{event.action or event.plan} to {event.new}"
