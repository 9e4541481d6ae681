"""Reporting rounds, worked back from the board's meetings."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, Q, Subquery

from actionplans.models.plan import ActionPlan
from partners.models import Meeting, User


class ReviewRoundQuerySet(models.QuerySet["ReviewRound"]):
    def regular(self) -> "ReviewRoundQuerySet":
        """The quarterly rounds for all active plans, without those that an officer asked extra."""
        return self.filter(is_extra=False)

    def standing(self) -> "ReviewRoundQuerySet":
        """The rounds that nobody has cancelled."""
        return self.filter(cancelled_at=None)

    def opened(self) -> "ReviewRoundQuerySet":
        return self.filter(opened_at__isnull=False)

    def to_open(self, *, on: date) -> "ReviewRoundQuerySet":
        """Rounds whose day has come and that nobody has opened yet, the earliest first."""
        return self.standing().filter(opened_at=None, opens_on__lte=on).order_by("opens_on")

    def open_now(self) -> "ReviewRoundQuerySet":
        """The current regular round, and extra ones that were not over when it opened: what is asked now."""
        regular = ReviewRound.objects.regular().opened().order_by("-period_end")
        current = Subquery(regular.values("opens_on")[:1])
        extra = Q(is_extra=True, due_on__gte=current)
        return self.standing().opened().filter(Q(opens_on__gte=current) | extra | ~Exists(regular))

    def over_by(self, round_: "ReviewRound") -> "ReviewRoundQuerySet":
        """The rounds that end when a regular one opens: the earlier ones, and extra ones due before."""
        extra = Q(is_extra=True, due_on__lt=round_.opens_on)
        return self.filter(Q(is_extra=False, period_end__lt=round_.period_end) | extra)

    def current(self) -> "ReviewRound | None":
        """The regular round that was opened last."""
        return self.regular().opened().order_by("-period_end").first()


class ReviewRound(models.Model):
    """One reporting round: the period looked back on, and when answers and papers are due."""

    title = models.CharField(max_length=100)
    period_start = models.DateField()
    period_end = models.DateField()
    opens_on = models.DateField()
    due_on = models.DateField()
    papers_on = models.DateField(null=True, blank=True)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="rounds"
    )
    is_extra = models.BooleanField(default=False)
    plans = models.ManyToManyField(
        ActionPlan,
        blank=True,
        related_name="+",
        help_text="What an extra round asks about; its reviews are made when it opens.",
    )
    reason = models.TextField(blank=True, help_text="Why an extra round is asked.")
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    cancelled_because = models.TextField(blank=True, editable=False)

    objects = ReviewRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-period_end", "-opens_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gt=F("period_start")),
                name="round_period_in_order",
                violation_error_message="The period must end after it starts.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on")),
                name="round_due_after_opening",
                violation_error_message="Answers can't be due before the round opens.",
            ),
            models.CheckConstraint(
                condition=Q(papers_on=None) | Q(papers_on__gte=F("due_on")),
                name="round_papers_after_due",
                violation_error_message="The papers can't go out before the answers are due.",
            ),
            models.UniqueConstraint(
                fields=["period_start", "period_end"],
                condition=Q(is_extra=False),
                name="round_once_a_period",
                violation_error_message="There is already a round for this period.",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by=None, cancelled_because="")
                | (Q(cancelled_at__isnull=False, cancelled_by__isnull=False, is_extra=True))
                & ~Q(cancelled_because=""),
                name="round_cancelled_by_somebody_with_reason",
                violation_error_message="Only an extra round can be cancelled, with a reason.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def papers_are_out(self, *, on: date) -> bool:
        """Whether the board has its papers: from then on the round's answers stand."""
        return self.papers_on is not None and self.papers_on < on
