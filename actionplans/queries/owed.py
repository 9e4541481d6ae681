"""Who owes what: owners their reviews, lead persons a word on their actions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, QuerySet, When

from actionplans.models import Action, ActionPlan, ActionUpdate, PlanStatus, Review, ReviewRound
from actionplans.models.review import OWED_STATES
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
    actions = _led_actions().filter(lead_person__in=people)
    return _sorted([*_as_owed(reviews), *_actions_owed(actions)])


@dataclass(frozen=True)
class Asking:
    """All that is asked for on a day: what is owed, by whose plans nobody can be asked, and who stands in for whom."""

    on: date
    owed: list[Owed]
    unasked: list[Review]
    deputies: dict[int, User]

    def by_person(self) -> dict[User, list[Owed]]:
        """Everybody who is to be asked and what they owe; a deputy stands in for who is away."""
        return _by_person(self.owed, self.deputies)

    def of(self, person: User) -> list[Owed]:
        """All that a person may answer, as `owed_by` has it."""
        theirs = {person.pk} | {pk for pk, deputy in self.deputies.items() if deputy == person}
        found = [
            owed
            for owed in self.owed
            if owed.owner.pk in theirs
            or (
                owed.action is None
                and owed.plan.deputy_id == person.pk
                and owed.round.due_on < self.on
            )
        ]
        return _sorted(found)


def read_asking(*, on: date) -> Asking:
    """All that is asked for on a day, in four queries."""
    reviews: list[Any] = list(_asked_reviews())
    owed = [review for review in reviews if review.state in OWED_STATES]
    answerable = [review for review in owed if not review.plan.is_vacant]
    open_now = [review for review in reviews if review.is_open]
    return Asking(
        on=on,
        owed=[*_as_owed(answerable), *_actions_owed(_led_actions(), open_now)],
        unasked=[review for review in owed if review.is_open and review.plan.is_vacant],
        deputies=_deputies(on),
    )


def people_asked(*, on: date, only: Collection[User] | None = None) -> dict[User, list[Owed]]:
    """Everybody who is to be asked today and what they owe; a deputy stands in for who is away.

    With `only`, no more than concerns these people: what they are asked, and what others are asked about plans
    whose deputies they are.
    """
    if only is None:
        return read_asking(on=on).by_person()
    found = _owed_around(only, on=on)
    return _by_person(found, _deputies(on, of={owed.owner.pk for owed in found}))


def _by_person(found: Iterable[Owed], deputies: Mapping[int, User]) -> dict[User, list[Owed]]:
    asked: dict[User, list[Owed]] = defaultdict(list)
    for owed in found:
        person = deputies.get(owed.owner.pk, owed.owner)
        if person.is_active:
            asked[person].append(owed)
    return {person: _sorted(items) for person, items in asked.items()}


def stands_in_for(person: User, *, on: date) -> User:
    """Who is asked instead of a person today; the person, where nobody is."""
    return _deputies(on, of=[person.pk]).get(person.pk, person)


def leads_owed(review: Review) -> list[Owed]:
    """The actions of a plan on which their lead persons still owe a word in a round that is open."""
    owed = _actions_owed(_led_actions().filter(plan=review.plan_id).order_by("reference"))
    return [item for item in owed if item.review.pk == review.pk]


def who_is_asked(owed: Iterable[Owed], *, on: date) -> list[tuple[Owed, User]]:
    """Each thing with the person who is asked for it today: a deputy, where its own person is away."""
    items = list(owed)
    deputies = _deputies(on, of={item.owner.pk for item in items}) if items else {}
    return [(item, deputies.get(item.owner.pk, item.owner)) for item in items]


def owed_reviews() -> QuerySet[Review]:
    """Reviews that are still to be answered, of active plans that have an owner."""
    return (
        Review.objects.owed()
        .filter(plan__status=PlanStatus.ACTIVE, plan__owner__is_active=True)
        .select_related("round__meeting", "plan__owner__partner", "plan__priority", "plan__deputy")
    )


def _asked_reviews() -> QuerySet[Review]:
    """The reviews of active plans that are still to be answered, or of a round that is open: `is_open` says which."""
    is_open = Q(round__in=ReviewRound.objects.open_now().values("pk"))
    return (
        Review.objects.filter(Q(state__in=OWED_STATES) | is_open, plan__status=PlanStatus.ACTIVE)
        .annotate(is_open=Case(When(is_open, then=True), default=False))
        .select_related("round__meeting", "plan__owner__partner", "plan__priority", "plan__deputy")
    )


def _owed_around(only: Collection[User], *, on: date) -> list[Owed]:
    """What people, or those for whom they stand in, could be asked, and plans whose deputies they are."""
    away = Absence.objects.on(on).filter(deputy__in=only).values_list("user", flat=True)
    people = {*(person.pk for person in only), *away}
    reviews = owed_reviews().filter(Q(plan__owner__in=people) | Q(plan__deputy__in=only))
    actions = _led_actions().filter(lead_person__in=people)
    return [*_as_owed(reviews), *_actions_owed(actions)]


def _actions_owed(found: QuerySet[Action], open_now: Iterable[Review] | None = None) -> list[Owed]:
    """The words that lead persons owe; `open_now` are the reviews of the open rounds, where they are read already."""
    actions = list(found)
    if not actions:
        return []
    rounds = ReviewRound.objects.open_now().values("pk")
    plans = {action.plan_id for action in actions}
    reviews = _open_reviews(rounds, plans) if open_now is None else open_now
    by_plan: dict[int, list[Review]] = defaultdict(list)
    for review in reviews:
        by_plan[review.plan_id].append(review)
    updates = ActionUpdate.objects.filter(round__in=rounds, action__in=actions)
    answered = set(updates.values_list("action", "round"))
    return [
        Owed(review.round, review.plan, review, action, action.lead_person)
        for action in actions
        for review in by_plan[action.plan_id]
        if (action.pk, review.round_id) not in answered and action.lead_person
    ]


def _open_reviews(rounds: QuerySet[Any], plans: Collection[int]) -> QuerySet[Review]:
    found = Review.objects.filter(round__in=rounds, plan__in=plans).order_by()
    return found.select_related("round", "plan__owner__partner", "plan__priority")


def _led_actions() -> QuerySet[Action]:
    return (
        Action.objects.open()
        .filter(plan__status=PlanStatus.ACTIVE, lead_person__is_active=True)
        .exclude(lead_person=F("plan__owner"))
        .select_related("lead_person__partner", "plan")
    )


def _as_owed(reviews: Iterable[Review]) -> list[Owed]:
    return [
        Owed(review.round, review.plan, review, None, review.plan.owner)
        for review in reviews
        if review.plan.owner
    ]


def _deputies(on: date, *, of: Iterable[int] | None = None) -> dict[int, User]:
    # Where the deputy has left, the person who is away is asked: better late than nobody.
    absences = (
        Absence.objects.on(on).filter(deputy__is_active=True).select_related("deputy__partner")
    )
    if of is not None:
        absences = absences.filter(user__in=of)
    return {absence.user_id: absence.deputy for absence in absences}


def _sorted(items: list[Owed]) -> list[Owed]:
    return sorted(
        items, key=lambda owed: (owed.round.due_on, owed.action is not None, owed.plan.number)
    )
