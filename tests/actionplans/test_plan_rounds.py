"""What a plan's page tells of its rounds: who was asked, what they answered, what officers decided."""

import pytest
from django.test import Client

from actionplans.emails import Line
from actionplans.models import (
    ActionPlan,
    DecisionKind,
    Reminder,
    ReminderState,
    ReviewDecision,
    ReviewState,
    Stage,
)
from tests.actionplans.plan_cast import NOW, OPENED, answered, asked, page_of, text_of
from tests.factories import (
    AbsenceFactory,
    ActionPlanFactory,
    ReviewFactory,
    UserFactory,
    board_member,
    officer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def line_about(plan: ActionPlan) -> Line:
    """One line of a mail, about a plan."""
    return Line("plan", plan.pk, plan.pk, str(plan), when="", who="", is_restricted=False, round=1)


def test_plan_detail_tells_what_was_asked_answered_and_decided(
    client: Client, plan: ActionPlan
) -> None:
    review = asked(plan, state=ReviewState.RETURNED)
    answer = answered(review, narrative="All ten villages", decision_asked="Write to the schools")
    ReviewDecision.objects.create(
        review=review,
        answer=answer,
        kind=DecisionKind.RETURN,
        reason="Which villages?",
        by=officer(),
        at=NOW,
    )
    client.force_login(board_member())
    (told,) = page_of(client, plan).rounds
    assert (told.state, [one.answer.narrative for one in told.answers]) == (
        "Returned to the owner",
        ["All ten villages"],
    )
    text = text_of(client, plan)
    for words in ("All ten villages", "Write to the schools", "Which villages?", "by link"):
        assert words in text


def test_plan_detail_leaves_out_rounds_that_have_not_opened(
    client: Client, plan: ActionPlan
) -> None:
    ReviewFactory.create(plan=plan, round__opened_at=None)
    client.force_login(officer())
    assert page_of(client, plan).rounds == []


def test_plan_detail_shows_mails_that_asked_to_officers_and_to_their_recipient(
    client: Client, plan: ActionPlan
) -> None:
    review, other = asked(plan), ActionPlanFactory.create()
    recipient = plan.owner
    assert recipient is not None
    about = {Stage.OPENED: plan, Stage.DUE: other, Stage.OVERDUE: plan, Stage.DIGEST: plan}
    for stage, named in about.items():
        is_sent = stage != Stage.OVERDUE
        Reminder.objects.create(
            round=review.round,
            recipient=recipient,
            stage=stage,
            state=ReminderState.SENT if is_sent else ReminderState.PENDING,
            due_at=OPENED,
            sent_at=OPENED if is_sent else None,
            day=OPENED.date() if stage == Stage.DIGEST else None,
            listed=[line_about(named).listed],
        )
    for person, stages in (
        (officer(), ["Round opened"]),
        (recipient, ["Round opened"]),
        (board_member(), []),
    ):
        client.force_login(person)
        (told,) = page_of(client, plan).rounds
        assert [mail.stage for mail in told.mails] == stages


def test_plan_detail_asks_the_owner_for_the_answer_that_is_owed(
    client: Client, plan: ActionPlan
) -> None:
    review = asked(plan)
    assert plan.owner is not None
    client.force_login(plan.owner)
    assert page_of(client, plan).owed == review
    text = text_of(client, plan)
    assert "Answer for this plan" in text
    assert f"/reviews/{review.pk}/answer/" in text
    review.state = ReviewState.ANSWERED
    review.save()
    assert page_of(client, plan).owed is None
    assert "Answer for this plan" not in text_of(client, plan)


def test_plan_detail_asks_who_stands_in_and_nobody_else(client: Client, plan: ActionPlan) -> None:
    review = asked(plan)
    deputy = AbsenceFactory.create(user=plan.owner).deputy
    for person, owed in ((deputy, review), (officer(), None), (UserFactory.create(), None)):
        client.force_login(person)
        assert page_of(client, plan).owed == owed
