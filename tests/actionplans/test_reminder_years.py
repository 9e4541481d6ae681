"""Three years of looks at the clock: each stage once, in the first minutes after nine, on working days only."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from actionplans.models import (
    DecisionKind,
    FrameworkSettings,
    Rating,
    Reminder,
    ReminderState,
    Review,
    ReviewRound,
    Stage,
    Via,
)
from actionplans.quarters import quarter_of
from actionplans.reminders.stages import may_send, stage_times
from actionplans.reminders.tick import run_tick
from actionplans.services.given import AnswerGiven
from actionplans.services.reviews import answer_review, decide_review
from actionplans.services.rounds import make_rounds
from partners.models import User
from tests.factories import ActionPlanFactory, UserFactory, officer

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2021, 1, 1), date(2023, 12, 31)
A_DAY = timedelta(days=1)
CLOCKS_CHANGE = [
    date(2021, 3, 28),
    date(2021, 10, 31),
    date(2022, 3, 27),
    date(2022, 10, 30),
    date(2023, 3, 26),
    date(2023, 10, 29),
]
# As the government announced them, the Queen's funeral and the coronation among them.
BANK_HOLIDAYS = {
    2021: [(1, 1), (4, 2), (4, 5), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)],
    2022: [(1, 3), (4, 15), (4, 18), (5, 2), (6, 2), (6, 3), (8, 29), (9, 19), (12, 26), (12, 27)],
    2023: [(1, 2), (4, 7), (4, 10), (5, 1), (5, 8), (5, 29), (8, 28), (12, 25), (12, 26)],
}
CLOSED = {date(year, *day) for year, days in BANK_HOLIDAYS.items() for day in days}

QUICK, WHEN_REMINDED, NEVER = range(3)
HEARD = {
    QUICK: [Stage.OPENED],
    WHEN_REMINDED: [Stage.OPENED, Stage.DUE],
    NEVER: [Stage.OPENED, Stage.DUE, Stage.OVERDUE],
}


def is_open(day: date) -> bool:
    return day.weekday() < 5 and day not in CLOSED


def count_days(day: date, number: int) -> date:
    """Working days counted by hand, one at a time."""
    step = A_DAY if number > 0 else -A_DAY
    while number:
        day += step
        number -= (number > 0) - (number < 0) if is_open(day) else 0
    return day


def days_of(round_: ReviewRound) -> dict[Stage, date]:
    """The day of each stage by the framework's first rules: three before, five and ten after."""
    return {
        Stage.OPENED: round_.opens_on,
        Stage.DUE: count_days(round_.due_on, -3),
        Stage.OVERDUE: count_days(round_.due_on, 5),
        Stage.ESCALATED: count_days(round_.due_on, 10),
    }


def every_day() -> Iterator[date]:
    for number in range((LAST - FIRST).days + 1):
        yield FIRST + A_DAY * number


def test_mail_goes_out_in_office_hours_of_three_years_and_at_no_other() -> None:
    rules = FrameworkSettings()
    for day in every_day():
        for hour in range(24):
            moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
            here = timezone.localtime(moment)
            wanted = is_open(here.date()) and 9 <= here.hour < 18
            assert may_send(moment, rules) == wanted, here


@pytest.fixture
def rounds() -> list[ReviewRound]:
    """Twelve rounds in a row, the first of them opened in January 2021."""
    for year in (2020, 2021, 2022):
        make_rounds(first=quarter_of(date(year, 10, 1)))
    return list(ReviewRound.objects.order_by("period_start"))


@pytest.fixture
def owners(rounds: list[ReviewRound]) -> list[User]:
    """The owners of three plans that run all the time, each with a deputy."""
    dates = {"starts_on": date(2020, 4, 1), "ends_on": date(2024, 3, 31)}
    plans = ActionPlanFactory.create_batch(3, **dates)
    for plan in plans:
        plan.deputy = UserFactory.create()
        plan.save()
    return [plan.owner for plan in plans if plan.owner]


def manner_of(owners: list[User], person: User, number: int) -> int:
    """How somebody answers in a round: one after the other each is quick, waits, or is silent."""
    return (owners.index(person) + number) % 3


def moments(rounds: list[ReviewRound]) -> Iterator[datetime]:
    """Each day at nine; every hour while clocks change; the hours around nine where a stage falls due."""
    changes = {day + A_DAY * step for day in CLOCKS_CHANGE for step in (-1, 0, 1)}
    stages = {day for round_ in rounds for day in days_of(round_).values()}
    for day in every_day():
        nine = timezone.localtime(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
        nine = nine.replace(hour=9, minute=3).astimezone(UTC)
        hours = range(-9, 15) if day in changes else range(-3, 3) if day in stages else (0,)
        yield from (nine + timedelta(hours=hour) for hour in hours)


def answers(reminder: Reminder, *, moment: datetime, by: User) -> None:
    """What an owner does who has just read a mail, and the officer who reads the answer."""
    review = Review.objects.get(round=reminder.round, plan__owner=reminder.recipient)
    given = AnswerGiven(rating=Rating.GREEN, narrative="All is well.")
    person, moment = reminder.recipient, moment + timedelta(minutes=30)
    answer = answer_review(
        review=review, given=given, by=person, on_behalf_of=None, via=Via.LINK, now=moment
    )
    decide_review(review=review, answer=answer, kind=DecisionKind.ACCEPT, by=by, now=moment)


def test_three_years_tell_everybody_each_stage_once_at_nine(
    rounds: list[ReviewRound], owners: list[User]
) -> None:
    helen = officer()
    number_of = {round_.pk: number for number, round_ in enumerate(rounds)}
    last_words = {QUICK: Stage.OPENED, WHEN_REMINDED: Stage.DUE}
    for moment in moments(rounds):
        if not run_tick(now=moment).sent:
            continue
        for reminder in Reminder.objects.filter(sent_at=moment, recipient__in=owners):
            manner = manner_of(owners, reminder.recipient, number_of[reminder.round_id])
            if last_words.get(manner) == reminder.stage:
                answers(reminder, moment=moment, by=helen)

    sent = list(Reminder.objects.filter(state=ReminderState.SENT))
    for reminder in sent:
        assert reminder.sent_at is not None
        here = timezone.localtime(reminder.sent_at)
        assert is_open(here.date()), here
        assert (here.hour, here.minute < 5) == (9, True), here
    assert len(mail.outbox) == len(sent)
    told = {
        (number_of[row.round_id], row.recipient_id, row.stage, timezone.localdate(row.sent_at))
        for row in sent
        if row.stage != Stage.DIGEST
    }
    assert told == expected(rounds, owners, helen)
    assert len(told) == sum(row.stage != Stage.DIGEST for row in sent) == 96
    digests = [timezone.localdate(row.sent_at) for row in sent if row.stage == Stage.DIGEST]
    assert len(digests) == len(set(digests))


def expected(
    rounds: list[ReviewRound], owners: list[User], helen: User
) -> set[tuple[int, int, str, date]]:
    """Who should have heard what on which day, worked out from the owners' manners alone."""
    found: set[tuple[int, int, str, date]] = set()
    for number, round_ in enumerate(rounds):
        days = days_of(round_)
        for owner in owners:
            heard = HEARD[manner_of(owners, owner, number)]
            found |= {(number, owner.pk, stage, days[stage]) for stage in heard}
            if Stage.OVERDUE in heard:
                deputy = owner.plans_owned.get().deputy
                assert deputy is not None
                found.add((number, deputy.pk, Stage.OVERDUE, days[Stage.OVERDUE]))
        # One of three is silent in every round.
        found.add((number, helen.pk, Stage.ESCALATED, days[Stage.ESCALATED]))
    return found


def test_stages_of_three_years_fall_due_at_nine_on_the_days_counted_by_hand(
    rounds: list[ReviewRound],
) -> None:
    rules = FrameworkSettings()
    for round_ in rounds:
        here = {
            stage: timezone.localtime(moment)
            for stage, moment in stage_times(round_, rules).items()
        }
        assert {stage: moment.date() for stage, moment in here.items()} == days_of(round_)
        assert {(moment.hour, moment.minute) for moment in here.values()} == {(9, 0)}
