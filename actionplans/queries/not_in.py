"""What has not come in, and whom an officer could ring about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from actionplans.models import Action, ActionPlan, PlanStatus, Review, ReviewRound
from actionplans.queries.owed import Owed
from partners.models import User


@dataclass(frozen=True)
class NotIn:
    """One answer that is missing, and the person who was asked for it, where there is one."""

    round: ReviewRound
    plan: ActionPlan
    action: Action | None
    person: User | None

    @property
    def title(self) -> str:
        return str(self.action or self.plan)


def not_in(rounds: Iterable[ReviewRound], asked: Mapping[User, Sequence[Owed]]) -> list[NotIn]:
    """What these rounds still miss: what people were asked, and plans for which there is nobody to ask."""
    keys = {round_.pk for round_ in rounds}
    if not keys:
        return []
    missing = [
        NotIn(owed.round, owed.plan, owed.action, person)
        for person, items in asked.items()
        for owed in items
        if owed.round.pk in keys
    ]
    return sorted([*missing, *_nobody_asked(keys)], key=_order)


def _nobody_asked(rounds: set[int]) -> list[NotIn]:
    vacant = Q(plan__owner=None) | Q(plan__owner__is_active=False)
    reviews = (
        Review.objects.owed()
        .filter(vacant, round__in=rounds, plan__status=PlanStatus.ACTIVE)
        .select_related("round", "plan")
    )
    return [NotIn(review.round, review.plan, None, None) for review in reviews]


def _order(missing: NotIn) -> tuple[object, ...]:
    reference = missing.action.reference if missing.action else ""
    return (missing.round.due_on, missing.round.pk, missing.plan.number, reference)
