"""Who owes what: owners their reviews, lead persons a word on their actions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from actionplans.models import Action, ActionPlan, ActionUpdate, PlanStatus, Review, ReviewRound
from partners.models import Absence, User


@dataclass(frozen=True)
class Owed:
    """One thing that somebody is asked: a review of a plan, or an update on one action."""

    round: ReviewRound
    plan: ActionPlan
    review: Review
    action: Action | None
    owner: User

    @property
    def title(self) -> str:
        return str(self.action or self.plan)


def owed_by(person: User, *, on: date) -> list[Owed]:
    """All that a person may answer today: their own, an absent person's, and late plans whose deputy they are."""
    stands_for = Absence.objects.on(on).filter(deputy=person).values("user")
    theirs = Q(pk=person.pk) | Q(pk__in=stands_for)
    late = Q(plan__deputy=person, round__due_on__lt=on)
    people = User.objects.filter(theirs)
    reviews = owed_reviews().filter(Q(plan__owner__in=people) | late)
    return _sorted([*_as_owed(reviews), *_actions_owed(people)])


def people_asked(*, on: date, only: User | None = None) -> dict[User, list[Owed]]:
    """Everybody who is to be asked today and what they owe; a deputy stands in for who is away."""
    deputies = _deputies(on)
    asked: dict[User, list[Owed]] = defaultdict(list)
    for owed in [*_as_owed(owed_reviews()), *_actions_owed()]:
        person = deputies.get(owed.owner.pk, owed.owner)
        if person.is_active and (only is None or person.pk == only.pk):
            asked[person].append(owed)
    return {person: _sorted(items) for person, items in asked.items()}


def stands_in_for(person: User, *, on: date) -> User:
    """Who is asked instead of a person today; the person, where nobody is."""
    return _deputies(on).get(person.pk, person)


def owed_reviews() -> QuerySet[Review]:
    """Reviews that are still to be answered, of active plans that have an owner."""
    return (
        Review.objects.owed()
        .filter(plan__status=PlanStatus.ACTIVE, plan__owner__is_active=True)
        .select_related("round__meeting", "plan__owner__partner", "plan__priority", "plan__deputy")
    )


def _actions_owed(people: Iterable[User] | None = None) -> list[Owed]:
    rounds = ReviewRound.objects.open_now().values("pk")
    reviews = (
        Review.objects.filter(round__in=rounds, plan__status=PlanStatus.ACTIVE)
        .select_related("round", "plan__owner__partner", "plan__priority")
        .order_by()
    )
    by_plan: dict[int, list[Review]] = defaultdict(list)
    for review in reviews:
        by_plan[review.plan_id].append(review)
    actions = _led_actions(list(by_plan))
    if people is not None:
        actions = actions.filter(lead_person__in=people)
    answered = set(ActionUpdate.objects.filter(round__in=rounds).values_list("action", "round"))
    return [
        Owed(review.round, review.plan, review, action, action.lead_person)
        for action in actions
        for review in by_plan[action.plan_id]
        if (action.pk, review.round_id) not in answered and action.lead_person
    ]


def _led_actions(plans: list[int]) -> QuerySet[Action]:
    return (
        Action.objects.open()
        .filter(plan__in=plans, lead_person__is_active=True)
        .exclude(lead_person=F("plan__owner"))
        .select_related("lead_person__partner", "plan")
    )


def _as_owed(reviews: QuerySet[Review]) -> list[Owed]:
    return [
        Owed(review.round, review.plan, review, None, review.plan.owner)
        for review in reviews
        if review.plan.owner
    ]


def _deputies(on: date) -> dict[int, User]:
    # Where the deputy has left, the person who is away is asked: better late than nobody.
    absences = (
        Absence.objects.on(on).filter(deputy__is_active=True).select_related("deputy__partner")
    )
    return {absence.user_id: absence.deputy for absence in absences}


def _sorted(items: list[Owed]) -> list[Owed]:
    return sorted(
        items, key=lambda owed: (owed.round.due_on, owed.action is not None, owed.plan.number)
    )
