"""Three years of rounds: what was asked about each plan, the mails, the answers and what officers made of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta

from actionplans.models import (
    Action,
    ActionPlan,
    ActionUpdate,
    DecisionKind,
    Rating,
    Reminder,
    ReminderAttempt,
    ReminderState,
    Review,
    ReviewAnswer,
    ReviewDecision,
    ReviewState,
    Stage,
    Via,
)
from bench.partnership.ground import Ground, at
from bench.partnership.plans import AT_ONCE

RATINGS = (Rating.GREEN, Rating.GREEN, Rating.AMBER, Rating.GREEN, Rating.RED, Rating.AMBER)
NARRATIVE = (
    "The wardens and the schools walked the route in each week of the quarter. Two lamps were put right and a third is "
    "ordered. Fewer people crossed the road to avoid the underpass than in spring; the shops say the same."
)
# One in so many is not answered.
SILENT = 12


def add_rounds(ground: Ground, plans: list[ActionPlan], actions: list[Action]) -> None:
    """All that was asked and answered in the rounds that were opened."""
    reviews = Review.objects.bulk_create(_reviews(ground, plans), batch_size=AT_ONCE)
    answers = ReviewAnswer.objects.bulk_create(
        (_answer(ground, review) for review in reviews if _is_answered(review)),
        batch_size=AT_ONCE,
    )
    ReviewDecision.objects.bulk_create(
        (_decision(ground, answer) for answer in answers if answer.review.state == "ACCEPTED"),
        batch_size=AT_ONCE,
    )
    ActionUpdate.objects.bulk_create(_updates(answers, actions), batch_size=AT_ONCE)
    _add_mails(reviews)


def _reviews(ground: Ground, plans: list[ActionPlan]) -> Iterator[Review]:
    opened = [round_ for round_ in ground.rounds if round_.opened_at]
    for round_ in opened:
        is_newest = round_ is opened[-1]
        for plan in plans:
            if plan.starts_on <= round_.period_start <= plan.ends_on:
                yield Review(round=round_, plan=plan, state=_state(plan, is_newest=is_newest))


def _state(plan: ActionPlan, *, is_newest: bool) -> ReviewState:
    if plan.owner is None or plan.number % SILENT == 0:
        return ReviewState.AWAITED if is_newest else ReviewState.MISSED
    if is_newest and plan.number % 5 == 0:
        return ReviewState.ANSWERED
    return ReviewState.ACCEPTED


def _is_answered(review: Review) -> bool:
    return review.state in {ReviewState.ANSWERED, ReviewState.ACCEPTED}


def _answer(ground: Ground, review: Review) -> ReviewAnswer:
    plan, round_ = review.plan, review.round
    place = plan.number * 7 + ground.rounds.index(round_) * (1 + plan.number % 3)
    return ReviewAnswer(
        review=review,
        rating=RATINGS[place % len(RATINGS)],
        narrative=NARRATIVE,
        next_steps="The third lamp, and a walk with the youth club.",
        decision_asked="Pay for a fourth lamp." if place % 29 == 0 else "",
        needs_help=place % 31 == 0,
        by=plan.owner or ground.officer,
        via=Via.LINK,
        at=at(round_.opens_on + timedelta(days=1 + plan.number % 5)),
    )


def _decision(ground: Ground, answer: ReviewAnswer) -> ReviewDecision:
    is_correction = answer.review.plan.number % 25 == 0
    return ReviewDecision(
        review=answer.review,
        answer=answer,
        kind=DecisionKind.CORRECT if is_correction else DecisionKind.ACCEPT,
        rating=Rating.AMBER if is_correction else "",
        reason="Three of its actions are late." if is_correction else "",
        by=ground.officer,
        at=at(answer.review.round.opens_on + timedelta(days=8)),
    )


def _updates(answers: Iterable[ReviewAnswer], actions: list[Action]) -> Iterator[ActionUpdate]:
    """Three actions of its plan are spoken of in each answer."""
    of_plan = defaultdict(list)
    for action in actions:
        of_plan[action.plan_id].append(action)
    for answer in answers:
        for action in of_plan[answer.review.plan_id][:3]:
            yield ActionUpdate(
                action=action,
                round=answer.review.round,
                answer=answer,
                status=action.status,
                progress=action.progress,
                note="As agreed with the school.",
                by=answer.by,
                via=answer.via,
                at=answer.at,
            )


def _add_mails(reviews: list[Review]) -> None:
    mails = Reminder.objects.bulk_create(_mails(reviews), batch_size=AT_ONCE)
    ReminderAttempt.objects.bulk_create(
        (
            ReminderAttempt(reminder=mail, number=1, phase="ACCEPTED", code=250, at=mail.due_at)
            for mail in mails
        ),
        batch_size=AT_ONCE,
    )


def _mails(reviews: list[Review]) -> Iterator[Reminder]:
    """One to each owner as a round opens and one before its answers are due, naming all that they owe."""
    owed = defaultdict(list)
    for review in reviews:
        if review.plan.owner:
            owed[review.round, review.plan.owner].append(review)
    for (round_, person), theirs in owed.items():
        for stage, day in ((Stage.OPENED, round_.opens_on), (Stage.DUE, round_.due_on)):
            moment = at(day, 9)
            yield Reminder(
                round=round_,
                recipient=person,
                stage=stage,
                state=ReminderState.SENT,
                due_at=moment,
                sent_at=moment,
                attempt=1,
                copies=1,
                listed=[_item(review) for review in theirs],
            )


def _item(review: Review) -> dict[str, object]:
    plan = review.plan
    return {"kind": "review", "pk": review.pk, "plan": plan.pk, "title": plan.full_title}
