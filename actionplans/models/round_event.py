"""What happened to a round's dates, in rows that are never edited."""

from django.db import models

from actionplans.models.round import ReviewRound
from partners.models import User
from smp_portal.foundation.append_only import AppendOnlyQuerySet


class RoundEventKind(models.TextChoices):
    MADE = "MADE", "Asked extra"
    MOVED = "MOVED", "Dates moved"
    CHANGED = "CHANGED", "Changed"
    CANCELLED = "CANCELLED", "Cancelled"


class RoundEvent(models.Model):
    """One change of a round: what it was, what it is, who changed it and why."""

    round = models.ForeignKey(ReviewRound, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=RoundEventKind)
    field = models.CharField(max_length=50, blank=True)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=RoundEventKind.CANCELLED) | ~models.Q(reason=""),
                name="round_event_cancelled_with_reason",
                violation_error_message="Say why the round is cancelled.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.at:%-d %B %Y}"
