"""What the board was asked to decide, and what it decided."""

from django.db import models
from django.db.models import F, Q

from actionplans.models.pack import BoardPack
from actionplans.models.plan import ActionPlan
from actionplans.models.review import ReviewAnswer
from partners.models import Meeting, Partner, User
from smp_portal.foundation.append_only import AppendOnlyQuerySet


class DecisionAsked(models.Model):
    """One decision that a frozen pack asks of the board, in the words that the board read."""

    pack = models.ForeignKey(BoardPack, on_delete=models.PROTECT, related_name="asked")
    number = models.PositiveSmallIntegerField()
    answer = models.ForeignKey(ReviewAnswer, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["pack", "number"]
        verbose_name_plural = "decisions asked"
        constraints = [
            models.UniqueConstraint(fields=["pack", "number"], name="decision_asked_number_once"),
            models.UniqueConstraint(fields=["pack", "answer"], name="decision_asked_once"),
            models.CheckConstraint(condition=~Q(text=""), name="decision_asked_with_words"),
        ]

    def __str__(self) -> str:
        return self.text


class Outcome(models.TextChoices):
    """What the board made of what it was asked."""

    AGREED = "AGREED", "Agreed"
    NOT_AGREED = "NOT_AGREED", "Not agreed"
    DEFERRED = "DEFERRED", "Deferred"


class DecisionQuerySet(AppendOnlyQuerySet["Decision"]):
    def visible_to(self, user: User) -> "DecisionQuerySet":
        """The decisions about plans that a person may read, and those about no plan."""
        if not user.may_read:
            return self.none()
        return self.filter(Q(plan=None) | Q(plan__in=ActionPlan.objects.visible_to(user)))

    def counting(self) -> "DecisionQuerySet":
        """Those that no later row replaces."""
        return self.filter(replaced_by=None)


class Decision(models.Model):
    """What the board decided at a meeting: by which organisation to be done, by when.

    A correction is another row that replaces the first; nothing is changed.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    asked = models.ForeignKey(
        DecisionAsked, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    plan = models.ForeignKey(
        ActionPlan, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    kind = models.CharField(max_length=10, choices=Outcome)
    text = models.TextField()
    by_whom = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by_when = models.DateField(null=True, blank=True)
    decided_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    reason = models.CharField(max_length=300, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="decision_with_words",
                violation_error_message="Enter what the board decided.",
            ),
            models.CheckConstraint(
                condition=Q(by_whom=None, by_when=None)
                | Q(kind=Outcome.AGREED, by_whom__isnull=False, by_when__isnull=False),
                name="decision_by_whom_and_when",
                violation_error_message=(
                    "Enter both who does it and by when, or neither; only what was agreed is to be done."
                ),
            ),
            models.CheckConstraint(
                condition=Q(by_when=None) | Q(by_when__gte=F("decided_on")),
                name="decision_done_after_it",
                violation_error_message="It can’t be done before the board decided.",
            ),
            models.UniqueConstraint(
                fields=["asked"],
                condition=Q(replaces=None),
                name="decision_first_once_asked",
                violation_error_message=(
                    "The decision on this is recorded already. Correct that one instead."
                ),
            ),
            models.CheckConstraint(
                condition=Q(replaces=None, reason="") | (Q(replaces__isnull=False) & ~Q(reason="")),
                name="decision_corrected_with_reason",
                violation_error_message="Say why it is corrected.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
