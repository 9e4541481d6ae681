"""Reviews as a list of who is asked what, and each as the story of its answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from actionplans.models import (
    ActionPlan,
    ActionUpdate,
    EventKind,
    PlanEvent,
    Rating,
    Review,
    ReviewAnswer,
    ReviewDecision,
    ReviewState,
)
from partners.models import Absence, Role, User
from smp_portal.foundation.words import unbroken


@dataclass(frozen=True)
class ReviewRow:
    """One review in a list, with who is asked today and what was said."""

    review: Review
    asked: User | None
    instead_of: User | None
    rating: str
    is_owed: bool
    is_late: bool

    @property
    def words(self) -> str:
        """The rating on one line."""
        return unbroken(Rating(self.rating).label) if self.rating else ""


@dataclass(frozen=True)
class ReviewStory:
    """A review with all its answers, the newest first, each with its `updates`, and what was said beside them."""

    review: Review
    answers: list[Any]
    lead_updates: list[ActionUpdate]
    settled: list[PlanEvent]

    @property
    def newest(self) -> ReviewAnswer | None:
        newest: ReviewAnswer | None = self.answers[0] if self.answers else None
        return newest

    @cached_property
    def clashing(self) -> list[ReviewAnswer]:
        """Answers that different people gave since the last decision, where there are such."""
        undecided = []
        for answer in self.answers:
            if answer.decisions.all():
                break
            undecided.append(answer)
        return undecided if len({answer.by_id for answer in undecided}) > 1 else []


def reviews_for(user: User, *, on: date) -> QuerySet[Review]:
    """The reviews in a person's list: all that they may read, for owners those that they have to do with."""
    reviews = Review.objects.visible_to(user, on=on)
    if user.role != Role.OWNER:
        return reviews
    away = Absence.objects.on(on).filter(deputy=user).values("user")
    people = User.objects.filter(Q(pk=user.pk) | Q(pk__in=away))
    plans = ActionPlan.objects.filter(
        Q(owner__in=people) | Q(deputy=user) | Q(actions__lead_person__in=people)
    )
    return reviews.filter(plan__in=plans.values("pk"))


def review_rows(reviews: QuerySet[Review], *, on: date) -> list[ReviewRow]:
    """The reviews of a list; two queries however many there are."""
    deputies = stand_ins(on=on)
    newest = ReviewAnswer.objects.filter(review=OuterRef("pk"))
    decided = ReviewDecision.objects.filter(review=OuterRef("pk"), answer=OuterRef("said"))
    annotated = (
        reviews.select_related("round", "plan__priority", "plan__owner__partner")
        .annotate(said=Subquery(newest.values("pk")[:1]))
        .annotate(
            said_rating=Subquery(newest.values("rating")[:1]),
            corrected=Subquery(decided.values("rating")[:1]),
        )
    )
    return [_row(review, deputies, on) for review in annotated]


def stand_ins(*, on: date) -> dict[int, User]:
    """Who is asked today instead of whom."""
    absences = Absence.objects.on(on).filter(deputy__is_active=True)
    return {
        absence.user_id: absence.deputy for absence in absences.select_related("deputy__partner")
    }


def who_may_say(review: Review, *, on: date) -> list[User]:
    """The people who may answer for a plan, and so whose words an officer may write down."""
    plan = review.plan
    stand_in = stand_ins(on=on).get(plan.owner_id) if plan.owner_id else None
    people = [plan.owner, plan.deputy, stand_in]
    return [person for person in people if person is not None and person.is_active]


def review_story(review: Review) -> ReviewStory:
    """All that was said in a review; the same few queries however much it is."""
    found = review.answers.select_related("by__partner", "on_behalf_of__partner")
    answers: list[Any] = list(found.prefetch_related("decisions__by"))
    alone = Q(action__plan=review.plan_id, round=review.round_id, answer=None)
    updates = list(
        ActionUpdate.objects.filter(alone | Q(answer__in=answers)).select_related(
            "action", "by__partner"
        )
    )
    for answer in answers:
        answer.updates = [update for update in updates if update.answer_id == answer.pk]
    return ReviewStory(
        review=review,
        answers=answers,
        lead_updates=[update for update in updates if update.answer_id is None],
        settled=list(_settled(review)),
    )


def _settled(review: Review) -> Iterable[PlanEvent]:
    """What was disowned since the round opened, and what the team answered to that and to requests for help."""
    kinds = [EventKind.NOT_MINE, EventKind.NOT_MINE_ANSWERED, EventKind.HELP_ANSWERED]
    events = PlanEvent.objects.filter(plan=review.plan_id, kind__in=kinds)
    since = review.round.opened_at
    return events.filter(at__gte=since).select_related("by__partner", "action") if since else []


def _row(review: Review, deputies: dict[int, User], on: date) -> ReviewRow:
    owed = review.state in {ReviewState.AWAITED, ReviewState.RETURNED}
    owner = None if owed and review.plan.is_vacant else review.plan.owner
    deputy = deputies.get(owner.pk) if owner else None
    return ReviewRow(
        review=review,
        asked=deputy or owner,
        instead_of=owner if deputy else None,
        rating=review.corrected or review.said_rating or "",  # type: ignore[attr-defined]
        is_owed=owed,
        is_late=owed and review.round.due_on < on,
    )
