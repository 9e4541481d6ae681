"""What owners were asked, what they answered, and what officers made of it."""

from datetime import date

from django.db import models
from django.db.models import Q

from actionplans.models.action import Action, ActionStatus
from actionplans.models.event import Via
from actionplans.models.plan import ActionPlan, Rating
from actionplans.models.round import ReviewRound
from partners.models import User
from smp_portal.foundation.append_only import AppendOnlyQuerySet


class ReviewState(models.TextChoices):
    AWAITED = "AWAITED", "Not answered yet"
    ANSWERED = "ANSWERED", "Awaiting the officer"
    RETURNED = "RETURNED", "Returned to the owner"
    ACCEPTED = "ACCEPTED", "Accepted"
    MISSED = "MISSED", "Not answered"
    CANCELLED = "CANCELLED", "Not asked any more"


OWED_STATES = [ReviewState.AWAITED, ReviewState.RETURNED]


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, user: User, *, on: date | None = None) -> "ReviewQuerySet":
        """The reviews of the plans that a person may read."""
        return self.filter(plan__in=ActionPlan.objects.visible_to(user, on=on))

    def owed(self) -> "ReviewQuerySet":
        """Reviews that somebody still has to answer."""
        return self.filter(state__in=OWED_STATES)

    def to_decide(self) -> "ReviewQuerySet":
        """Reviews that came in and wait for an officer."""
        return self.filter(state=ReviewState.ANSWERED)


class Review(models.Model):
    """What the owner of one plan is asked in one round."""

    round = models.ForeignKey(ReviewRound, on_delete=models.PROTECT, related_name="reviews")
    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="reviews")
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.AWAITED)
    asked_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When the plan was asked about; empty in old rows, which came with their round.",
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-round__period_end", "plan__number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "plan"], name="review_once_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.plan}, {self.round}"

    def open_decisions(self, *, on: date) -> "list[DecisionKind]":
        """What an officer may make of the newest answer; once the papers are out it is never returned."""
        are_papers_out = self.round.papers_are_out(on=on)
        if self.state == ReviewState.ANSWERED:
            kinds = [DecisionKind.ACCEPT, DecisionKind.RETURN, DecisionKind.CORRECT]
            return [kind for kind in kinds if kind != DecisionKind.RETURN or not are_papers_out]
        is_to_correct = self.state == ReviewState.ACCEPTED and are_papers_out
        return [DecisionKind.CORRECT] if is_to_correct else []


class ReviewAnswer(models.Model):
    """One answer to "Will this plan deliver what it set out to?"; all are kept, the newest counts."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="answers")
    rating = models.CharField(max_length=10, choices=Rating)
    no_change = models.BooleanField(default=False)
    narrative = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    needs_help = models.BooleanField(default=False)
    decision_asked = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    via = models.CharField(max_length=10, choices=Via)
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["review", "-at"], name="review_answer_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(rating=Rating.GREY),
                name="review_answer_is_rated",
                violation_error_message="Choose whether the plan will deliver.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_rating_display()}, {self.at:%-d %B %Y}"


class DecisionKind(models.TextChoices):
    ACCEPT = "ACCEPT", "Accepted"
    RETURN = "RETURN", "Returned"
    CORRECT = "CORRECT", "Corrected"


class ReviewDecision(models.Model):
    """What an officer made of an answer: accepted, returned with a reason, or corrected with a reason."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="decisions")
    answer = models.ForeignKey(ReviewAnswer, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=10, choices=DecisionKind)
    rating = models.CharField(max_length=10, choices=Rating, blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.ACCEPT, rating="")
                | Q(kind=DecisionKind.RETURN, rating="")
                | (Q(kind=DecisionKind.CORRECT) & ~Q(rating="")),
                name="review_decision_rating_by_kind",
                violation_error_message="A correction says what the rating should be.",
            ),
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.ACCEPT) | ~Q(reason=""),
                name="review_decision_with_reason",
                violation_error_message="Say why, so that the owner knows what to do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%-d %B %Y}"


class ActionUpdate(models.Model):
    """What was said about one action in a round, with the owner's answer or by its lead person alone."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    round = models.ForeignKey(ReviewRound, on_delete=models.PROTECT, related_name="action_updates")
    answer = models.ForeignKey(
        ReviewAnswer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="action_updates",
    )
    status = models.CharField(max_length=20, choices=ActionStatus)
    progress = models.PositiveSmallIntegerField(null=True, blank=True)
    rating = models.CharField(max_length=10, choices=Rating, blank=True)
    note = models.TextField(blank=True)
    new_due_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    via = models.CharField(max_length=10, choices=Via)
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["action", "round"], name="action_update_in_round")]
        constraints = [
            models.CheckConstraint(
                condition=Q(progress=None) | Q(progress__lte=100),
                name="action_update_progress_percent",
                violation_error_message="Progress is between 0 and 100 per cent.",
            ),
            models.CheckConstraint(
                condition=Q(new_due_on=None) | ~Q(reason=""),
                name="action_update_redated_with_reason",
                violation_error_message="Say why the date moves.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action}, {self.get_status_display()}"
