"""What the public sees of the plan: a snapshot that never changes."""

from typing import Any

from django.db import models
from django.db.models import Q

from partners.models import User
from priorities.models.plan import StrategicPlan


class EditionStatus(models.TextChoices):
    DRAFT = "DRAFT", "Draft"
    PUBLISHED = "PUBLISHED", "Published"
    SUPERSEDED = "SUPERSEDED", "Superseded"


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> "EditionQuerySet":
        """The editions that the public reads: one for each plan at the most."""
        return self.filter(status=EditionStatus.PUBLISHED)

    def in_public(self) -> "Edition | None":
        """The edition that the public reads now: of several plans, the one published last."""
        return self.published().order_by("-published_at", "-pk").first()

    def drafts(self) -> "EditionQuerySet":
        """Those that nobody has published yet: one for each plan at the most."""
        return self.filter(status=EditionStatus.DRAFT)

    def visible_to(self, user: User) -> "EditionQuerySet":
        """Those who run the portal read drafts and old editions too."""
        return self if user.runs_the_portal else self.none()

    def update(self, **kwargs: Any) -> int:
        """Change what may change: never what an edition says."""
        if "contents" in kwargs:
            raise TypeError("What an edition says is never changed: make another draft")
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Drop drafts: what was once in public is kept."""
        if self.exclude(status=EditionStatus.DRAFT).exists():
            raise TypeError("Editions that were published are never removed")
        return super().delete()


class Edition(models.Model):
    """The plan as it is told to the public from the day on which it is published.

    `contents` never change, in a draft either: a draft that is made again is another row, so that what
    is published is what was looked at.
    """

    plan = models.ForeignKey(StrategicPlan, on_delete=models.PROTECT, related_name="editions")
    label = models.CharField(max_length=100)
    status = models.CharField(max_length=10, choices=EditionStatus, default=EditionStatus.DRAFT)
    contents = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "label"],
                name="edition_label_once",
                violation_error_message="Another edition of this plan has this name.",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(status=EditionStatus.PUBLISHED),
                name="edition_one_published",
                violation_error_message="Another edition of this plan is the published one.",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(status=EditionStatus.DRAFT),
                name="edition_one_draft",
                violation_error_message="A draft of the next edition is there already.",
            ),
            models.CheckConstraint(
                condition=Q(status=EditionStatus.DRAFT, published_at=None, published_by=None)
                | (
                    ~Q(status=EditionStatus.DRAFT)
                    & Q(published_at__isnull=False, published_by__isnull=False)
                ),
                name="edition_published_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_draft(self) -> bool:
        return self.status == EditionStatus.DRAFT
