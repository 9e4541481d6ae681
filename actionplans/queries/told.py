"""Everything that was asked and answered about some plans, and what officers made of it, read in one query."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import FilteredRelation, Q
from django.db.models.functions import TruncDate

from actionplans.models import DecisionKind, Review, ReviewRound
from actionplans.queries.said import Decided, Said, Told, Words
from smp_portal.foundation.among import Among

_KINDS = {kind.value: kind for kind in DecisionKind}
_REVIEW = ("plan", "round", "is_asked", "pk")
_ANSWER = ("answer", "answer__rating", "said_on", "answer__no_change", "answer__decision_asked")
_DECISION = ("decision__kind", "decision__rating", "decision__reason", "decided_on")
_WORDS = ("answer__narrative", "answer__next_steps", "answer__needs_help")
_REVIEWS_END = len(_REVIEW)
_ANSWERS_END = _REVIEWS_END + len(_ANSWER)
_DECISIONS_END = _ANSWERS_END + len(_DECISION)

Row = tuple[Any, ...]


@dataclass(frozen=True)
class AskedAndTold:
    """The rounds that asked about each plan, and what was said of each with its place in time, by the plans' keys."""

    asked: Mapping[int, Sequence[ReviewRound]]
    said: Mapping[int, Sequence[tuple[int, Said]]]

    def told(self, line: Sequence[int], *, on: date) -> Told:
        """What was said of a plan and of those that it continues."""
        said = [one for plan in line for one in self.said.get(plan, ())]
        said.sort(key=itemgetter(0))
        return Told(tuple(one for _, one in said), on)


def read_told(
    plans: Iterable[int], rounds: Mapping[int, ReviewRound], *, now: datetime, with_words: bool
) -> AskedAndTold:
    """What was asked and said of these plans until a moment, in the rounds as they were known then."""
    asked: dict[int, dict[int, ReviewRound]] = defaultdict(dict)
    said: dict[int, list[tuple[int, Said]]] = defaultdict(list)
    rows = _rows(plans, rounds, now=now, with_words=with_words)
    of_answers = groupby(rows, key=itemgetter(slice(_REVIEWS_END + 1)))
    for place, ((plan, key, is_asked, _, answer), of_answer) in enumerate(of_answers):
        round_ = rounds[key]
        if is_asked:
            asked[plan][key] = round_
        if answer is not None:
            said[plan].append((place, _answer(list(of_answer), round_)))
    return AskedAndTold({plan: list(found.values()) for plan, found in asked.items()}, said)


def _rows(
    plans: Iterable[int], rounds: Iterable[int], *, now: datetime, with_words: bool
) -> Iterator[Row]:
    """A row for each decision, for an answer without one, and for a review without an answer, in order of time."""
    reviews = Review.objects.filter(Among("plan", plans), Among("round", rounds)).annotate(
        is_asked=Q(asked_at=None) | Q(asked_at__lte=now),
        answer=FilteredRelation("answers", condition=Q(answers__at__lte=now)),
        decision=FilteredRelation("answer__decisions", condition=Q(answer__decisions__at__lte=now)),
        # The database says on which day it was: a moment for each row takes longer to read than all else of it.
        said_on=TruncDate("answer__at"),
        decided_on=TruncDate("decision__at"),
    )
    names = (*_REVIEW, *_ANSWER, *_DECISION, *(_WORDS if with_words else ()))
    yield from reviews.order_by("answer__at", "answer", "decision__at").values_list(*names)


def _answer(rows: list[Row], round_: ReviewRound) -> Said:
    pk, rating, said_on, no_change, decision_asked = rows[0][_REVIEWS_END:_ANSWERS_END]
    return Said(
        pk=pk,
        review_pk=rows[0][_REVIEWS_END - 1],
        round=round_,
        rating=rating,
        said_on=said_on,
        no_change=no_change,
        decision_asked=decision_asked,
        decisions=tuple(_decisions(rows)),
        words=Words(*rows[0][_DECISIONS_END:]),
    )


def _decisions(rows: list[Row]) -> Iterator[Decided]:
    for row in rows:
        kind, rating, reason, on = row[_ANSWERS_END:_DECISIONS_END]
        if kind is not None:
            yield Decided(_KINDS[kind], rating, reason, on)
