"""Answers of owners, what officers make of them, and words on single actions."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from actionplans.models import (
    Action,
    ActionUpdate,
    DecisionKind,
    EventKind,
    PlanEvent,
    Rating,
    Review,
    ReviewAnswer,
    ReviewDecision,
    ReviewRound,
    ReviewState,
    Via,
)
from actionplans.queries.answers import last_answer
from actionplans.services.actions import apply_action_update
from actionplans.services.events import record_event
from actionplans.services.given import (
    ActionGiven,
    ActionRefused,
    AnswerGiven,
    AnswerSuperseded,
    ReviewRefused,
)
from partners.models import User
from smp_portal.foundation.words import long_date

_AFTER = {
    DecisionKind.ACCEPT: ReviewState.ACCEPTED,
    DecisionKind.CORRECT: ReviewState.ACCEPTED,
    DecisionKind.RETURN: ReviewState.RETURNED,
}

PAPERS_ARE_OUT = (
    "The board has its papers, so this answer can’t be returned any more. Correct the rating instead: "
    "the correction stands beside what the papers say."
)


@transaction.atomic
def answer_review(
    *,
    review: Review,
    given: AnswerGiven,
    by: User,
    on_behalf_of: User | None,
    via: Via,
    now: datetime,
) -> ReviewAnswer:
    """Take an owner's answer, with what it says about single actions; every earlier one is kept."""
    _claim_for_answer(review, now=now)
    answer = ReviewAnswer.objects.create(
        review=review,
        rating=_rating_of(review, given),
        no_change=given.no_change,
        narrative=given.narrative,
        next_steps=given.next_steps,
        needs_help=given.needs_help,
        decision_asked=given.decision_asked,
        by=by,
        on_behalf_of=on_behalf_of,
        via=via,
        at=now,
    )
    for said in given.actions:
        _update(said, review.round, answer, by=by, on_behalf_of=on_behalf_of, via=via, now=now)
    review.state = ReviewState.ANSWERED
    return answer


@transaction.atomic
def decide_review(
    *,
    review: Review,
    answer: ReviewAnswer,
    kind: DecisionKind,
    by: User,
    now: datetime,
    rating: str = "",
    reason: str = "",
) -> ReviewDecision:
    """Accept the newest answer, return it or correct it; a newer one than the officer read is never decided on."""
    awaiting = Review.objects.filter(pk=review.pk, state__in=_states_for(kind, review, now=now))
    # This UPDATE waits for an answer that is just coming in; only then is the newest one looked at.
    if not awaiting.update(state=_AFTER[kind]):
        raise ReviewRefused(_decided_words(review))
    newest = ReviewAnswer.objects.select_related("by").filter(review=review).first()
    if newest is not None and newest.pk != answer.pk:
        raise AnswerSuperseded(newest)
    decision = ReviewDecision(
        review=review, answer=answer, kind=kind, rating=rating, reason=reason, by=by, at=now
    )
    decision.validate_constraints()
    decision.save()
    review.state = _AFTER[kind]
    return decision


def _states_for(kind: DecisionKind, review: Review, *, now: datetime) -> list[ReviewState]:
    """In which states a decision is taken: after the papers an accepted answer is corrected, and none returned."""
    if not review.round.papers_are_out(on=timezone.localdate(now)):
        return [ReviewState.ANSWERED]
    if kind == DecisionKind.RETURN:
        raise ReviewRefused(PAPERS_ARE_OUT)
    corrects = kind == DecisionKind.CORRECT
    return [ReviewState.ANSWERED, ReviewState.ACCEPTED] if corrects else [ReviewState.ANSWERED]


@transaction.atomic
def update_action(
    *,
    given: ActionGiven,
    round: ReviewRound,  # noqa: A002 - the partnership's own word for it
    by: User,
    on_behalf_of: User | None,
    via: Via,
    now: datetime,
) -> ActionUpdate:
    """Take what an action's lead person says about it, apart from the plan's review."""
    return _update(given, round, None, by=by, on_behalf_of=on_behalf_of, via=via, now=now)


def record_not_mine(
    *,
    review: Review,
    by: User,
    who_then: str,
    via: Via,
    now: datetime,
    action: Action | None = None,
) -> PlanEvent:
    """Note that somebody was asked wrongly and who should be; it stays owed until an officer has seen to it."""
    return record_event(
        plan=review.plan,
        action=action,
        kind=EventKind.NOT_MINE,
        reason=who_then,
        by=by,
        via=via,
        now=now,
    )


def refusal_words(review: Review, *, on: date) -> str:
    """Why a review takes no answer now, or nothing where it takes one."""
    if review.state == ReviewState.ACCEPTED:
        return (
            "The partnership team has accepted this review, so its answer can’t be changed. "
            "Ask the team to put right what has changed since."
        )
    if review.state == ReviewState.CANCELLED:
        return (
            f"“{review.round}” was cancelled, so nothing is asked here any more. "
            "Tell the partnership team what they should know."
        )
    if review.state == ReviewState.MISSED and review.round.papers_are_out(on=on):
        papers = long_date(review.round.papers_on)
        return (
            f"The papers for {review.round} went out on {papers}, so this review can’t be "
            "answered any more. Tell the partnership team what the board should know."
        )
    return ""


def _claim_for_answer(review: Review, *, now: datetime) -> None:
    today = timezone.localdate(now)
    open_states = Q(state__in=[ReviewState.AWAITED, ReviewState.RETURNED, ReviewState.ANSWERED])
    if not review.round.papers_are_out(on=today):
        open_states |= Q(state=ReviewState.MISSED)
    # The row stays claimed until this answer is stored, so that no decision passes it by.
    if not Review.objects.filter(open_states, pk=review.pk).update(state=ReviewState.ANSWERED):
        review.refresh_from_db(fields=["state"])
        raise ReviewRefused(refusal_words(review, on=today))


def _rating_of(review: Review, given: AnswerGiven) -> Rating:
    if not given.no_change:
        if given.rating is None or given.rating == Rating.GREY:
            raise ReviewRefused("Choose whether the plan will deliver what it set out to.")
        return given.rating
    last = last_answer(review)
    if last is None:
        raise ReviewRefused("This plan has no earlier rating to repeat: choose one.")
    return last.rating


def _update(
    given: ActionGiven,
    round_: ReviewRound,
    answer: ReviewAnswer | None,
    *,
    by: User,
    on_behalf_of: User | None,
    via: Via,
    now: datetime,
) -> ActionUpdate:
    update = ActionUpdate(
        action=given.action,
        round=round_,
        answer=answer,
        status=given.status,
        progress=given.progress,
        rating=given.rating,
        note=given.note,
        new_due_on=given.new_due_on,
        reason=given.reason,
        by=by,
        on_behalf_of=on_behalf_of,
        via=via,
        at=now,
    )
    try:
        update.validate_constraints()
        update.save()
        apply_action_update(update=update)
    except ValidationError as error:
        raise ActionRefused(given.action, error) from error
    return update


def _decided_words(review: Review) -> str:
    decision = ReviewDecision.objects.select_related("by").filter(review=review).first()
    if decision is None:
        return "There is no answer to decide on yet."
    verb = decision.get_kind_display().lower()
    return f"{decision.by} has {verb} this answer, on {long_date(decision.at)}."
