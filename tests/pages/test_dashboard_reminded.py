"""How often people were reminded of an answer that has not come."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.models import (
    ActionPlan,
    AttemptPhase,
    Rating,
    Reminder,
    ReminderAttempt,
    ReminderState,
    Review,
    ReviewAnswer,
    Stage,
    Via,
)
from actionplans.queries.positions import positions
from smp_portal.pages.dashboard.finding import ruled, subjects
from tests.factories import ReviewFactory, ReviewRoundFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 10, 20, 8, 30, tzinfo=UTC)
BOARD = date(2022, 7, 7)
JULY = datetime(2022, 7, 1, 8, tzinfo=UTC)
OCTOBER = datetime(2022, 10, 3, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _thursday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def review() -> Review:
    """What was due on 10 October and has not come."""
    asked: Review = ReviewFactory.create(round=ReviewRoundFactory.create(opened_at=OCTOBER))
    return asked


def mailed(
    review: Review,
    at: datetime,
    *,
    stage: Stage = Stage.OVERDUE,
    kind: str = "review",
    phase: AttemptPhase = AttemptPhase.ACCEPTED,
) -> None:
    mail = Reminder.objects.create(
        round=review.round,
        recipient=UserFactory.create(),
        stage=stage,
        state=ReminderState.SENT,
        due_at=at,
        sent_at=at,
        listed=[{"kind": kind, "pk": review.pk, "plan": review.plan_id, "title": "Roads"}],
    )
    ReminderAttempt.objects.create(reminder=mail, number=1, phase=phase, at=at)


def answered(plan: ActionPlan, at: datetime) -> None:
    spring = ReviewRoundFactory.create(
        title="April to June 2022",
        period_start=date(2022, 4, 1),
        period_end=date(2022, 6, 30),
        opens_on=date(2022, 7, 1),
        due_on=date(2022, 7, 8),
        papers_on=None,
        opened_at=JULY,
    )
    ReviewAnswer.objects.create(
        review=ReviewFactory.create(round=spring, plan=plan),
        rating=Rating.GREEN,
        by=UserFactory.create(),
        via=Via.LINK,
        at=at,
    )


def note() -> str:
    found = positions(ActionPlan.objects.all(), now=NOW, with_words=False)
    (one,) = ruled(subjects(found, {}, since=BOARD, now=NOW))
    (matter,) = one.matters
    return matter.found.note


def test_reminders_count_from_the_day_on_which_a_plan_was_first_asked(review: Review) -> None:
    for days in (0, 7, 8):
        mailed(review, OCTOBER + timedelta(days=days))
    assert note() == "Reminded three times"


def test_reminders_count_from_the_day_after_the_last_answer(review: Review) -> None:
    given = datetime(2022, 7, 6, 10, tzinfo=UTC)
    answered(review.plan, given)
    mailed(review, given - timedelta(days=5))
    mailed(review, given + timedelta(hours=3))
    assert note() == "Was on track in July"
    mailed(review, given + timedelta(days=1))
    assert note() == "Was on track in July. Reminded once"


def test_reminders_of_one_day_count_once(review: Review) -> None:
    mailed(review, OCTOBER + timedelta(days=8, hours=1))
    mailed(review, OCTOBER + timedelta(days=8, hours=6))
    assert note() == "Reminded once"


@pytest.mark.parametrize(
    "more",
    [
        {"stage": Stage.ESCALATED},
        {"kind": "action"},
        {"phase": AttemptPhase.RECIPIENT},
    ],
)
def test_reminders_leave_out_mail_that_asked_nobody_for_the_answer(
    review: Review, more: dict[str, object]
) -> None:
    mailed(review, OCTOBER + timedelta(days=8), **more)  # type: ignore[arg-type]
    assert note() == ""


def test_reminders_of_later_are_not_known_yet(review: Review) -> None:
    mailed(review, NOW + timedelta(hours=1))
    assert note() == ""


def test_reminders_are_not_read_where_every_answer_came(review: Review) -> None:
    answered(review.plan, NOW - timedelta(days=1))
    ReviewAnswer.objects.create(
        review=review, rating=Rating.GREEN, by=UserFactory.create(), via=Via.LINK, at=OCTOBER
    )
    found = positions(ActionPlan.objects.all(), now=NOW, with_words=False)
    with CaptureQueriesContext(connection) as asked:
        subjects(found, {}, since=BOARD, now=NOW)
    assert len(asked) == 0
