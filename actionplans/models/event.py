"""What happened to a plan, in rows that are never edited."""

from django.db import models

from actionplans.models.plan import ActionPlan
from partners.models import User
from smp_portal.foundation.append_only import AppendOnlyQuerySet


class Via(models.TextChoices):
    """By which way something reached the portal."""

    PORTAL = "PORTAL", "on the portal"
    LINK = "LINK", "by link"
    PHONE = "PHONE", "by telephone"
    EMAIL = "EMAIL", "by mail"
    MEETING = "MEETING", "at a meeting"
    IMPORT = "IMPORT", "from a file"


class EventKind(models.TextChoices):
    PLAN_CREATED = "PLAN_CREATED", "Plan made"
    PLAN_EDITED = "PLAN_EDITED", "Plan changed"
    OWNER_CHANGED = "OWNER_CHANGED", "Owner changed"
    STATUS_CHANGED = "STATUS_CHANGED", "Status changed"
    ACTION_ADDED = "ACTION_ADDED", "Action added"
    ACTION_EDITED = "ACTION_EDITED", "Action changed"
    REDATED = "REDATED", "Date moved"
    COMPLETED = "COMPLETED", "Action completed"
    CANCELLED = "CANCELLED", "Action cancelled"
    NOT_MINE = "NOT_MINE", "“This isn’t mine”"
    NOT_MINE_ANSWERED = "NOT_MINE_ANSWERED", "“This isn’t mine” answered"
    HELP_ANSWERED = "HELP_ANSWERED", "Request for help answered"
    ASKED_NOW = "ASKED_NOW", "Asked by an officer"
    MEASURE_ADDED = "MEASURE_ADDED", "Measure added"
    MEASURE_EDITED = "MEASURE_EDITED", "Measure changed"
    MEASURE_DEFINED = "MEASURE_DEFINED", "Measure defined anew"
    READING_ADDED = "READING_ADDED", "Reading added"
    READING_CORRECTED = "READING_CORRECTED", "Reading corrected"
    DECIDED = "DECIDED", "Decision of the board"


class PlanEvent(models.Model):
    """One change of a plan, of one of its actions or measures: who, when, how, from what to what, and why."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="events")
    action = models.ForeignKey(
        "actionplans.Action",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
    )
    measure = models.ForeignKey(
        "actionplans.Measure",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
    )
    kind = models.CharField(max_length=20, choices=EventKind)
    field = models.CharField(max_length=50, blank=True)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    was = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who it was before, where the change is of a person.",
    )
    reason = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    via = models.CharField(max_length=10, choices=Via, default=Via.PORTAL)
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["plan", "-at"], name="plan_event_newest"),
            # What happened after a day, to say what was known on it.
            models.Index(fields=["at"], name="plan_event_after"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.at:%-d %B %Y}"
