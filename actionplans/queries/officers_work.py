"""What only the partnership team can settle: answers to decide on, vacancies, what is not theirs, lost mails."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from actionplans.models import (
    Action,
    ActionPlan,
    EventKind,
    PlanEvent,
    Reminder,
    Review,
    ReviewAnswer,
    ReviewRound,
    ReviewState,
)
from actionplans.queries.attention import read_attention

_IN = [ReviewState.ANSWERED, ReviewState.ACCEPTED]


@dataclass(frozen=True)
class OfficersWork:
    """What waited for the team at one moment, and how far the round is."""

    round: ReviewRound
    asked: int
    answered: int
    to_decide: list[Review]
    vacant: list[ActionPlan]
    vacant_actions: list[Action]
    not_mine: list[PlanEvent]
    help_wanted: list[ReviewAnswer]
    undelivered: list[Reminder]

    @property
    def number(self) -> int:
        """How many things need somebody of the team."""
        vacant, mails = (self.vacant, self.vacant_actions), self.undelivered
        kinds = (self.to_decide, *vacant, self.not_mine, self.help_wanted, mails)
        return sum(len(kind) for kind in kinds)


def read_officers_work(round_: ReviewRound, *, before: datetime) -> OfficersWork:
    """What waits for the team in this round, of what had come in by that moment."""
    reviews = Review.objects.filter(round=round_)
    later = ReviewAnswer.objects.filter(review=OuterRef("pk"), at__gt=before)
    attention = read_attention(now=before)
    return OfficersWork(
        round=round_,
        asked=reviews.count(),
        answered=reviews.filter(state__in=_IN).count(),
        to_decide=list(reviews_to_decide().exclude(Exists(later))),
        vacant=list(vacant_plans()),
        vacant_actions=attention.without_lead,
        not_mine=list(disowned().filter(at__lte=before)),
        help_wanted=list(help_wanted().filter(at__lte=before)),
        undelivered=[mail for mail in attention.undelivered_mails if mail.due_at <= before],
    )


def reviews_to_decide() -> QuerySet[Review]:
    """Answers that are to be accepted, corrected or returned."""
    reviews = Review.objects.to_decide().select_related("plan__owner__partner", "round")
    return reviews.order_by("plan__number").prefetch_related(newest_answers())


def newest_answers() -> "Prefetch[Any]":
    """What came in, the newest first, with who said it."""
    return Prefetch("answers", queryset=ReviewAnswer.objects.select_related("by__partner"))


def vacant_plans() -> QuerySet[ActionPlan]:
    """Plans for which there is nobody to ask."""
    return ActionPlan.objects.active().vacant().order_by("-year", "number")


def disowned() -> QuerySet[PlanEvent]:
    """Plans whose owner said "this isn't mine", until somebody gives them to someone."""
    # The plan as a whole is no action: nought, as nothing equals nothing in no database.
    later = PlanEvent.objects.annotate(about=Coalesce("action", 0)).filter(
        plan=OuterRef("plan"), at__gte=OuterRef("at")
    )
    given = Q(kind=EventKind.ACTION_EDITED, field="lead_person", action=OuterRef("action"))
    answered = Q(kind=EventKind.NOT_MINE_ANSWERED, about=Coalesce(OuterRef("action"), 0))
    settled = later.filter(Q(kind=EventKind.OWNER_CHANGED) | given | answered)
    return (
        PlanEvent.objects.filter(~Exists(settled), kind=EventKind.NOT_MINE)
        .filter(plan__in=ActionPlan.objects.active())
        .select_related("plan", "action", "by__partner")
    )


def help_wanted() -> QuerySet[ReviewAnswer]:
    """Requests for help in each plan's newest answer, until an officer has written down what was done."""
    newer = ReviewAnswer.objects.filter(review__plan=OuterRef("review__plan")).filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    )
    answered = PlanEvent.objects.filter(
        plan=OuterRef("review__plan"), kind=EventKind.HELP_ANSWERED, at__gte=OuterRef("at")
    )
    return (
        ReviewAnswer.objects.filter(~Exists(newer), ~Exists(answered), needs_help=True)
        .filter(review__plan__in=ActionPlan.objects.active())
        .select_related("review__plan", "review__round", "by__partner")
        .order_by("at", "pk")
    )
