"""What one person answered, without anything that names them."""

from django.db import models
from django.db.models import Q

from consultations.models.community import Community
from consultations.models.consultation import Consultation, Option, Question
from consultations.models.response_file import ResponseFile
from partners.models import User


class AgeBand(models.TextChoices):
    UNDER_18 = "UNDER_18", "Under 18"
    AGE_18_24 = "AGE_18_24", "18 to 24"
    AGE_25_44 = "AGE_25_44", "25 to 44"
    AGE_45_64 = "AGE_45_64", "45 to 64"
    AGE_65_OVER = "AGE_65_OVER", "65 and over"
    NOT_SAID = "NOT_SAID", "Prefer not to say"


class ResponseSource(models.TextChoices):
    FILE = "FILE", "From a file"
    PAPER = "PAPER", "Typed in from paper"


class ResponseQuerySet(models.QuerySet["Response"]):
    def visible_to(self, user: User) -> "ResponseQuerySet":
        """Raw answers are read by those who run the portal alone."""
        return self if user.runs_the_portal else self.none()

    def from_paper(self) -> "ResponseQuerySet":
        """Those that an officer typed in, and may correct."""
        return self.filter(source=ResponseSource.PAPER)


class Response(models.Model):
    """One person's answers to a consultation: from where, of what age, on which day, and nothing that names them.

    `recorded_by` is the officer who typed it in from paper; `sheet` names the empty form that it was typed into, so
    that a form sent twice is saved once.
    """

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="responses"
    )
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, null=True, blank=True, related_name="responses"
    )
    age_band = models.CharField(max_length=15, choices=AgeBand, default=AgeBand.NOT_SAID)
    answered_on = models.DateField()
    source = models.CharField(max_length=10, choices=ResponseSource)
    file = models.ForeignKey(
        ResponseFile, on_delete=models.PROTECT, null=True, blank=True, related_name="responses"
    )
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    sheet = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["consultation", "community", "age_band"], name="response_audience")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(source=ResponseSource.FILE, file__isnull=False)
                | Q(source=ResponseSource.PAPER, file=None, recorded_by__isnull=False),
                name="response_source_known",
            )
        ]

    def __str__(self) -> str:
        return f"Answer {self.pk}"


class Answer(models.Model):
    """One option that a person chose, or what they said in their own words."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    option = models.ForeignKey(
        Option, on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    text = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["question", "option"], name="answer_option")]
        constraints = [
            models.UniqueConstraint(fields=["response", "option"], name="answer_option_once"),
            models.UniqueConstraint(
                fields=["response", "question"],
                condition=Q(option=None),
                name="answer_text_once",
            ),
            models.CheckConstraint(
                condition=Q(option__isnull=False, text="") | (Q(option=None) & ~Q(text="")),
                name="answer_option_or_text",
            ),
        ]

    def __str__(self) -> str:
        return str(self.option or self.text)
