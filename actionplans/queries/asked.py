"""What one person is asked behind a personal link: what they owe, and what they have sent and may still correct."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Q

from actionplans.models import (
    Action,
    ActionPlan,
    ActionUpdate,
    PlanStatus,
    Review,
    ReviewAnswer,
    ReviewRound,
    ReviewState,
)
from actionplans.queries.answers import LastAnswer, last_answers
from actionplans.queries.officers_work import disowned
from actionplans.queries.owed import owed_by
from partners.models import Absence, User

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Question:
    """One thing that a person is asked, or has answered."""

    review: Review
    action: Action | None = None
    last: LastAnswer | None = None
    sent: ReviewAnswer | ActionUpdate | None = None
    late_actions: int = 0
    disowned: bool = False

    @property
    def plan(self) -> ActionPlan:
        return self.review.plan

    @property
    def needs_sign_in(self) -> bool:
        """Whether not even its title may be shown behind a link."""
        return self.plan.is_restricted

    @property
    def is_settled(self) -> bool:
        """Whether the officer has accepted it, so that it stays as it is."""
        return self.action is None and self.review.state == ReviewState.ACCEPTED

    @property
    def title(self) -> str:
        return str(self.action) if self.action else self.plan.full_title


@dataclass(frozen=True)
class Questions:
    """All that a personal link shows."""

    to_do: list[Question]
    sent: list[Question]

    def of_review(self, pk: int) -> Question | None:
        """The question about a plan, if it is one of these."""
        found = [q for q in self._all if q.action is None and q.review.pk == pk]
        return found[0] if found else None

    def of_action(self, pk: int) -> Question | None:
        """The question about a single action, if it is one of these."""
        found = [q for q in self._all if q.action is not None and q.action.pk == pk]
        return found[0] if found else None

    @property
    def _all(self) -> list[Question]:
        return [*self.to_do, *self.sent]


def questions_to(person: User, *, round_: ReviewRound, on: date) -> Questions:
    """What a person owes today in any round, and what they sent in this one."""
    owed, people = owed_by(person, on=on), _speaks_for(person, on=on)
    answered = _sent_reviews(person, people, round_)
    last = last_answers([*(item.review for item in owed if item.action is None), *answered])
    late = _late_actions((item.plan.pk for item in owed), on=on)
    disowned = _disowned(person, round_)
    to_do = [
        Question(
            review=item.review,
            action=item.action,
            last=last.get(item.review.pk),
            late_actions=late[item.plan.pk],
            disowned=(item.plan.pk, item.action.pk if item.action else None) in disowned,
        )
        for item in owed
    ]
    sent = [
        Question(review, last=last.get(review.pk), sent=review.answers.all()[0])
        for review in answered
    ]
    return Questions(to_do, [*sent, *_sent_updates(people, round_)])


def _speaks_for(person: User, *, on: date) -> list[int]:
    """The person, and those who are away and whose deputy they are."""
    away = Absence.objects.on(on).filter(deputy=person)
    return [person.pk, *away.values_list("user", flat=True)]


def _sent_reviews(person: User, people: list[int], round_: ReviewRound) -> list[Review]:
    asked = Q(plan__owner__in=people) | Q(plan__deputy=person, answers__by=person)
    here = Q(round=round_) | Q(answers__by=person, answers__at__gte=round_.opened_at or _NEVER)
    reviews = (
        Review.objects.filter(asked, here, plan__status=PlanStatus.ACTIVE)
        .filter(state__in=[ReviewState.ANSWERED, ReviewState.ACCEPTED])
        .select_related("round__meeting", "plan__owner")
        .prefetch_related("answers__by")
        .distinct()
    )
    return [review for review in reviews if review.answers.all()]


def _sent_updates(people: list[int], round_: ReviewRound) -> list[Question]:
    updates = ActionUpdate.objects.filter(
        round=round_,
        answer=None,
        action__lead_person__in=people,
        action__plan__status=PlanStatus.ACTIVE,
    ).select_related("action__plan", "by")
    newest: dict[int, ActionUpdate] = {}
    for update in updates:
        newest.setdefault(update.action_id, update)
    plans = {update.action.plan_id for update in newest.values()}
    reviews = Review.objects.filter(round=round_, plan__in=plans).select_related("round", "plan")
    by_plan = {review.plan_id: review for review in reviews}
    return [
        Question(by_plan[update.action.plan_id], action=update.action, sent=update)
        for update in newest.values()
        if update.action.plan_id in by_plan
    ]


def _disowned(person: User, round_: ReviewRound) -> set[tuple[int, int | None]]:
    said = disowned().filter(by=person, at__gte=round_.opened_at)
    return set(said.values_list("plan", "action")) if round_.opened_at else set()


def _late_actions(plans: Iterable[int], *, on: date) -> Counter[int]:
    late = Action.objects.overdue(on=on).filter(plan__in=list(plans))
    return Counter(late.values_list("plan", flat=True))
