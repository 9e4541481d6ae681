"""Everything that was asked and answered about some plans, and what officers made of it, read in one query."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Exists, FilteredRelation, OuterRef, Q
from django.db.models.functions import TruncDate

from actionplans.models import DecisionKind, Outcome, Review, ReviewRound
from actionplans.queries.decisions import decided as decided_by_board
from actionplans.queries.said import NO_WORDS, Decided, Said, Words
from smp_portal.foundation.among import Among

_REVIEW = ("plan", "round", "is_asked")
_ANSWER = (
    "answer",
    "pk",
    "answer__rating",
    "said_on",
    "answer__no_change",
    "answer__decision_asked",
    "is_settled",
)
_DECISION = ("decision__kind", "decision__rating", "decision__reason", "decided_on")
_WORDS = ("answer__narrative", "answer__next_steps", "answer__needs_help")
_REVIEWS_END = len(_REVIEW)
_ANSWERS_END = _REVIEWS_END + len(_ANSWER)
_DECISIONS_END = _ANSWERS_END + len(_DECISION)

Row = tuple[Any, ...]


@dataclass(frozen=True)
class AskedAndTold:
    """The rounds that asked about each plan, and what was said of it and of those it continues, by its key."""

    asked: Mapping[int, Mapping[int, ReviewRound]]
    said: Mapping[int, Sequence[Said]]


def read_told(
    lines: Mapping[int, Sequence[int]],
    rounds: Mapping[int, ReviewRound],
    *,
    now: datetime,
    with_words: bool,
) -> AskedAndTold:
    """What was asked and said until a moment of plans and of those that each continues, the oldest first.

    The rounds are as they were known then.
    """
    heads = _heads(lines)
    asked: dict[int, dict[int, ReviewRound]] = defaultdict(dict)
    said: dict[int, list[Said]] = defaultdict(list)
    # Thousands of answers were accepted without a word: of those made on one day there is one.
    decided = cache(_decided)
    rows = _rows(heads, rounds, now=now, with_words=with_words)
    for answer, found in groupby(rows, key=itemgetter(_REVIEWS_END)):
        of_answer = list(found)
        for plan, key, is_asked, *_ in of_answer:
            if is_asked:
                asked[plan][key] = rounds[key]
        if answer is not None:
            plan, key = of_answer[0][:2]
            one = _answer(of_answer, rounds[key], decided)
            for head in heads[plan]:
                said[head].append(one)
    return AskedAndTold(asked, said)


def _heads(lines: Mapping[int, Sequence[int]]) -> Mapping[int, Sequence[int]]:
    """For each plan those in whose line it stands: itself, or what continues it."""
    heads: dict[int, list[int]] = defaultdict(list)
    for head, line in lines.items():
        for plan in line:
            heads[plan].append(head)
    return heads


class _Day(TruncDate):
    """The London day of a moment, which needs no second look at each row: it is a day already."""

    def get_db_converters(self, connection: Any) -> list[Any]:  # noqa: ARG002 - Django's signature
        return []


def _rows(
    plans: Iterable[int], rounds: Iterable[int], *, now: datetime, with_words: bool
) -> Iterator[Row]:
    """A row for each decision, for an answer without one, and for a review without an answer, in order of time."""
    # What the board put off is still asked.
    taken = decided_by_board(now=now).exclude(kind=Outcome.DEFERRED)
    reviews = Review.objects.filter(Among("plan", plans), Among("round", rounds)).annotate(
        is_asked=Q(asked_at=None) | Q(asked_at__lte=now),
        answer=FilteredRelation("answers", condition=Q(answers__at__lte=now)),
        decision=FilteredRelation("answer__decisions", condition=Q(answer__decisions__at__lte=now)),
        # The database says on which day it was: a moment for each row takes longer to read than all else of it.
        said_on=_Day("answer__at"),
        decided_on=_Day("decision__at"),
        is_settled=~Q(answer__decision_asked="")
        & Exists(taken.filter(asked__answer=OuterRef("answer"))),
    )
    names = (*_REVIEW, *_ANSWER, *_DECISION, *(_WORDS if with_words else ()))
    yield from reviews.order_by("answer__at", "answer", "decision__at").values_list(*names)


def _answer(rows: list[Row], round_: ReviewRound, decided: Callable[..., Decided]) -> Said:
    pk, review, rating, said_on, no_change, wanted, is_settled = rows[0][_REVIEWS_END:_ANSWERS_END]
    words = rows[0][_DECISIONS_END:]
    return Said(
        pk,
        review,
        round_,
        rating,
        said_on,
        no_change,
        wanted,
        tuple([decided(*row[_ANSWERS_END:_DECISIONS_END]) for row in rows if row[_ANSWERS_END]]),
        Words(*words) if words else NO_WORDS,
        bool(is_settled),
    )


def _decided(kind: str, rating: str, reason: str, on: date) -> Decided:
    return Decided(DecisionKind(kind), rating, reason, on)
