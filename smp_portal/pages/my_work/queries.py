"""What waits for one person, read in one go."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Q, QuerySet, Subquery, When, prefetch_related_objects
from django.utils import timezone

from actionplans.models import (
    Action,
    ActionPlan,
    PlanEvent,
    Review,
    ReviewAnswer,
    ReviewRound,
    ReviewState,
)
from actionplans.models.review import OWED_STATES
from actionplans.queries.attention import read_attention
from actionplans.queries.officers_work import (
    disowned,
    help_wanted,
    newest_answers,
    vacant_plans,
)
from actionplans.queries.owed import Asking, Owed, owed_by, read_asking
from actionplans.queries.positions import positions
from actionplans.queries.standing import PlanPosition
from partners.models import Meeting, Role, User


@dataclass(frozen=True)
class OfficersDesk:
    """The partnership team's own work: this round, what came in, and what needs someone."""

    round: ReviewRound | None
    reviews: list[Review]
    to_decide: list[Review]
    vacant: list[ActionPlan]
    vacant_actions: list[Action]
    not_mine: list[PlanEvent]
    help_wanted: list[ReviewAnswer]
    attention: int

    @property
    def answered(self) -> int:
        """How many of the round's reviews have been answered."""
        return sum(review.state not in self._open_states() for review in self.reviews)

    @property
    def awaited(self) -> list[Review]:
        """The round's reviews that have not come, or went back to their owner."""
        return [review for review in self.reviews if review.state in self._open_states()]

    @staticmethod
    def _open_states() -> list[ReviewState]:
        return [*OWED_STATES, ReviewState.MISSED]

    @property
    def needs_someone(self) -> bool:
        return bool(self.vacant or self.vacant_actions or self.not_mine or self.help_wanted)


@dataclass(frozen=True)
class MyWork:
    """One person's work today."""

    owed: list[Owed]
    desk: OfficersDesk | None = None
    plans: list[PlanPosition] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    meeting: Meeting | None = None

    @property
    def nothing_to_do(self) -> bool:
        """Whether nothing waits for this person."""
        desk = self.desk
        return not self.owed and not (
            desk and (desk.to_decide or desk.awaited or desk.needs_someone or desk.attention)
        )


def read_my_work(user: User, *, now: datetime) -> MyWork:
    """What waits for this person, by what they are and what they were given."""
    on = timezone.localdate(now)
    if user.runs_the_portal:
        asking = read_asking(on=on)
        return MyWork(owed=asking.of(user), desk=_desk(asking, now=now))
    return MyWork(
        owed=owed_by(user, on=on),
        plans=positions(ActionPlan.objects.active().filter(owner=user), now=now),
        actions=_led(user),
        meeting=_next_board(on) if user.role == Role.BOARD else None,
    )


def _desk(asking: Asking, *, now: datetime) -> OfficersDesk:
    reviews, attention = list(_reviews()), read_attention(now=now, asking=asking)
    of_round = [review for review in reviews if review.is_current]
    to_decide = [review for review in reviews if review.state == ReviewState.ANSWERED]
    prefetch_related_objects(to_decide, newest_answers())
    return OfficersDesk(
        round=of_round[0].round if of_round else ReviewRound.objects.current(),
        reviews=of_round,
        to_decide=to_decide,
        vacant=list(vacant_plans()),
        vacant_actions=attention.without_lead,
        not_mine=list(disowned()),
        help_wanted=list(help_wanted()),
        attention=attention.number,
    )


def _reviews() -> QuerySet[Any]:
    """The reviews of the current round, `is_current`, and answers of any round that wait for the team."""
    current = ReviewRound.objects.regular().opened().order_by("-period_end").values("pk")[:1]
    is_current = Q(round=Subquery(current))
    wanted = Review.objects.filter(is_current | Q(state=ReviewState.ANSWERED))
    marked = wanted.annotate(is_current=Case(When(is_current, then=True), default=False))
    return marked.select_related("plan__owner__partner", "round").order_by("plan__number")


def _led(user: User) -> list[Action]:
    led = Action.objects.open().filter(lead_person=user, plan__in=ActionPlan.objects.active())
    return list(led.select_related("plan").order_by("due_on"))


def _next_board(on: date) -> Meeting | None:
    return Meeting.objects.of_the_board().next_after(on)
