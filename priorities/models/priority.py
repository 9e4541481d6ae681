"""Local priorities, and how they meet the county's."""

from django.db import models
from simple_history.models import HistoricalRecords

from consultations.models import Testimony, Theme
from partners.models import User
from priorities.models.plan import Aim, StrategicPlan


class LocalPosition(models.TextChoices):
    """How far the local plan meets one of the county's priorities."""

    COVERED = "COVERED", "Covered"
    PARTLY = "PARTLY", "Partly covered"
    LED_COUNTYWIDE = "LED_COUNTYWIDE", "Led countywide"
    GAP = "GAP", "Gap"


class CountyPriority(models.Model):
    """One of the priorities for crime and disorder that the county board agreed in 2018."""

    number = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=200)
    local_position = models.CharField(max_length=20, choices=LocalPosition, blank=True)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "county priorities"

    def __str__(self) -> str:
        return self.title


class PriorityStatus(models.TextChoices):
    PROPOSED = "PROPOSED", "Proposed"
    ACTIVE = "ACTIVE", "Active"
    ACHIEVED = "ACHIEVED", "Achieved"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"


class PriorityQuerySet(models.QuerySet["Priority"]):
    def visible_to(self, user: User) -> "PriorityQuerySet":
        """The working priorities: everyone who is signed in with a known role reads them."""
        return self if user.may_read else self.none()

    def of_plan(self, plan: StrategicPlan | None) -> "PriorityQuerySet":
        return self.filter(plan=plan)


class Priority(models.Model):
    """An aspect of community safety that the partnership puts first."""

    plan = models.ForeignKey(StrategicPlan, on_delete=models.PROTECT, related_name="priorities")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200)
    what_we_want = models.TextField(blank=True)
    how_we_will_work = models.TextField(blank=True)
    status = models.CharField(
        max_length=20, choices=PriorityStatus, default=PriorityStatus.PROPOSED
    )
    aims = models.ManyToManyField(Aim, blank=True, related_name="priorities")
    themes = models.ManyToManyField(Theme, blank=True, related_name="priorities")
    testimonies = models.ManyToManyField(Testimony, blank=True, related_name="priorities")
    county_priorities = models.ManyToManyField(
        CountyPriority, through="Alignment", related_name="priorities"
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords(m2m_fields=[aims, themes, testimonies])

    objects = PriorityQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="priority_number_once",
                violation_error_message="The plan already has a priority with this number.",
            ),
            models.UniqueConstraint(
                fields=["plan", "slug"],
                name="priority_slug_once",
                violation_error_message="The plan already has a priority with this address.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Alignment(models.Model):
    """How a local priority serves one of the county's."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="alignments")
    county_priority = models.ForeignKey(
        CountyPriority, on_delete=models.PROTECT, related_name="alignments"
    )
    note = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["county_priority__number"]
        constraints = [
            models.UniqueConstraint(fields=["priority", "county_priority"], name="alignment_once")
        ]

    def __str__(self) -> str:
        return f"{self.priority} serves {self.county_priority}"
