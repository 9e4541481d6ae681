"""The three-year community safety plan and its prose."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords


class StrategicPlanQuerySet(models.QuerySet["StrategicPlan"]):
    def current(self, day: date) -> "StrategicPlan | None":
        """The plan in force on a day, or the latest one before it, or the first to come."""
        return self.filter(starts_on__lte=day).order_by("-starts_on").first() or self.first()


class StrategicPlan(models.Model):
    """The partnership's community safety plan for three years, revised every year."""

    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = StrategicPlanQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="strategic_plan_dates_in_order",
                violation_error_message="The plan must end after it starts.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def years(self) -> str:
        """The years that the plan names, "2021 to 2024"."""
        return f"{self.starts_on.year} to {self.ends_on.year}"


class PlanSection(models.Model):
    """One stretch of the plan's prose, in its order."""

    plan = models.ForeignKey(StrategicPlan, on_delete=models.CASCADE, related_name="sections")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200)
    body = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_section_number_once"),
            models.UniqueConstraint(fields=["plan", "slug"], name="plan_section_slug_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Aim(models.Model):
    """What the partnership hopes to reach by working through neighbourhoods and communities."""

    plan = models.ForeignKey(StrategicPlan, on_delete=models.CASCADE, related_name="aims")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="aim_number_once")]

    def __str__(self) -> str:
        return self.title
