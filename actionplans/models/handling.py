"""What officers did about mails that could not be delivered or may have arrived twice."""

from django.db import models

from actionplans.models.reminder import Reminder
from partners.models import User
from smp_portal.foundation.append_only import AppendOnlyQuerySet


class HandlingKind(models.TextChoices):
    """What an officer did about a mail that needed attention."""

    HANDLED = "HANDLED", "Marked as handled"
    RESENT = "RESENT", "Sent again"
    REASSIGNED = "REASSIGNED", "Given to somebody else"
    ADDRESS_DEAD = "ADDRESS_DEAD", "Address marked as dead"


class ReminderHandling(models.Model):
    """One thing that an officer did about a mail, with a word on it; it then needs no more attention."""

    reminder = models.ForeignKey(Reminder, on_delete=models.PROTECT, related_name="handlings")
    kind = models.CharField(max_length=15, choices=HandlingKind)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=HandlingKind.HANDLED) | ~models.Q(note=""),
                name="handling_explained",
                violation_error_message="Say what was done, so that others can rely on it.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.reminder}"
