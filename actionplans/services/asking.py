"""Asking somebody once more, out of turn."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from actionplans.models import Action, ActionPlan, EventKind, PlanEvent, Review, ReviewRound
from actionplans.queries.owed import leads_owed, owed_reviews, stands_in_for, who_is_asked
from actionplans.services.changes import in_history
from actionplans.services.events import record_event
from partners.models import User
from smp_portal.foundation.words import date_and_time

# A second press of the button, or a second officer's, is not a second mail.
APART = timedelta(hours=1)
NOTHING_OWED = "Nothing is owed here any more, or there is nobody to ask"


@transaction.atomic
def ask_now(*, review: Review, action: Action | None = None, by: User, now: datetime) -> PlanEvent:
    """Note that an officer wants a word on a plan or an action now; the mail goes out with the next look that may send."""
    # One at a time for one plan: two officers who press at once make one mail.
    ActionPlan.objects.select_for_update(no_key=True).get(pk=review.plan_id)
    asked = whom_to_ask(review, action=action, now=now)
    if asked is None:
        raise ValidationError(NOTHING_OWED)
    User.objects.select_for_update(no_key=True).get(pk=asked.pk)
    last = _last_request(review, action, asked, now=now)
    if last is not None:
        raise ValidationError(_just_asked(last))
    return record_event(
        plan=review.plan,
        action=action,
        kind=EventKind.ASKED_NOW,
        new=in_history(asked),
        by=by,
        now=now,
    )


def whom_to_ask(review: Review, *, action: Action | None = None, now: datetime) -> User | None:
    """Who answers for a plan, or for one of its actions, today, where that is owed in a round that is open."""
    if action is not None:
        owed_for = [item for item in leads_owed(review) if item.action == action]
        asked = who_is_asked(owed_for, on=timezone.localdate(now))
        return asked[0][1] if asked else None
    open_now = ReviewRound.objects.open_now().values("pk")
    owed = owed_reviews().filter(pk=review.pk, round__in=open_now).first()
    owner = owed.plan.owner if owed else None
    return stands_in_for(owner, on=timezone.localdate(now)) if owner else None


def _last_request(
    review: Review, action: Action | None, asked: User, *, now: datetime
) -> PlanEvent | None:
    """The request of the last hour about the same thing, or of the same person: that mail lists all they owe."""
    same = Q(plan=review.plan_id, action=action) | Q(new=in_history(asked))
    recent = PlanEvent.objects.filter(same, kind=EventKind.ASKED_NOW, at__gt=now - APART)
    return recent.select_related("by").first()


def _just_asked(event: PlanEvent) -> str:
    return (
        f"{event.by} asked on {date_and_time(event.at)}: "
        "wait an hour before you ask by mail again, or ring"
    )
