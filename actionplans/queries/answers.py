"""What was last said about a plan before the round that now asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from actionplans.models import Rating, Review, ReviewAnswer, ReviewDecision, ReviewState

_MONTHS_TOLD_APART = 330


@dataclass(frozen=True)
class LastAnswer:
    """A plan's rating as it stood before a round, with the words that came with it."""

    rating: Rating
    narrative: str
    said_on: date
    is_corrected: bool

    def since(self, *, on: date) -> str:
        """July, or with its year once that could be mistaken for another July."""
        is_long_ago = (on - self.said_on).days > _MONTHS_TOLD_APART
        return f"{self.said_on:%B %Y}" if is_long_ago else f"{self.said_on:%B}"


def last_answer(review: Review) -> LastAnswer | None:
    """What the plan's owner last said before this review's round, in last year's plan if need be."""
    return last_answers([review]).get(review.pk)


def last_answers(reviews: Iterable[Review]) -> dict[int, LastAnswer]:
    """The same for many reviews at once, by the review's key."""
    asked = Review.objects.filter(pk__in=[review.pk for review in reviews])
    keys = dict(
        asked.order_by()
        .annotate(last=Subquery(_said_before().values("pk")[:1]))
        .values_list("pk", "last")
    )
    answers = {answer.pk: answer for answer in _with_correction(keys.values())}
    return {pk: _as_last(answers[key]) for pk, key in keys.items() if key in answers}


def _said_before() -> QuerySet[ReviewAnswer]:
    same_plan = Q(review__plan=OuterRef("plan")) | Q(review__plan=OuterRef("plan__continues"))
    return (
        ReviewAnswer.objects.filter(
            same_plan, review__round__period_end__lte=OuterRef("round__period_end")
        )
        .exclude(review=OuterRef("pk"))
        .exclude(review__state=ReviewState.RETURNED)
        .order_by("-review__round__period_end", "-at", "-pk")
    )


def _with_correction(keys: Iterable[int]) -> QuerySet[Any]:
    decided = ReviewDecision.objects.filter(answer=OuterRef("pk"))
    return ReviewAnswer.objects.filter(pk__in=keys).annotate(
        corrected=Subquery(decided.values("rating")[:1])
    )


def _as_last(answer: Any) -> LastAnswer:
    return LastAnswer(
        rating=Rating(answer.corrected or answer.rating),
        narrative=answer.narrative,
        said_on=timezone.localdate(answer.at),
        is_corrected=bool(answer.corrected),
    )
