"""Where each plan stands: its rating, how fresh that is, how it moved, and its actions in figures."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from actionplans.models import (
    Action,
    ActionPlan,
    ActionStatus,
    DecisionKind,
    Rating,
    Review,
    ReviewAnswer,
    ReviewDecision,
)
from actionplans.queries.standing import (
    ActionCounts,
    Freshness,
    PlanPosition,
    StandingAnswer,
)


def positions(plans: QuerySet[ActionPlan], *, now: datetime) -> list[PlanPosition]:
    """The position of each plan, in the order of the plans; three queries however many there are.

    The plans come with their actions: who shows more of an action says so in a `Prefetch` of their own.
    """
    on = timezone.localdate(now)
    rows = list(_with_answers(plans.prefetch_related("actions"), now=now, on=on))
    wanted = {pk for row in rows for pk in (row.newest_answer, row.previous_answer) if pk}
    answers = _answers(wanted, now=now)
    return [_position(row, answers, on) for row in rows]


def _with_answers(plans: QuerySet[ActionPlan], *, now: datetime, on: date) -> QuerySet[Any]:
    """Plans with the keys of their newest answer and of the newest one of an earlier round."""
    told = ReviewAnswer.objects.filter(
        Q(review__plan=OuterRef("pk")) | Q(review__plan=OuterRef("continues")), at__lte=now
    ).order_by("-review__round__period_end", "-at", "-pk")
    earlier = told.filter(review__round__period_end__lt=OuterRef("newest_period"))
    asked = Review.objects.filter(
        plan=OuterRef("pk"), round__is_extra=False, round__opened_at__lte=now
    ).order_by("-round__period_end")
    answered = Exists(ReviewAnswer.objects.filter(review=OuterRef("pk"), at__lte=now))
    due = asked.filter(round__due_on__lt=on).annotate(answered=answered)
    return (
        plans.select_related("priority__plan", "owner__partner", "continues")
        .annotate(
            newest_answer=Subquery(told.values("pk")[:1]),
            newest_period=Subquery(told.values("review__round__period_end")[:1]),
            asked_period=Subquery(asked.values("round__period_end")[:1]),
            asked_due_on=Subquery(asked.values("round__due_on")[:1]),
            due_answered=Subquery(due.values("answered")[:1]),
        )
        .annotate(previous_answer=Subquery(earlier.values("pk")[:1]))
    )


def _answers(keys: set[int], *, now: datetime) -> dict[int, StandingAnswer]:
    decided = ReviewDecision.objects.filter(answer=OuterRef("pk"), at__lte=now)
    rows = ReviewAnswer.objects.filter(pk__in=keys).annotate(
        decision=Subquery(decided.values("kind")[:1]),
        corrected=Subquery(decided.values("rating")[:1]),
        period_end=F("review__round__period_end"),
    )
    return {row.pk: _standing(row) for row in rows}


def _standing(row: Any) -> StandingAnswer:
    return StandingAnswer(
        rating=Rating(row.corrected or row.rating),
        said_on=timezone.localdate(row.at),
        narrative=row.narrative,
        next_steps=row.next_steps,
        decision_asked=row.decision_asked,
        needs_help=row.needs_help,
        decision=DecisionKind(row.decision) if row.decision else None,
        review_pk=row.review_id,
        period_end=row.period_end,
        answer_pk=row.pk,
    )


def _position(row: Any, answers: dict[int, StandingAnswer], on: date) -> PlanPosition:
    actions = list(row.actions.all())
    return PlanPosition(
        plan=row,
        newest=answers.get(row.newest_answer),
        previous=answers.get(row.previous_answer),
        freshness=_freshness(row),
        asked_due_on=row.asked_due_on if row.asked_period != row.newest_period else None,
        actions=_figures(actions, on=on),
        days_late=max((action.days_late(on=on) for action in actions), default=0),
    )


def _figures(actions: Iterable[Action], *, on: date) -> ActionCounts:
    in_time = [action for action in actions if not action.is_overdue(on=on)]
    found = Counter(action.status for action in in_time)
    return ActionCounts(
        complete=found[ActionStatus.COMPLETE],
        under_way=found[ActionStatus.IN_PROGRESS],
        to_start=found[ActionStatus.NOT_STARTED],
        overdue=sum(action.is_overdue(on=on) for action in actions),
    )


def _freshness(row: Any) -> Freshness:
    if row.newest_answer is None:
        return Freshness.NEVER
    return Freshness.LATE if row.due_answered is False else Freshness.CURRENT
