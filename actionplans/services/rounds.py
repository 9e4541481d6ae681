"""Reporting rounds: made a year ahead, opened when their day has come."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from actionplans.models import (
    ActionPlan,
    FrameworkSettings,
    PlanStatus,
    Review,
    ReviewRound,
    ReviewState,
)
from actionplans.quarters import Quarter, quarter_of, year_from
from partners.models import Meeting
from smp_portal.foundation.working_days import add_working_days, working_day_from


def open_due_rounds(*, now: datetime) -> int:
    """Open the rounds whose day has come and ask about plans begun since; says how many were opened.

    It may run twice at once, and as often as one likes.
    """
    today = timezone.localdate(now)
    opened = [_open_round(round_, now=now) for round_ in ReviewRound.objects.to_open(on=today)]
    _ask_about_new_plans(now=now)
    _close_ended_plans()
    return sum(opened)


def propose_rounds(*, first: Quarter) -> list[ReviewRound]:
    """The rounds of four quarters in a row by the framework's rules, not yet saved."""
    rules = FrameworkSettings.load()
    return [_round_of(quarter, rules) for quarter in year_from(first)]


def make_rounds(*, first: Quarter) -> list[ReviewRound]:
    """Make the rounds of four quarters in a row, leaving alone those that exist."""
    made = []
    for proposed in propose_rounds(first=first):
        round_, is_new = ReviewRound.objects.regular().get_or_create(
            period_start=proposed.period_start,
            period_end=proposed.period_end,
            defaults={
                "title": proposed.title,
                "opens_on": proposed.opens_on,
                "due_on": proposed.due_on,
                "papers_on": proposed.papers_on,
                "meeting": proposed.meeting,
            },
        )
        made += [round_] if is_new else []
    return made


def next_quarter_without_round(*, on: date) -> Quarter:
    """The quarter after the last regular round, or today's where there is none yet."""
    last = ReviewRound.objects.regular().order_by("-period_end").first()
    return quarter_of(last.period_end).next() if last else quarter_of(on)


def _open_round(round_: ReviewRound, *, now: datetime) -> bool:
    # The claim and the reviews are one transaction: a second opener waits, then finds it taken, or
    # cancelled by an officer.
    with transaction.atomic():
        rows = ReviewRound.objects.standing().filter(pk=round_.pk, opened_at=None)
        if not rows.update(opened_at=now):
            return False
        if round_.is_extra:
            _ask_about(round_, round_.plans.active(), now=now)
        else:
            _close_earlier(round_)
            _ask_all(round_, now=now)
    return True


def _close_earlier(round_: ReviewRound) -> None:
    earlier = ReviewRound.objects.over_by(round_)
    # The rounds are named one by one: the UPDATE then looks at each review's own state again
    # after waiting for its row, so an answer that comes in just now is not called missed.
    numbers = list(earlier.values_list("pk", flat=True))
    unanswered = Review.objects.filter(round__in=numbers, state=ReviewState.AWAITED)
    unanswered.update(state=ReviewState.MISSED)


def _close_ended_plans() -> None:
    awaited = Review.objects.filter(state=ReviewState.AWAITED)
    ended = list(awaited.filter(plan__status=PlanStatus.CLOSED).values_list("pk", flat=True))
    if ended:
        awaited.filter(pk__in=ended).update(state=ReviewState.MISSED)


def _ask_all(round_: ReviewRound, *, now: datetime) -> None:
    covered = ActionPlan.objects.active().covering(start=round_.period_start, end=round_.period_end)
    _ask_about(round_, covered, now=now)


def _ask_about(round_: ReviewRound, plans: QuerySet[ActionPlan], *, now: datetime) -> None:
    new = plans.exclude(reviews__round=round_)
    reviews = [Review(round=round_, plan=plan, asked_at=now) for plan in new]
    if reviews:
        Review.objects.bulk_create(reviews, ignore_conflicts=True)


def _ask_about_new_plans(*, now: datetime) -> None:
    current = ReviewRound.objects.current()
    if current is None:
        return
    if timezone.localdate(now) <= (current.papers_on or current.due_on):
        _ask_all(current, now=now)


def _round_of(quarter: Quarter, rules: FrameworkSettings) -> ReviewRound:
    opens_on = working_day_from(quarter.ends_on + timedelta(days=1))
    due_on = add_working_days(opens_on, rules.answer_days)
    meeting = _meeting_after(due_on, until=quarter.next().ends_on)
    return ReviewRound(
        title=quarter.title,
        period_start=quarter.starts_on,
        period_end=quarter.ends_on,
        opens_on=opens_on,
        due_on=due_on,
        papers_on=meeting.papers_on if meeting else None,
        meeting=meeting,
    )


def _meeting_after(due_on: date, *, until: date) -> Meeting | None:
    """The board's meeting that can still read the answers, before the next round is asked."""
    meetings = Meeting.objects.of_the_board().filter(papers_on__gte=due_on, held_on__lte=until)
    return meetings.order_by("held_on").first()
