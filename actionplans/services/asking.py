"""Asking somebody once more, out of turn."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.models import ActionPlan, EventKind, PlanEvent, Review, ReviewRound
from actionplans.queries.owed import owed_reviews, stands_in_for
from actionplans.services.changes import in_history
from actionplans.services.events import record_event
from partners.models import User
from smp_portal.foundation.words import date_and_time

# A second press of the button, or a second officer's, is not a second mail.
APART = timedelta(hours=1)


@transaction.atomic
def ask_now(*, review: Review, by: User, now: datetime) -> PlanEvent:
    """Note that an officer wants a plan's answer now; the mail goes out with the next look that may send."""
    # One at a time for one plan: two officers who press at once make one mail.
    ActionPlan.objects.select_for_update(no_key=True).get(pk=review.plan_id)
    asked = whom_to_ask(review, now=now)
    if asked is None:
        raise ValidationError("Nothing is owed for this plan any more, or there is nobody to ask")
    last = _last_request(review, now=now)
    if last is not None:
        raise ValidationError(_just_asked(last))
    return record_event(
        plan=review.plan,
        kind=EventKind.ASKED_NOW,
        new=in_history(asked),
        by=by,
        now=now,
    )


def whom_to_ask(review: Review, *, now: datetime) -> User | None:
    """Who answers for a plan today, where its answer is owed in a round that is open."""
    open_now = ReviewRound.objects.open_now().values("pk")
    owed = owed_reviews().filter(pk=review.pk, round__in=open_now).first()
    owner = owed.plan.owner if owed else None
    return stands_in_for(owner, on=timezone.localdate(now)) if owner else None


def _last_request(review: Review, *, now: datetime) -> PlanEvent | None:
    recent = PlanEvent.objects.filter(
        plan=review.plan_id, kind=EventKind.ASKED_NOW, at__gt=now - APART
    )
    return recent.select_related("by").first()


def _just_asked(event: PlanEvent) -> str:
    return (
        f"{event.by} asked on {date_and_time(event.at)}: "
        "wait an hour before you ask by mail again, or ring"
    )
