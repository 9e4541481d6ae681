"""Why a priority was identified, and what the public is told came of it."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from consultations.models import Finding
from priorities.models.priority import Priority


class ReasonKind(models.TextChoices):
    CONSULTATION = "CONSULTATION", "What people said"
    ASSESSMENT = "ASSESSMENT", "The partnership's assessment"
    PROGRAMME = "PROGRAMME", "A partner's programme"
    STATISTIC = "STATISTIC", "A statistic"
    STATUTE = "STATUTE", "The law"


class Reason(models.Model):
    """One answer to "Why has this priority been identified?"."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="reasons")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=ReasonKind)
    text = models.TextField()
    finding = models.ForeignKey(
        Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="reasons"
    )
    source = models.CharField(max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["priority", "number"], name="reason_number_once"),
            models.CheckConstraint(
                condition=Q(finding=None) | Q(kind=ReasonKind.CONSULTATION),
                name="reason_finding_of_consultation",
                violation_error_message=(
                    "Only a reason from what people said rests on a survey result."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class PublicReply(models.Model):
    """What the partnership tells the public came of something they said: what it did, or why it could not."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="replies")
    number = models.PositiveSmallIntegerField()
    you_said = models.TextField()
    we_did = models.TextField()
    could_not = models.BooleanField(default=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "public replies"
        constraints = [
            models.UniqueConstraint(fields=["priority", "number"], name="public_reply_number_once")
        ]

    def __str__(self) -> str:
        return self.you_said
