"""Each try to hand a mail over."""

from django.db import models

from actionplans.models.reminder import Reminder
from smp_portal.foundation.append_only import AppendOnlyQuerySet


class AttemptPhase(models.TextChoices):
    """How far a mail came with the relay."""

    BUILD = "BUILD", "before the relay was asked"
    CONNECT = "CONNECT", "connecting"
    SIGN_IN = "SIGN_IN", "signing in"
    SENDER = "SENDER", "naming the sender"
    RECIPIENT = "RECIPIENT", "naming the recipient"
    DATA = "DATA", "handing over the text"
    AFTER_DOT = "AFTER_DOT", "after the text, before the relay's word"
    ACCEPTED = "ACCEPTED", "accepted by the relay"


class ReminderAttempt(models.Model):
    """One try to hand a mail over: how far it came and what the relay said."""

    reminder = models.ForeignKey(Reminder, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    phase = models.CharField(max_length=10, choices=AttemptPhase)
    code = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Attempt {self.number}: {self.get_phase_display()}"
