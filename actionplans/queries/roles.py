"""What somebody is in a round: asked for something, deputy of a plan, officer."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet, Subquery
from django.utils import timezone

from actionplans.models import Action, ActionPlan, Review, ReviewRound
from actionplans.queries.owed import Owed, people_asked
from partners.models import Role, User

Asked = dict[User, list[Owed]]


@dataclass(frozen=True)
class Roles:
    """Why a person hears of a round."""

    is_asked: bool
    is_deputy: bool
    is_officer: bool


def roles_in(
    round_: ReviewRound, person: User, *, now: datetime, asked: Asked | None = None
) -> Roles:
    """What a person is in a round that is open, or would be in one to come if it opened today.

    `asked` is what they and the owners beside them are asked today, where that was read before.
    """
    if round_.opened_at is not None:
        if asked is None:
            asked = people_asked(on=timezone.localdate(now), only=[person])
        return _roles_now(round_, person, asked)
    plans = list(
        plans_in(round_)
        .filter(Q(owner=person) | Q(deputy=person))
        .values_list("owner", "deputy", "owner__is_active")
    )
    return Roles(
        is_asked=any(owner == person.pk for owner, _, _ in plans) or _leads(round_, person),
        is_deputy=any(deputy == person.pk and there for _, deputy, there in plans),
        is_officer=_is_officer(person),
    )


def _roles_now(round_: ReviewRound, person: User, asked: Asked) -> Roles:
    here = [owed for items in asked.values() for owed in items if owed.round.pk == round_.pk]
    return Roles(
        is_asked=any(owed.round.pk == round_.pk for owed in asked.get(person, [])),
        is_deputy=any(owed.action is None and owed.plan.deputy == person for owed in here),
        is_officer=_is_officer(person),
    )


def _leads(round_: ReviewRound, person: User) -> bool:
    leads = Action.objects.open().filter(plan__in=plans_in(round_), lead_person=person)
    return leads.exclude(lead_person=F("plan__owner")).exists()


def _is_officer(person: User) -> bool:
    return person.is_active and person.role == Role.OFFICER


def plans_in(round_: ReviewRound) -> QuerySet[ActionPlan]:
    """The active plans about which a round asks, or will ask."""
    active = ActionPlan.objects.active()
    if round_.opened_at is not None:
        owed = Review.objects.owed().filter(round=round_)
        return active.filter(pk__in=owed.values("plan"))
    if round_.is_extra:
        return active.filter(pk__in=round_.plans.values("pk"))
    return active.covering(start=round_.period_start, end=round_.period_end)


def plans_to_ask(round_: ReviewRound) -> list[ActionPlan]:
    """The plans of a round with who owns and who deputises, by their numbers."""
    plans = plans_in(round_).select_related("owner__partner", "deputy__partner")
    return list(plans.order_by("number", "pk"))


def first_person_asked(rounds: list[ReviewRound]) -> User | None:
    """The owner of the first plan about which one of these rounds asks."""
    for round_ in rounds:
        owned = plans_in(round_).filter(owner__is_active=True).order_by("number", "pk")
        plan = owned.select_related("owner").first()
        if plan is not None:
            return plan.owner
    return None


def rounds_ahead() -> list[ReviewRound]:
    """The rounds that ask now, and the next regular one."""
    coming = ReviewRound.objects.regular().filter(opened_at=None).order_by("opens_on")
    wanted = Q(pk__in=ReviewRound.objects.open_now().values("pk")) | Q(
        pk=Subquery(coming.values("pk")[:1])
    )
    rounds = list(ReviewRound.objects.filter(wanted))
    return sorted(rounds, key=lambda round_: (round_.opened_at is None, round_.due_on))
