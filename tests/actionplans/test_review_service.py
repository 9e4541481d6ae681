"""Answers and decisions: what is taken, what is refused, and that nothing crosses."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from actionplans.models import (
    ActionStatus,
    ActionUpdate,
    DecisionKind,
    EventKind,
    PlanEvent,
    Rating,
    Review,
    ReviewAnswer,
    ReviewDecision,
    ReviewState,
    Via,
)
from actionplans.queries.answers import last_answer
from actionplans.services.given import (
    ActionGiven,
    ActionRefused,
    AnswerGiven,
    AnswerSuperseded,
    ReviewRefused,
)
from actionplans.services.reviews import (
    answer_review,
    decide_review,
    record_not_mine,
    update_action,
)
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    ReviewFactory,
    ReviewRoundFactory,
    officer,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)
AT_RISK = AnswerGiven(rating=Rating.AMBER, narrative="Two schools postponed.")


def answered(review: Review, given: AnswerGiven = AT_RISK, **details: Any) -> ReviewAnswer:
    assert review.plan.owner
    defaults = {"by": review.plan.owner, "on_behalf_of": None, "via": Via.PORTAL, "now": NOW}
    return answer_review(review=review, given=given, **defaults | details)


def decided(review: Review, answer: ReviewAnswer, kind: DecisionKind, **details: Any) -> Any:
    defaults: dict[str, Any] = {"by": officer(full_name="Helen Marsh"), "now": NOW}
    return decide_review(review=review, answer=answer, kind=kind, **defaults | details)


def earlier_answer(plan: Any, *, rating: Rating = Rating.GREEN) -> ReviewAnswer:
    """An answer of April to June, sent on 4 July."""
    round_ = ReviewRoundFactory.create(
        title="April to June 2022",
        period_start=date(2022, 4, 1),
        period_end=date(2022, 6, 30),
        opens_on=date(2022, 7, 1),
        due_on=date(2022, 7, 8),
        papers_on=None,
    )
    review = ReviewFactory.create(round=round_, plan=plan)
    given = AnswerGiven(rating=rating, narrative="Six villages running.")
    return answered(review, given, now=datetime(2022, 7, 4, 9, 0, tzinfo=UTC))


def test_answer_is_stored_and_awaits_the_officer() -> None:
    review = ReviewFactory.create()
    answer = answered(review, via=Via.LINK)
    review.refresh_from_db()
    assert review.state == ReviewState.ANSWERED
    assert ReviewAnswer.objects.get() == answer
    assert (answer.rating, answer.via, answer.at) == (Rating.AMBER, Via.LINK, NOW)
    assert (answer.by, answer.on_behalf_of) == (review.plan.owner, None)


@pytest.mark.parametrize("state", ["AWAITED", "RETURNED", "ANSWERED", "MISSED"])
def test_answer_is_taken_until_it_is_accepted(state: str) -> None:
    review = ReviewFactory.create(state=state)
    answered(review)
    review.refresh_from_db()
    assert review.state == ReviewState.ANSWERED


def test_answer_to_an_accepted_review_is_refused() -> None:
    review = ReviewFactory.create(state=ReviewState.ACCEPTED)
    with pytest.raises(ReviewRefused) as refused:
        answered(review)
    assert str(refused.value) == (
        "The partnership team has accepted this review, so its answer can’t be changed. "
        "Ask the team to put right what has changed since."
    )
    assert ReviewAnswer.objects.count() == 0


def test_answer_on_the_day_of_the_papers_is_late_but_taken() -> None:
    review = ReviewFactory.create(state=ReviewState.MISSED)
    answered(review, now=datetime(2022, 10, 13, 20, 0, tzinfo=UTC))
    assert ReviewAnswer.objects.count() == 1


def test_answer_after_the_papers_is_refused_when_missed() -> None:
    review = ReviewFactory.create(state=ReviewState.MISSED)
    with pytest.raises(ReviewRefused) as refused:
        answered(review, now=datetime(2022, 10, 14, 9, 0, tzinfo=UTC))
    assert str(refused.value) == (
        "The papers for July to September 2022 went out on 13 October 2022, so this review can’t "
        "be answered any more. Tell the partnership team what the board should know."
    )


def test_answer_of_an_accepted_review_that_was_read_before_is_refused() -> None:
    review = ReviewFactory.create()
    answer = answered(review)
    stale = Review.objects.get()
    decided(review, answer, DecisionKind.ACCEPT)
    with pytest.raises(ReviewRefused):
        answered(stale)
    assert ReviewAnswer.objects.count() == 1


def test_answers_are_all_kept() -> None:
    review = ReviewFactory.create()
    answered(review)
    newest = answered(review, AnswerGiven(rating=Rating.RED, narrative="Worse."))
    assert list(ReviewAnswer.objects.values_list("rating", flat=True)) == ["RED", "AMBER"]
    assert review.answers.first() == newest


def test_answer_nothing_has_changed_repeats_the_last_rating() -> None:
    review = ReviewFactory.create()
    earlier_answer(review.plan, rating=Rating.RED)
    answer = answered(review, AnswerGiven(no_change=True))
    assert (answer.rating, answer.no_change) == (Rating.RED, True)


def test_answer_nothing_has_changed_repeats_what_the_officer_corrected() -> None:
    review = ReviewFactory.create()
    earlier = earlier_answer(review.plan)
    decided(
        earlier.review, earlier, DecisionKind.CORRECT, rating=Rating.AMBER, reason="Dates say so."
    )
    assert answered(review, AnswerGiven(no_change=True)).rating == Rating.AMBER
    last = last_answer(review)
    assert last is not None
    assert last.is_corrected


def test_answer_nothing_has_changed_follows_last_years_plan() -> None:
    last_year = ActionPlanFactory.create(year="2021/22")
    review = ReviewFactory.create(plan__continues=last_year)
    earlier_answer(last_year, rating=Rating.BLUE)
    assert answered(review, AnswerGiven(no_change=True)).rating == Rating.BLUE


def test_answer_nothing_has_changed_without_a_rating_is_refused() -> None:
    review = ReviewFactory.create()
    with pytest.raises(ReviewRefused) as refused:
        answered(review, AnswerGiven(no_change=True))
    assert str(refused.value) == "This plan has no earlier rating to repeat: choose one."
    review.refresh_from_db()
    assert review.state == ReviewState.AWAITED


def test_answer_nothing_has_changed_never_repeats_its_own_round() -> None:
    review = ReviewFactory.create()
    answered(review)
    with pytest.raises(ReviewRefused):
        answered(review, AnswerGiven(no_change=True))


def test_answer_nothing_has_changed_passes_over_what_was_returned() -> None:
    review = ReviewFactory.create()
    earlier = earlier_answer(review.plan)
    decided(earlier.review, earlier, DecisionKind.RETURN, reason="Say which villages.")
    assert last_answer(review) is None


def test_answer_without_a_rating_is_refused() -> None:
    with pytest.raises(ReviewRefused):
        answered(ReviewFactory.create(), AnswerGiven(narrative="Well."))


def test_answer_moves_the_actions_it_speaks_of() -> None:
    review = ReviewFactory.create()
    action = ActionFactory.create(plan=review.plan, due_on=date(2022, 9, 16))
    said = ActionGiven(
        action, ActionStatus.IN_PROGRESS, new_due_on=date(2022, 11, 30), reason="Parents asked."
    )
    answer = answered(review, AnswerGiven(rating=Rating.AMBER, actions=(said,)), via=Via.LINK)
    action.refresh_from_db()
    update = ActionUpdate.objects.get()
    assert (action.status, action.due_on) == ("IN_PROGRESS", date(2022, 11, 30))
    assert (update.answer, update.round, update.via) == (answer, review.round, Via.LINK)
    redated = PlanEvent.objects.get(kind=EventKind.REDATED)
    assert (redated.old, redated.new, redated.reason) == (
        "2022-09-16",
        "2022-11-30",
        "Parents asked.",
    )


def test_answer_with_an_impossible_date_leaves_nothing_behind() -> None:
    review = ReviewFactory.create()
    action = ActionFactory.create(plan=review.plan, starts_on=date(2022, 6, 1))
    said = ActionGiven(
        action, ActionStatus.IN_PROGRESS, new_due_on=date(2022, 5, 1), reason="Sooner."
    )
    with pytest.raises(ActionRefused) as refused:
        answered(review, AnswerGiven(rating=Rating.AMBER, actions=(said,)))
    assert refused.value.error.message_dict == {
        "due_on": ["Enter a date on or after the day the action starts"]
    }
    assert (ReviewAnswer.objects.count(), ActionUpdate.objects.count()) == (0, 0)
    assert Review.objects.get().state == ReviewState.AWAITED


@pytest.mark.parametrize(
    ("kind", "details", "state"),
    [
        (DecisionKind.ACCEPT, {}, ReviewState.ACCEPTED),
        (DecisionKind.RETURN, {"reason": "Say which schools."}, ReviewState.RETURNED),
        (DecisionKind.CORRECT, {"rating": "RED", "reason": "Late."}, ReviewState.ACCEPTED),
    ],
)
def test_decision_moves_the_review_on(
    kind: DecisionKind, details: dict[str, str], state: ReviewState
) -> None:
    review = ReviewFactory.create()
    answer = answered(review)
    decision = decided(review, answer, kind, **details)
    review.refresh_from_db()
    assert review.state == state
    assert (decision.answer, decision.kind, decision.at) == (answer, kind, NOW)


def test_decision_on_an_older_answer_is_refused() -> None:
    review = ReviewFactory.create()
    older = answered(review)
    newer = answered(review, AnswerGiven(rating=Rating.RED), now=NOW + timedelta(minutes=1))
    with pytest.raises(AnswerSuperseded) as refused:
        decided(review, older, DecisionKind.ACCEPT)
    assert refused.value.newest == newer
    assert Review.objects.get().state == ReviewState.ANSWERED
    assert ReviewDecision.objects.count() == 0


def test_decision_twice_is_refused_with_who_decided() -> None:
    review = ReviewFactory.create()
    answer = answered(review)
    decided(review, answer, DecisionKind.ACCEPT)
    with pytest.raises(ReviewRefused) as refused:
        decided(Review.objects.get(), answer, DecisionKind.RETURN, reason="Why?")
    assert str(refused.value) == "Helen Marsh has accepted this answer, on 5 October 2022."
    assert ReviewDecision.objects.count() == 1


def test_decision_before_any_answer_is_refused() -> None:
    review = ReviewFactory.create()
    answer = answered(ReviewFactory.create(round=review.round))
    with pytest.raises(ReviewRefused) as refused:
        decided(review, answer, DecisionKind.ACCEPT)
    assert str(refused.value) == "There is no answer to decide on yet."


def test_lead_person_updates_an_action_alone() -> None:
    review = ReviewFactory.create()
    action = ActionFactory.create(plan=review.plan)
    said = ActionGiven(action, ActionStatus.COMPLETE, note="All three parks done.")
    by = officer()
    update = update_action(
        given=said, round=review.round, by=by, on_behalf_of=None, via=Via.LINK, now=NOW
    )
    action.refresh_from_db()
    assert (action.status, action.completed_on) == ("COMPLETE", date(2022, 10, 5))
    assert (update.answer, update.note, update.by) == (None, "All three parks done.", by)


def test_not_mine_is_noted_and_stays_owed() -> None:
    review = ReviewFactory.create()
    assert review.plan.owner
    record_not_mine(
        review=review, by=review.plan.owner, who_then="Ask Rosie Hall.", via=Via.LINK, now=NOW
    )
    event = PlanEvent.objects.get()
    assert (event.kind, event.reason, event.via) == (
        EventKind.NOT_MINE,
        "Ask Rosie Hall.",
        Via.LINK,
    )
    assert Review.objects.get().state == ReviewState.AWAITED
