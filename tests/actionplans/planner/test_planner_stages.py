"""Which mails are written down: by window, once a stage, for whoever is asked at that moment."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.models import (
    PlanStatus,
    Reminder,
    ReminderState,
    Review,
    ReviewRound,
    ReviewState,
    Stage,
)
from actionplans.reminders.planner import plan_reminders
from smp_portal.foundation.working_days import LONDON
from tests.actionplans.planner.planned import SKIPPED, SUPERSEDED, P, rows
from tests.actionplans.reminding import at, owner_of
from tests.factories import (
    AbsenceFactory,
    ActionFactory,
    ActionPlanFactory,
    ReviewFactory,
    ReviewRoundFactory,
    UserFactory,
    administrator,
    officer,
)

pytestmark = pytest.mark.django_db


def test_plan_before_the_hour_writes_nothing(review: Review) -> None:
    assert plan_reminders(now=at(3, 8, 59)) == 0
    assert rows() == []


def test_plan_at_nine_asks_the_owner(review: Review) -> None:
    assert plan_reminders(now=at(3)) == 1
    assert rows() == [(owner_of(review), Stage.OPENED, P)]
    assert Reminder.objects.get().due_at == at(3)


def test_plan_again_writes_nothing_new(review: Review) -> None:
    plan_reminders(now=at(3))

    assert plan_reminders(now=at(3, 9, 1)) == 0
    assert rows() == [(owner_of(review), Stage.OPENED, P)]


def test_plan_after_ten_days_off_asks_once_with_the_latest_stage(review: Review) -> None:
    assert plan_reminders(now=at(17)) == 1
    assert rows() == [
        (owner_of(review), Stage.OVERDUE, P),
        (owner_of(review), Stage.OPENED, SUPERSEDED),
        (owner_of(review), Stage.DUE, SUPERSEDED),
    ]
    reasons = Reminder.objects.filter(state=SUPERSEDED).values_list("reason", flat=True)
    assert set(reasons) == {"It fell due before the mail “Overdue”, which says the same and more."}


def test_plan_leaves_out_who_has_answered(review: Review) -> None:
    Review.objects.update(state=ReviewState.ANSWERED)

    assert plan_reminders(now=at(5)) == 0


def test_plan_leaves_out_closed_plans(review: Review) -> None:
    review.plan.status = PlanStatus.CLOSED
    review.plan.save()

    assert plan_reminders(now=at(5)) == 0


def test_plan_leaves_out_rounds_not_opened(review: Review) -> None:
    ReviewRound.objects.update(opened_at=None)

    assert plan_reminders(now=at(5)) == 0


def test_plan_leaves_out_rounds_that_a_newer_one_replaced(review: Review) -> None:
    ReviewRoundFactory.create(
        title="October to December 2022",
        period_start=date(2022, 10, 1),
        period_end=date(2022, 12, 31),
        opens_on=date(2023, 1, 3),
        due_on=date(2023, 1, 10),
        papers_on=None,
        opened_at=datetime(2023, 1, 3, tzinfo=LONDON),
    )

    assert plan_reminders(now=datetime(2023, 1, 3, 9, tzinfo=LONDON)) == 0


def test_plan_asks_the_deputy_of_who_is_away(review: Review) -> None:
    absence = AbsenceFactory.create(user=owner_of(review))

    plan_reminders(now=at(3))

    assert rows() == [(absence.deputy, Stage.OPENED, P)]


def test_plan_asks_who_is_away_when_their_deputy_has_left(review: Review) -> None:
    AbsenceFactory.create(user=owner_of(review), deputy__is_active=False)

    plan_reminders(now=at(3))

    assert rows() == [(owner_of(review), Stage.OPENED, P)]


def test_plan_asks_an_actions_lead_person(review: Review) -> None:
    action = ActionFactory.create(plan=review.plan, lead_person=UserFactory.create())

    plan_reminders(now=at(3))

    assert rows() == [(owner_of(review), Stage.OPENED, P), (action.lead_person, Stage.OPENED, P)]


def test_plan_gives_the_new_owner_the_current_stage(review: Review) -> None:
    plan_reminders(now=at(5))
    Reminder.objects.filter(state=P).update(state=ReminderState.SENT, sent_at=at(5))
    before = owner_of(review)
    review.plan.owner = UserFactory.create()
    review.plan.save()

    assert plan_reminders(now=at(6)) == 1
    assert rows() == [
        (before, Stage.DUE, ReminderState.SENT),
        (before, Stage.OPENED, SUPERSEDED),
        (review.plan.owner, Stage.DUE, P),
        (review.plan.owner, Stage.OPENED, SUPERSEDED),
    ]


def test_plan_overdue_tells_the_plans_deputy_too(review: Review) -> None:
    review.plan.deputy = UserFactory.create()
    review.plan.save()

    plan_reminders(now=at(5))
    assert rows()[0] == (owner_of(review), Stage.DUE, P)
    assert len(rows()) == 2

    assert plan_reminders(now=at(17)) == 2
    assert rows()[2:] == [
        (owner_of(review), Stage.OVERDUE, P),
        (review.plan.deputy, Stage.OVERDUE, P),
    ]


def test_plan_overdue_leaves_out_a_deputy_who_has_left(review: Review) -> None:
    review.plan.deputy = UserFactory.create(is_active=False)
    review.plan.save()

    assert plan_reminders(now=at(17)) == 1


def test_plan_escalates_to_each_active_officer_and_nobody_else(review: Review) -> None:
    helen, other = officer(), officer()
    officer(is_active=False)
    administrator()

    plan_reminders(now=at(24))

    escalated = Reminder.objects.filter(stage=Stage.ESCALATED)
    assert {row.recipient for row in escalated} == {helen, other}
    assert {row.state for row in escalated} == {P}


def test_plan_escalates_plans_that_nobody_can_be_asked_about(autumn: ReviewRound) -> None:
    ReviewFactory.create(round=autumn, plan=ActionPlanFactory.create(owner=None))
    helen = officer()

    plan_reminders(now=at(24))

    assert rows() == [(helen, Stage.ESCALATED, P)]


def test_plan_lets_a_skipped_mail_go_out_when_it_is_owed_again(review: Review) -> None:
    plan_reminders(now=at(5))
    Reminder.objects.filter(state=P).update(state=SKIPPED, reason="Away.")

    assert plan_reminders(now=at(6)) == 1
    current = Reminder.objects.get(stage=Stage.DUE)
    assert (current.state, current.reason) == (P, "")


def test_plan_leaves_a_skipped_mail_of_who_owes_nothing(review: Review) -> None:
    plan_reminders(now=at(5))
    Reminder.objects.filter(state=P).update(state=SKIPPED, reason="Answered.")
    Review.objects.update(state=ReviewState.ANSWERED)

    assert plan_reminders(now=at(6)) == 0
    assert Reminder.objects.get(stage=Stage.DUE).state == SKIPPED


def test_plan_goes_back_a_stage_when_the_date_moved_before_anything_went_out(
    review: Review,
) -> None:
    plan_reminders(now=at(17))
    Reminder.objects.filter(stage=Stage.OVERDUE).update(state=SKIPPED, reason="Moved.")
    ReviewRound.objects.update(due_on=date(2022, 10, 20), papers_on=None)

    assert plan_reminders(now=at(17, 9, 1)) == 1
    assert Reminder.objects.get(stage=Stage.DUE).state == P
    assert Reminder.objects.get(stage=Stage.OPENED).state == SUPERSEDED


def test_plan_does_not_repeat_an_earlier_stage_that_a_sent_mail_covered(review: Review) -> None:
    plan_reminders(now=at(17))
    Reminder.objects.filter(stage=Stage.OVERDUE).update(state=ReminderState.SENT, sent_at=at(17))
    ReviewRound.objects.update(due_on=date(2022, 10, 20), papers_on=None)

    assert plan_reminders(now=at(17, 9, 1)) == 0


def test_plan_asks_the_database_the_same_for_one_and_for_thirty(autumn: ReviewRound) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            plan_reminders(now=at(5, 9, 30))
        return len(asked)

    ReviewFactory.create(round=autumn)
    plan_reminders(now=at(5))
    for_one = queries()
    ReviewFactory.create_batch(29, round=autumn)
    plan_reminders(now=at(5))

    assert queries() == for_one == 10


def test_plan_by_two_at_once_writes_each_mail_once(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_reminders(now=at(5))
    # The other planner has read what is written down before this one wrote.
    monkeypatch.setattr("actionplans.reminders.planner._rows", lambda _: {})

    plan_reminders(now=at(5))

    assert rows() == [
        (owner_of(review), Stage.DUE, P),
        (owner_of(review), Stage.OPENED, SUPERSEDED),
    ]
