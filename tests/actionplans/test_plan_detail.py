"""One plan's page: its actions and buttons, as each person may see them, and that it stays quick."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import (
    ActionPlan,
    ActionStatus,
    DecisionKind,
    EventKind,
    FrameworkSettings,
    Outcome,
    PlanStatus,
    Reminder,
    ReminderState,
    ReviewDecision,
    ReviewState,
    Stage,
)
from actionplans.queries.moves import moved_words
from actionplans.services.actions import redate_action
from actionplans.services.decisions import record_decision
from actionplans.services.events import record_event
from actionplans.services.measures import define_measure
from actionplans.services.plans import assign_owner
from tests.actionplans.plan_cast import NOW, OPENED, answered, asked, cast, page_of, text_of
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    MeasureFactory,
    MeetingFactory,
    ReadingFactory,
    UserFactory,
    board_member,
    officer,
)

# PostgreSQL is asked whether anything was written since the page was last worked out.
STATE_IS_ASKED = int(connection.vendor == "postgresql")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def test_plan_detail_puts_actions_in_the_order_of_their_numbers(
    client: Client, plan: ActionPlan
) -> None:
    for reference in ("2.10", "2.9", "2.1", "extra"):
        ActionFactory.create(plan=plan, reference=reference)
    client.force_login(officer())
    references = [row.action.reference for row in page_of(client, plan).actions]
    assert references == ["extra", "2.1", "2.9", "2.10"]


def test_plan_detail_says_how_far_a_date_moved_and_how_late_it_is(
    client: Client, plan: ActionPlan
) -> None:
    action = ActionFactory.create(plan=plan, due_on=date(2022, 6, 2))
    for day in (date(2022, 7, 29), date(2022, 9, 16)):
        action = redate_action(action=action, due_on=day, reason="Later", by=officer(), now=NOW)
    client.force_login(board_member())
    (row,) = page_of(client, plan).actions
    assert (row.moved, row.late) == ("Moved twice, 106 days", "19 days overdue")
    text = text_of(client, plan)
    assert "Moved twice, 106 days" in text
    assert "16 September 2022" in text


@pytest.mark.parametrize(
    ("times", "days", "words"),
    [
        (0, 0, ""),
        (1, 1, "Moved once, 1 day"),
        (2, 106, "Moved twice, 106 days"),
        (3, 210, "Moved 3 times, 210 days"),
        (1, -14, "Moved once, 14 days earlier"),
        (2, 0, "Moved twice, back to its first date"),
    ],
)
def test_plan_detail_words_for_moves(times: int, days: int, words: str) -> None:
    assert moved_words(times, days) == words


@pytest.mark.parametrize(
    ("status", "due_on", "late"),
    [
        (PlanStatus.ACTIVE, date(2022, 10, 4), "1 day overdue"),
        (PlanStatus.ACTIVE, date(2022, 10, 5), ""),
        (PlanStatus.CLOSED, date(2022, 10, 4), ""),
    ],
)
def test_plan_detail_calls_only_active_plans_late(
    client: Client, status: PlanStatus, due_on: date, late: str
) -> None:
    action = ActionFactory.create(plan=ActionPlanFactory.create(status=status), due_on=due_on)
    client.force_login(officer())
    assert [row.late for row in page_of(client, action.plan).actions] == [late]


def test_plan_detail_buttons_are_for_officers(client: Client, plan: ActionPlan) -> None:
    ActionFactory.create(plan=plan)
    for person, seen in ((officer(), True), (board_member(), False), (plan.owner, False)):
        assert person is not None
        client.force_login(person)
        text = text_of(client, plan)
        for button in ("Add an action", "Change the owner", "Edit the plan", "Move the date"):
            assert (button in text, button) == (seen, button)


def test_plan_detail_names_people_to_officers_only(client: Client, plan: ActionPlan) -> None:
    helen = officer(full_name="Helen Marsh", post="Community Safety Manager")
    ann = UserFactory.create(full_name="Ann Lee", post="Schools Officer")
    ActionFactory.create(plan=plan, lead_person=ann)
    answer = answered(asked(plan, state=ReviewState.ACCEPTED), by=plan.owner, on_behalf_of=ann)
    ReviewDecision.objects.create(
        review=answer.review, answer=answer, kind=DecisionKind.ACCEPT, by=helen, at=NOW
    )
    assign_owner(plan=plan, owner=ann, by=helen, now=NOW)
    names = ["Tom Ashby", "Ann Lee", "Helen Marsh"]
    client.force_login(helen)
    officers = text_of(client, plan).partition("<main")[2]
    assert [name in officers for name in names] == [True, True, True]
    client.force_login(board_member())
    boards = text_of(client, plan)
    assert [name in boards for name in names] == [False, False, False]
    for post in ("Road Safety Officer", "Schools Officer", "Community Safety Manager"):
        assert post in boards


def test_plan_detail_says_that_nobody_owns_the_plan(client: Client) -> None:
    for vacant in (
        ActionPlanFactory.create(owner=None),
        ActionPlanFactory.create(owner__is_active=False),
    ):
        client.force_login(officer())
        assert "Give the plan to someone" in text_of(client, vacant)
        client.force_login(board_member())
        assert "so nobody is asked about it" in text_of(client, vacant)


def test_plan_detail_escapes_what_people_typed(client: Client) -> None:
    plan = ActionPlanFactory.create(title="<script>alert(1)</script> 🚲")
    ActionFactory.create(plan=plan, title="<b>bold</b>", success_measure="<i>x</i>")
    answered(asked(plan), narrative="<img src=x>")
    record_event(plan=plan, kind=EventKind.PLAN_EDITED, by=officer(), now=NOW, reason="<u>why</u>")
    client.force_login(officer())
    text = text_of(client, plan)
    for markup in ("<script>alert", "<b>bold", "<i>x", "<img src=x", "<u>why"):
        assert markup not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 🚲" in text


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("role", ["officer", "owner", "board"])
def test_plan_detail_takes_the_same_queries_for_1_and_30(
    client: Client,
    plan: ActionPlan,
    django_assert_num_queries: DjangoAssertNumQueries,
    role: str,
    count: int,
) -> None:
    fill(plan, count)
    count_anew_and_decide(plan)
    FrameworkSettings.objects.create()
    client.force_login(next(one for kind, one in cast(plan).items() if kind == role and one))
    with django_assert_num_queries(13 + STATE_IS_ASKED):
        client.get(f"/action-plans/{plan.pk}/")


def fill(plan: ActionPlan, count: int) -> None:
    """So many actions with a measure, reviews with answers, decisions and mails, and events."""
    for number in range(count):
        action = ActionFactory.create(plan=plan, status=ActionStatus.IN_PROGRESS)
        action.measures.add(ReadingFactory.create(measure__plan=plan).measure)
        review = asked(plan)
        answer = answered(review)
        ReviewDecision.objects.create(
            review=review, answer=answer, kind=DecisionKind.ACCEPT, by=officer(), at=NOW
        )
        Reminder.objects.create(
            round=review.round,
            recipient=UserFactory.create(),
            stage=Stage.OPENED,
            state=ReminderState.SENT,
            due_at=OPENED,
            sent_at=OPENED,
            listed=[{"plan": plan.pk}],
        )
        record_event(
            plan=plan,
            action=action,
            kind=EventKind.ACTION_EDITED,
            by=UserFactory.create(),
            now=NOW - timedelta(minutes=number),
            field="title",
        )


def count_anew_and_decide(plan: ActionPlan) -> None:
    """What few plans have beside all that: last year's plan, another way of counting, and a decision of the board."""
    helen, measure = officer(), plan.measures.order_by("number").first()
    assert measure is not None
    plan.continues = ActionPlanFactory.create(year="2021/22", status=PlanStatus.CLOSED)
    plan.save()
    answered(asked(plan.continues, state=ReviewState.ACCEPTED))
    MeasureFactory.create(plan=plan.continues)
    for day in (date(2022, 4, 1), date(2022, 9, 1)):
        define_measure(measure=measure, text=f"From {day}", valid_from=day, by=helen, now=NOW)
    meeting = MeetingFactory.create(held_on=date(2022, 10, 4), papers_on=date(2022, 9, 27))
    told = {"kind": Outcome.AGREED, "text": "Lend an officer."}
    record_decision(meeting=meeting, plan=plan, values=told, by=helen, now=NOW)
