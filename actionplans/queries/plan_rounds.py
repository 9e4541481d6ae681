"""What was asked about one plan round by round: mails, answers and decisions."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from actionplans.models import (
    ActionPlan,
    Reminder,
    ReminderState,
    Review,
    ReviewAnswer,
    ReviewDecision,
    ReviewRound,
    ReviewState,
    Stage,
)
from actionplans.permissions import with_may_answer
from actionplans.queries.history import named
from partners.models import User

_DECIDED = {
    "kind": "kind",
    "rating": "rating",
    "reason": "reason",
    "at": "at",
    "name": "by__full_name",
    "post": "by__post",
    "partner": "by__partner__name",
}
REVIEW_COLOURS = {
    ReviewState.AWAITED: "grey",
    ReviewState.ANSWERED: "",
    ReviewState.RETURNED: "amber",
    ReviewState.ACCEPTED: "green",
    ReviewState.MISSED: "red",
    ReviewState.CANCELLED: "grey",
}


@dataclass(frozen=True)
class Mail:
    """One mail of a round that asked about this plan."""

    stage: str
    to: str
    sent_at: datetime


@dataclass(frozen=True)
class Answer:
    """What was answered, and what an officer made of it."""

    answer: ReviewAnswer
    who: str
    for_whom: str
    decisions: list[tuple[ReviewDecision, str]]


@dataclass(frozen=True)
class AskedRound:
    """One round: who was asked, what they answered, what officers decided."""

    review: Review
    mails: list[Mail]
    answers: list[Answer]

    @property
    def state(self) -> str:
        return self.review.get_state_display()

    @property
    def colour(self) -> str:
        return REVIEW_COLOURS[ReviewState(self.review.state)]

    @property
    def is_silent(self) -> bool:
        """Whether the round went by without an answer."""
        return self.review.state == ReviewState.MISSED


def asked_reviews(plan: int, reader: User, *, on: date) -> list[Review]:
    """The reviews of a plan, and of those it continues, of rounds that were opened, each with `may_answer`.

    The newest first. `is_asked_now` says whether the round is one of those that ask now.
    """
    open_now = ReviewRound.objects.open_now().filter(pk=OuterRef("round"))
    this = ActionPlan.objects.filter(pk=plan)
    before = [Q(plan__in=this.values(name)) for name in ("continues", "continues__continues")]
    reviews = with_may_answer(
        Review.objects.filter(Q(plan=plan) | before[0] | before[1]), reader, on=on
    )
    return list(
        reviews.annotate(is_asked_now=Exists(open_now))
        .filter(round__opened_at__isnull=False)
        .select_related("round")
        .order_by("-round__period_end", "-round__opens_on")
    )


def rounds_of(reviews: list[Review], *, now: datetime) -> dict[int, ReviewRound]:
    """The rounds of some reviews that had opened by a moment, by their keys."""
    rounds = {review.round_id: review.round for review in reviews}
    return {pk: one for pk, one in rounds.items() if one.opened_at and one.opened_at <= now}


def read_rounds(plan: ActionPlan, reviews: list[Review], reader: User) -> list[AskedRound]:
    """What became of each review, as far as this person may know."""
    mails, answers = _mails(plan, reviews, reader), _answers(reviews, reader)
    return [
        AskedRound(
            review,
            [mail for round_, mail in mails if round_ == review.round_id],
            answers[review.pk],
        )
        for review in reviews
    ]


def _answers(reviews: list[Review], reader: User) -> dict[int, list[Answer]]:
    """What was answered, newest first, with what officers made of it: a row for each decision, read together."""
    rows = (
        ReviewAnswer.objects.filter(review__in=reviews)
        .select_related("by__partner", "on_behalf_of__partner")
        .annotate(**{f"decided_{name}": F(f"decisions__{path}") for name, path in _DECIDED.items()})
        .order_by("-at", "-pk", "-decisions__at", "-decisions__pk")
    )
    found: defaultdict[int, list[Answer]] = defaultdict(list)
    for _, of_answer in groupby(rows, key=attrgetter("pk")):
        decided = list(of_answer)
        found[decided[0].review_id].append(_answer(decided, reader))
    return found


def _answer(rows: list[Any], reader: User) -> Answer:
    answer = rows[0]
    for_whom = named(answer.on_behalf_of, reader=reader) if answer.on_behalf_of else ""
    decisions = [_decision(row, reader) for row in rows if row.decided_kind]
    return Answer(answer, named(answer.by, reader=reader), for_whom, decisions)


def _decision(row: Any, reader: User) -> tuple[ReviewDecision, str]:
    decision = ReviewDecision(
        kind=row.decided_kind,
        rating=row.decided_rating,
        reason=row.decided_reason,
        at=row.decided_at,
    )
    organised = f"{row.decided_post}, {row.decided_partner}"
    return decision, row.decided_name if reader.runs_the_portal else organised


def _mails(plan: ActionPlan, reviews: list[Review], reader: User) -> list[tuple[int, Mail]]:
    sent = (
        Reminder.objects.visible_to(reader)
        .naming(plan.pk)
        .filter(round__in=[review.round_id for review in reviews], state=ReminderState.SENT)
        # Two officers' digests on each morning would bury the few that asked somebody.
        .exclude(stage=Stage.DIGEST)
        .select_related("recipient__partner")
        .order_by("sent_at")
    )
    return [
        (
            reminder.round_id,
            Mail(
                reminder.get_stage_display(),
                named(reminder.recipient, reader=reader),
                reminder.sent_at or reminder.due_at,
            ),
        )
        for reminder in sent
    ]
