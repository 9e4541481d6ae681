"""What people said about how things change where they live."""

from django.db import models
from django.db.models import Q

from consultations.models.community import Community, Theme
from consultations.models.consultation import Consultation
from partners.models import User


class TestimonyMethod(models.TextChoices):
    LISTENING_EVENT = "LISTENING_EVENT", "Listening event"
    INTERVIEW = "INTERVIEW", "Interview"
    WORKSHOP = "WORKSHOP", "Workshop"
    LETTER = "LETTER", "Letter or message"
    CONVERSATION = "CONVERSATION", "Conversation"


class Consent(models.TextChoices):
    """What the person agreed to."""

    PUBLIC = "PUBLIC", "Agreed for publication"
    PARTNERS = "PARTNERS", "For partners only"
    COUNT_ONLY = "COUNT_ONLY", "To be counted only"


class Direction(models.TextChoices):
    BETTER = "BETTER", "Better"
    SAME = "SAME", "The same"
    WORSE = "WORSE", "Worse"
    MIXED = "MIXED", "Better and worse"


class TestimonyQuerySet(models.QuerySet["Testimony"]):
    def visible_to(self, user: User) -> "TestimonyQuerySet":
        """The words that a person may read: to those who run the portal all, to the others the published ones."""
        if not user.may_read:
            return self.none()
        return self if user.runs_the_portal else self.published()

    def published(self) -> "TestimonyQuerySet":
        """What people agreed to see in public."""
        return self.filter(consent=Consent.PUBLIC)


class Testimony(models.Model):
    """What somebody said, from which community and about what; never who said it."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="testimonies")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="testimonies")
    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, null=True, blank=True, related_name="testimonies"
    )
    method = models.CharField(max_length=20, choices=TestimonyMethod)
    heard_on = models.DateField()
    words = models.TextField(blank=True)
    consent = models.CharField(max_length=10, choices=Consent, default=Consent.COUNT_ONLY)
    direction = models.CharField(max_length=10, choices=Direction)
    checked_with_community = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = TestimonyQuerySet.as_manager()

    class Meta:
        ordering = ["-heard_on", "pk"]
        verbose_name_plural = "testimonies"
        constraints = [
            models.CheckConstraint(
                condition=Q(consent=Consent.COUNT_ONLY) | ~Q(words=""),
                name="testimony_has_words",
                violation_error_message="Enter what was said, or keep it to be counted only.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.community}, {self.heard_on:%-d %B %Y}"
