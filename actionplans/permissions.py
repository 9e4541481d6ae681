"""Who may change a plan, and who may answer for it."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from actionplans.models import Action, ActionPlan, Review
from partners.models import Absence, Role, User


def can_edit_plan(user: User, plan: ActionPlan) -> bool:  # noqa: ARG001 - all plans alike
    """Officers and administrators edit plans; owners answer reviews instead."""
    return user.runs_the_portal


def can_record_answers(user: User) -> bool:
    """Officers and administrators type in what an owner told them by telephone, mail or at a meeting."""
    return user.runs_the_portal


def can_change_settings(user: User) -> bool:
    """Administrators change the rules of asking, officers read them."""
    return user.is_active and user.role == Role.ADMINISTRATOR


def can_decide(user: User, review: Review) -> bool:  # noqa: ARG001 - all reviews alike
    """Officers and administrators accept, return or correct an answer."""
    return user.runs_the_portal


def can_answer_review(user: User, review: Review, *, on: date) -> bool:
    """The owner answers, the plan's deputy, and whoever stands in while the owner is away."""
    if not user.is_active:
        return False
    answerers = {review.plan.owner_id, review.plan.deputy_id}
    return user.pk in answerers or _stands_in(user, review.plan.owner_id, on=on)


def with_may_answer(reviews: QuerySet[Review], user: User, *, on: date) -> QuerySet[Review]:
    """Each review with `may_answer`: what `can_answer_review` says of it, without a query for each."""
    away = Absence.objects.on(on).filter(deputy=user).values("user")
    asked = Q(owner=user) | Q(deputy=user) | Q(owner__in=away)
    plans = ActionPlan.objects.filter(asked, pk=OuterRef("plan"))
    return reviews.annotate(may_answer=Exists(plans) if user.is_active else Value(value=False))


def can_add_readings(user: User, plan: ActionPlan, *, on: date) -> bool:
    """Those who edit the plan say what its measures read, and those who answer for it."""
    if user.runs_the_portal:
        return True
    answerers = {plan.owner_id, plan.deputy_id}
    return user.is_active and (user.pk in answerers or _stands_in(user, plan.owner_id, on=on))


def can_update_action(user: User, action: Action, *, on: date) -> bool:
    """An action's lead person says how it goes, or whoever stands in for them."""
    if not user.is_active or action.lead_person_id is None:
        return False
    return user.pk == action.lead_person_id or _stands_in(user, action.lead_person_id, on=on)


def _stands_in(user: User, person_id: int | None, *, on: date) -> bool:
    if person_id is None:
        return False
    return Absence.objects.on(on).filter(user_id=person_id, deputy=user).exists()
