"""A consultation and what it asks."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from partners.models import User
from smp_portal.foundation.words import long_date


class ConsultationKind(models.TextChoices):
    SURVEY = "SURVEY", "Survey"
    POLL = "POLL", "Poll"
    LISTENING_EVENT = "LISTENING_EVENT", "Listening event"
    WORKSHOP = "WORKSHOP", "Workshop"
    INTERVIEWS = "INTERVIEWS", "Interviews"


class ConsultationStatus(models.TextChoices):
    DRAFT = "DRAFT", "Draft"
    OPEN = "OPEN", "Open"
    CLOSED = "CLOSED", "Closed"
    PUBLISHED = "PUBLISHED", "Published"


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, user: User) -> "ConsultationQuerySet":
        """Everyone who is signed in with a known role reads them; a draft only who prepares it."""
        if not user.may_read:
            return self.none()
        return self if user.runs_the_portal else self.exclude(status=ConsultationStatus.DRAFT)


class Consultation(models.Model):
    """One time at which the partnership asked people: what, whom, where and when."""

    title = models.CharField(max_length=200)
    slug = models.SlugField(
        max_length=200,
        unique=True,
        error_messages={"unique": "Another consultation has this address."},
    )
    kind = models.CharField(max_length=20, choices=ConsultationKind)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    audience = models.CharField(max_length=200, blank=True)
    status = models.CharField(
        max_length=10, choices=ConsultationStatus, default=ConsultationStatus.DRAFT
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None)
                | Q(opened_on__isnull=False, closed_on__gte=F("opened_on")),
                name="consultation_dates_in_order",
                violation_error_message="A consultation can't close before it opened.",
            ),
            models.CheckConstraint(
                condition=Q(status=ConsultationStatus.DRAFT) | Q(opened_on__isnull=False),
                name="consultation_open_with_date",
                violation_error_message="Enter the day on which the consultation opened.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def takes_answers(self) -> bool:
        """Whether answers may be added and corrected: not before it opens, nor while its results are published."""
        return self.status in {ConsultationStatus.OPEN, ConsultationStatus.CLOSED}

    @property
    def days(self) -> str:
        """When people were asked: "6 January 2020 to 27 March 2020", or one day."""
        if self.opened_on is None:
            return "Not yet open"
        if self.closed_on is None:
            return f"Since {long_date(self.opened_on)}"
        if self.closed_on == self.opened_on:
            return long_date(self.opened_on)
        return f"{long_date(self.opened_on)} to {long_date(self.closed_on)}"


class QuestionKind(models.TextChoices):
    SINGLE = "SINGLE", "One of several options"
    SEVERAL = "SEVERAL", "Several options"
    SCALE = "SCALE", "A scale, in the order of its options"
    TEXT = "TEXT", "In their own words"


class Question(models.Model):
    """One question of a consultation."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="questions"
    )
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=QuestionKind)
    most = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "number"],
                name="question_number_once",
                violation_error_message="The consultation already has a question with this number.",
            ),
            models.CheckConstraint(
                condition=Q(most=None) | Q(kind=QuestionKind.SEVERAL, most__gte=2),
                name="question_most_of_several",
                violation_error_message=(
                    "Only a question with several options limits how many may be chosen, to 2 or more."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    @property
    def version(self) -> int:
        """A question is a part of its consultation, and changes with it."""
        return self.consultation.version

    @property
    def offered(self) -> str:
        """The answers that it offers, one a line, as they are edited."""
        return "\n".join(option.text for option in self.options.all())


class Option(models.Model):
    """One of the answers that a question offers."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="option_number_once"),
            models.UniqueConstraint(
                fields=["question", "text"],
                name="option_text_once",
                violation_error_message="The question already offers this answer.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
