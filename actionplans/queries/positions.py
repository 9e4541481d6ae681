"""Where each plan stands: its rating, how fresh that is, how it moved, and its actions in figures."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
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
    """The position of each plan, in the order of the plans; three queries however many there are."""
    on = timezone.localdate(now)
    rows = list(_with_answers(plans, now=now, on=on))
    wanted = {pk for row in rows for pk in (row.newest_answer, row.previous_answer) if pk}
    answers = _answers(wanted, now=now)
    counts = _action_counts([row.pk for row in rows], on=on)
    return [_position(row, answers, counts.get(row.pk, {}), on) for row in rows]


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
    )


def _action_counts(plans: list[int], *, on: date) -> dict[int, dict[str, Any]]:
    late = Q(status__in=[ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS], due_on__lt=on)
    rows = (
        Action.objects.filter(plan__in=plans)
        .order_by()
        .values("plan")
        .annotate(
            complete=Count("pk", filter=Q(status=ActionStatus.COMPLETE)),
            under_way=Count("pk", filter=Q(status=ActionStatus.IN_PROGRESS) & ~late),
            to_start=Count("pk", filter=Q(status=ActionStatus.NOT_STARTED) & ~late),
            overdue=Count("pk", filter=late),
            longest_due_on=Min("due_on", filter=late),
        )
    )
    return {row["plan"]: dict(row) for row in rows}


def _position(
    row: Any, answers: dict[int, StandingAnswer], counts: dict[str, Any], on: date
) -> PlanPosition:
    longest_due_on = counts.get("longest_due_on")
    return PlanPosition(
        plan=row,
        newest=answers.get(row.newest_answer),
        previous=answers.get(row.previous_answer),
        freshness=_freshness(row),
        asked_due_on=row.asked_due_on if row.asked_period != row.newest_period else None,
        actions=_figures(counts),
        days_late=(on - longest_due_on).days if longest_due_on else 0,
    )


def _figures(counts: dict[str, Any]) -> ActionCounts:
    return ActionCounts(
        complete=counts.get("complete", 0),
        under_way=counts.get("under_way", 0),
        to_start=counts.get("to_start", 0),
        overdue=counts.get("overdue", 0),
    )


def _freshness(row: Any) -> Freshness:
    if row.newest_answer is None:
        return Freshness.NEVER
    return Freshness.LATE if row.due_answered is False else Freshness.CURRENT
