"""What the partnership took from a result."""

from django.db import models
from django.db.models import F, Q

from consultations.models.consultation import Option, Question
from partners.models import User


class FindingQuerySet(models.QuerySet["Finding"]):
    def visible_to(self, user: User) -> "FindingQuerySet":
        """Those that are published, and to those who run the portal the others too."""
        if not user.may_read:
            return self.none()
        return self if user.runs_the_portal else self.published()

    def published(self) -> "FindingQuerySet":
        return self.exclude(published_at=None)


class Finding(models.Model):
    """One result in a sentence, with its arithmetic: of the people who answered the question, how many chose this.

    `is_rural` (in the villages, or outside) and `age_bands` narrow the audience; empty means everybody. `count` of
    `base` people, `share` from 0 to 1, `rank` 1 for the option chosen most: computed, and frozen when published.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="findings")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="findings")
    is_rural = models.BooleanField(null=True, blank=True)
    age_bands = models.JSONField(default=list, blank=True)
    statement = models.CharField(max_length=300)
    count = models.PositiveIntegerField(editable=False)
    base = models.PositiveIntegerField(editable=False)
    share = models.DecimalField(max_digits=5, decimal_places=4, editable=False)
    rank = models.PositiveSmallIntegerField(editable=False)
    computed_at = models.DateTimeField(editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["question__consultation", "question__number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(base__gte=1, count__lte=F("base")),
                name="finding_count_of_base",
                violation_error_message="Nobody in this audience answered the question.",
            ),
            models.CheckConstraint(
                condition=Q(share__gte=0, share__lte=1), name="finding_share_is_a_part"
            ),
            models.CheckConstraint(condition=Q(rank__gte=1), name="finding_rank_from_first"),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="finding_published_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.statement

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    def is_visible_to(self, user: User) -> bool:
        """What `visible_to` says of many."""
        return user.may_read and (user.runs_the_portal or self.is_published)
