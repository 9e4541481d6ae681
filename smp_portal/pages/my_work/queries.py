"""What waits for one person, read in one go."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet
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
    actions_without_lead,
    disowned,
    help_wanted,
    reviews_to_decide,
    vacant_plans,
)
from actionplans.queries.owed import Owed, owed_by
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
    owed = owed_by(user, on=on)
    if user.runs_the_portal:
        return MyWork(owed=owed, desk=_desk(now=now))
    return MyWork(
        owed=owed,
        plans=positions(ActionPlan.objects.active().filter(owner=user), now=now),
        actions=_led(user),
        meeting=_next_board(on) if user.role == Role.BOARD else None,
    )


def _desk(*, now: datetime) -> OfficersDesk:
    round_ = ReviewRound.objects.current()
    return OfficersDesk(
        round=round_,
        reviews=list(_with_people(Review.objects.filter(round=round_))) if round_ else [],
        to_decide=list(reviews_to_decide()),
        vacant=list(vacant_plans()),
        vacant_actions=list(actions_without_lead()),
        not_mine=list(disowned()),
        help_wanted=list(help_wanted()),
        attention=read_attention(now=now).number,
    )


def _with_people(reviews: QuerySet[Review]) -> QuerySet[Review]:
    return reviews.select_related("plan__owner__partner", "round").order_by("plan__number")


def _led(user: User) -> list[Action]:
    led = Action.objects.open().filter(lead_person=user, plan__in=ActionPlan.objects.active())
    return list(led.select_related("plan").order_by("due_on"))


def _next_board(on: date) -> Meeting | None:
    return Meeting.objects.of_the_board().next_after(on)
