"""An extra round changed and taken back: what was answered stays, what waits to go out does not go."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from actionplans.models import (
    ActionPlan,
    Rating,
    Reminder,
    ReminderState,
    Review,
    ReviewRound,
    ReviewState,
    RoundEvent,
    RoundEventKind,
    Stage,
)
from actionplans.reminders.planner import plan_reminders
from actionplans.services.given import ReviewRefused
from actionplans.services.round_changes import (
    CANCELLED_MEANWHILE,
    NOT_EXTRA,
    cancel_round,
    edit_round,
)
from actionplans.services.rounds import open_due_rounds
from partners.models import User
from tests.actionplans.asking import NOW, answer, open_round, text
from tests.actionplans.plan_cast import in_parts
from tests.actionplans.rounds_pages.shown import saved
from tests.factories import ActionPlanFactory, ReviewRoundFactory, officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

NINE = datetime(2022, 10, 5, 8, 0, tzinfo=UTC)


def extra(*plans: ActionPlan, **details: Any) -> ReviewRound:
    known = {
        "title": "Before the away day",
        "reason": "The board asked",
        "is_extra": True,
        "opens_on": date(2022, 10, 5),
        "due_on": date(2022, 10, 12),
        "papers_on": None,
    }
    round_: ReviewRound = ReviewRoundFactory.create(**known | details)
    round_.plans.set(plans)
    return round_


def filled(*plans: ActionPlan, **changes: Any) -> dict[str, Any]:
    form: dict[str, Any] = {
        "title": "Before the away day",
        "reason": "The board asked",
        "plans": [plan.pk for plan in plans],
        **in_parts("opens_on", 6, 10, 2022),
        **in_parts("due_on", 12, 10, 2022),
        **in_parts("papers_on", "", "", ""),
    }
    return form | changes


def test_extra_round_takes_other_plans_until_it_opens(helen: Client, road: ActionPlan) -> None:
    other = ActionPlanFactory.create(title="Cybercrime", number=4)
    round_ = extra(road, opens_on=date(2022, 10, 6))
    saved(helen, f"/rounds/{round_.pk}/edit/", filled(road, other, why="Cyber too"))
    assert set(round_.plans.all()) == {road, other}
    event = RoundEvent.objects.get()
    assert (event.kind, event.field, event.old, event.new, event.reason) == (
        RoundEventKind.CHANGED,
        "plans",
        "2. Road safety",
        "2. Road safety; 4. Cybercrime",
        "Cyber too",
    )


def test_extra_round_that_is_open_keeps_its_plans(helen: Client, road: ActionPlan) -> None:
    round_ = extra(road)
    open_due_rounds(now=NOW)
    page = text(helen.get(f"/rounds/{round_.pk}/edit/"))
    assert 'name="plans"' not in page
    saved(helen, f"/rounds/{round_.pk}/edit/", filled(**in_parts("due_on", 14, 10, 2022)))
    round_.refresh_from_db()
    assert (round_.opens_on, round_.due_on) == (date(2022, 10, 5), date(2022, 10, 14))
    assert list(round_.plans.all()) == [road]


def test_extra_round_is_opened_and_cancelled(helen: Client, marsh: User, road: ActionPlan) -> None:
    answered = ActionPlanFactory.create(title="Cybercrime", number=4)
    round_ = extra(road, answered)
    open_due_rounds(now=NOW)
    answer(Review.objects.get(plan=answered), rating=Rating.GREEN)
    plan_reminders(now=NOW)
    assert Reminder.objects.get().state == ReminderState.PENDING
    response = helen.post(f"/rounds/{round_.pk}/cancel/", {"reason": "The away day is off"})
    assert response["Location"] == f"/rounds/{round_.pk}/"
    mail = Reminder.objects.get()
    assert (mail.state, mail.reason) == (
        ReminderState.SKIPPED,
        "The round was cancelled: The away day is off",
    )
    states = dict(Review.objects.values_list("plan__title", "state"))
    assert states == {"Road safety": ReviewState.CANCELLED, "Cybercrime": ReviewState.ANSWERED}
    round_.refresh_from_db()
    assert (round_.cancelled_by, round_.cancelled_because) == (marsh, "The away day is off")
    assert plan_reminders(now=NOW) == 0
    page = text(helen.get(f"/rounds/{round_.pk}/"))
    assert "“The away day is off”. What was answered stays" in page
    assert "Not asked any more" in page.replace("\xa0", " ")


def test_cancelled_round_lets_other_mails_go_out_again(marsh: User, road: ActionPlan) -> None:
    round_, tom = extra(road), User.objects.get(full_name="Tom Ashby")
    mail = Reminder.objects.create(
        round=round_,
        recipient=tom,
        stage=Stage.DUE,
        due_at=NINE,
        state=ReminderState.RETRY,
        retry_at=NOW,
    )
    covered = Reminder.objects.create(
        round=open_round(),
        recipient=tom,
        stage=Stage.OPENED,
        due_at=NINE,
        state=ReminderState.SUPERSEDED,
        superseded_by=mail,
    )
    cancel_round(round_=round_, reason="Not needed", by=marsh, now=NOW)
    covered.refresh_from_db()
    assert (covered.state, covered.superseded_by) == (ReminderState.PENDING, None)


def test_cancelled_round_never_opens(marsh: User, road: ActionPlan) -> None:
    round_ = extra(road)
    cancel_round(round_=round_, reason="Not needed", by=marsh, now=NOW)
    assert open_due_rounds(now=NOW) == 0
    assert Review.objects.count() == 0


def test_cancelled_round_takes_no_answer(marsh: User, road: ActionPlan) -> None:
    round_ = extra(road)
    open_due_rounds(now=NOW)
    cancel_round(round_=round_, reason="Not needed", by=marsh, now=NOW)
    with pytest.raises(ReviewRefused, match="“Before the away day” was cancelled"):
        answer(Review.objects.get())


def test_cancelled_round_stays_as_it_is(helen: Client, marsh: User, road: ActionPlan) -> None:
    round_ = extra(road)
    cancel_round(round_=round_, reason="Not needed", by=marsh, now=NOW)
    assert helen.get(f"/rounds/{round_.pk}/edit/").status_code == 403
    assert helen.get(f"/rounds/{round_.pk}/cancel/").status_code == 404
    for change in (
        lambda: cancel_round(round_=round_, reason="Again", by=marsh, now=NOW),
        lambda: edit_round(round_=round_, changes={"title": "New"}, by=marsh, now=NOW),
    ):
        with pytest.raises(ValidationError, match=CANCELLED_MEANWHILE):
            change()


def test_regular_round_is_not_cancelled(helen: Client, marsh: User) -> None:
    round_ = open_round()
    assert helen.post(f"/rounds/{round_.pk}/cancel/", {"reason": "No"}).status_code == 404
    with pytest.raises(ValidationError, match=NOT_EXTRA):
        cancel_round(round_=round_, reason="No", by=marsh, now=NOW)


def test_round_cancel_asks_why(helen: Client, road: ActionPlan) -> None:
    round_ = extra(road)
    response = helen.post(f"/rounds/{round_.pk}/cancel/", {"reason": " "})
    assert response.context["form"].errors == {"reason": ["Enter why the round is cancelled"]}
    round_.refresh_from_db()
    assert round_.cancelled_at is None


def test_round_cancelled_while_the_worker_looks_is_not_opened(
    road: ActionPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = extra(road)
    seen_before = list(ReviewRound.objects.to_open(on=date(2022, 10, 5)))
    cancel_round(round_=round_, reason="The away day is off", by=officer(), now=NOW)
    monkeypatch.setattr(
        "actionplans.models.round.ReviewRoundQuerySet.to_open", lambda *_, **__: seen_before
    )
    assert open_due_rounds(now=NINE) == 0
    assert not Review.objects.exists()
