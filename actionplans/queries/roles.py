"""What somebody is in a round: asked for something, deputy of a plan, officer."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet
from django.utils import timezone

from actionplans.models import Action, ActionPlan, Review, ReviewRound
from actionplans.queries.owed import people_asked
from partners.models import Role, User


@dataclass(frozen=True)
class Roles:
    """Why a person hears of a round."""

    is_asked: bool
    is_deputy: bool
    is_officer: bool

    @property
    def hears_nothing(self) -> bool:
        return not (self.is_asked or self.is_deputy or self.is_officer)


def roles_in(round_: ReviewRound, person: User, *, now: datetime) -> Roles:
    """What a person is in a round that is open, or would be in one to come if it opened today."""
    plans = plans_in(round_)
    if round_.opened_at is not None:
        owed = people_asked(on=timezone.localdate(now), only=[person]).get(person, [])
        is_asked = any(item.round.pk == round_.pk for item in owed)
    else:
        leads = Action.objects.open().filter(plan__in=plans, lead_person=person)
        is_asked = (
            plans.filter(owner=person).exists()
            or leads.exclude(lead_person=F("plan__owner")).exists()
        )
    return Roles(
        is_asked=is_asked,
        is_deputy=plans.filter(deputy=person, owner__is_active=True).exists(),
        is_officer=person.is_active and person.role == Role.OFFICER,
    )


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
    open_now = list(ReviewRound.objects.open_now().order_by("due_on"))
    coming = ReviewRound.objects.regular().filter(opened_at=None).order_by("opens_on").first()
    return [*open_now, *([coming] if coming else [])]
