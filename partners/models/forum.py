"""Where partners meet."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords


class Forum(models.Model):
    """A standing meeting of the partnership or the county: the Board, the Joint Action Group and others."""

    name = models.CharField(max_length=150, unique=True)
    slug = models.SlugField(max_length=150, unique=True)
    is_board = models.BooleanField(default=False)
    is_countywide = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_board"],
                condition=Q(is_board=True),
                name="forum_one_board",
                violation_error_message="The partnership has one Board.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def of_the_board(self) -> "MeetingQuerySet":
        return self.filter(forum__is_board=True)

    def next_after(self, day: date) -> "Meeting | None":
        """The first meeting held on this day or later."""
        return self.filter(held_on__gte=day).order_by("held_on").first()

    def last_before(self, day: date) -> "Meeting | None":
        """The latest meeting held before this day."""
        return self.filter(held_on__lt=day).order_by("-held_on").first()


class Meeting(models.Model):
    """One sitting of a forum, and the day on which its papers go out."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    papers_on = models.DateField()
    history = HistoricalRecords()

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["held_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "held_on"],
                name="meeting_once_a_day",
                violation_error_message="This forum already meets on that day.",
            ),
            models.CheckConstraint(
                condition=Q(papers_on__lte=F("held_on")),
                name="meeting_papers_before",
                violation_error_message="The papers go out on or before the day of the meeting.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forum}, {self.held_on:%-d %B %Y}"
