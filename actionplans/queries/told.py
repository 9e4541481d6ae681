"""Everything that was asked and answered about some plans, and what officers made of it, read in one query."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.utils import timezone

from actionplans.models import DecisionKind, Rating, Review, ReviewRound
from actionplans.queries.said import Decided, Said, Told, Words

_REVIEW = ("pk", "plan", "round", "asked_at")
_ANSWER = ("pk", "rating", "at", "no_change", "decision_asked")
_DECISION = ("kind", "rating", "reason", "at")
_WORDS = ("narrative", "next_steps", "needs_help")
_REVIEWS_END = len(_REVIEW)
_ANSWERS_END = _REVIEWS_END + len(_ANSWER)
_DECISIONS_END = _ANSWERS_END + len(_DECISION)

Row = tuple[Any, ...]


@dataclass(frozen=True)
class AskedAndTold:
    """The rounds that asked about each plan, and what was said of each, by the plans' keys."""

    asked: Mapping[int, Sequence[ReviewRound]]
    said: Mapping[int, Sequence[Said]]

    def told(self, line: Sequence[int], *, now: datetime) -> Told:
        """What was said of a plan and of those that it continues."""
        said = [one for plan in line for one in self.said.get(plan, ())]
        said.sort(key=lambda one: (one.at, one.pk))
        return Told(tuple(said), timezone.localdate(now))


def read_told(
    plans: Iterable[int], rounds: Mapping[int, ReviewRound], *, now: datetime, with_words: bool
) -> AskedAndTold:
    """What was asked and said of these plans until a moment, in the rounds as they were known then."""
    asked: dict[int, list[ReviewRound]] = defaultdict(list)
    said: dict[int, list[Said]] = defaultdict(list)
    rows = _rows(plans, rounds, with_words=with_words)
    for (_, plan, round_, asked_at), of_review in groupby(rows, key=itemgetter(0, 1, 2, 3)):
        if asked_at is None or asked_at <= now:
            asked[plan].append(rounds[round_])
        said[plan] += _answers(list(of_review), rounds[round_], now=now)
    return AskedAndTold(asked, said)


def _rows(plans: Iterable[int], rounds: Iterable[int], *, with_words: bool) -> Iterator[Row]:
    """A row for each decision, for an answer without one, and for a review without an answer."""
    names = [
        *_REVIEW,
        *(f"answers__{name}" for name in _ANSWER),
        *(f"answers__decisions__{name}" for name in _DECISION),
        *(f"answers__{name}" for name in (_WORDS if with_words else ())),
    ]
    reviews = Review.objects.filter(plan__in=list(plans), round__in=list(rounds))
    in_order = ("pk", "answers__at", "answers__pk", "answers__decisions__at")
    yield from reviews.order_by(*in_order).values_list(*names)


def _answers(rows: list[Row], round_: ReviewRound, *, now: datetime) -> Iterator[Said]:
    for pk, of_answer in groupby(rows, key=itemgetter(_REVIEWS_END)):
        decided = list(of_answer)
        _, rating, at, no_change, decision_asked = decided[0][_REVIEWS_END:_ANSWERS_END]
        if pk is not None and at <= now:
            yield Said(
                pk=pk,
                review_pk=decided[0][0],
                round=round_,
                rating=Rating(rating),
                at=at,
                said_on=timezone.localdate(at),
                no_change=no_change,
                decision_asked=decision_asked,
                decisions=tuple(_decisions(decided, now=now)),
                words=Words(*decided[0][_DECISIONS_END:]),
            )


def _decisions(rows: list[Row], *, now: datetime) -> Iterator[Decided]:
    for row in rows:
        kind, rating, reason, at = row[_ANSWERS_END:_DECISIONS_END]
        if kind is not None and at <= now:
            yield Decided(DecisionKind(kind), rating, reason, timezone.localdate(at))
