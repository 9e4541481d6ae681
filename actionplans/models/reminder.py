"""Mails that fell due, and what became of each."""

from datetime import datetime

from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Cast

from actionplans.models.channel import Channel
from actionplans.models.event import PlanEvent
from actionplans.models.review import ReviewDecision
from actionplans.models.round import ReviewRound
from partners.models import User


class Stage(models.TextChoices):
    """Why a mail goes out."""

    OPENED = "OPENED", "Round opened"
    DUE = "DUE", "Due soon"
    OVERDUE = "OVERDUE", "Overdue"
    ESCALATED = "ESCALATED", "Escalated to officers"
    RETURNED = "RETURNED", "Returned to the owner"
    GIVEN = "GIVEN", "Newly asked"
    STANDS_IN = "STANDS_IN", "Asked instead of somebody away"
    ASKED = "ASKED", "Asked by an officer"
    DIGEST = "DIGEST", "Morning digest to officers"


class ReminderState(models.TextChoices):
    PENDING = "PENDING", "Waiting to go out"
    CLAIMED = "CLAIMED", "Going out now"
    RETRY = "RETRY", "Will be tried again"
    SENT = "SENT", "Sent"
    SKIPPED = "SKIPPED", "Not needed any more"
    SUPERSEDED = "SUPERSEDED", "Covered by another mail"
    FAILED = "FAILED", "Could not deliver"
    DEAD = "DEAD", "Could not deliver, given up"
    UNCERTAIN = "UNCERTAIN", "May have arrived"


# Ends that a mail comes to without having been taken over by the relay.
UNDELIVERED = (ReminderState.FAILED, ReminderState.DEAD)


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def visible_to(self, user: User) -> "ReminderQuerySet":
        """The mail record: officers and administrators see all, others their own."""
        if user.runs_the_portal:
            return self
        return self.filter(recipient=user) if user.may_read else self.none()

    def naming(self, plan: int) -> "ReminderQuerySet":
        """Mails that listed something of a plan."""
        if connection.features.supports_json_field_contains:
            return self.filter(listed__contains=[{"plan": plan}])
        # SQLite looks into JSON as text: what is listed is written by the portal alone, and always so.
        text = self.alias(listed_text=Cast("listed", models.TextField()))
        return text.filter(
            Q(listed_text__contains=f'"plan": {plan},')
            | Q(listed_text__contains=f'"plan": {plan}}}')
        )

    def troubled(self) -> "ReminderQuerySet":
        """Mails that could not be delivered, or may have arrived more or less than once."""
        return self.filter(
            Q(state__in=[*UNDELIVERED, ReminderState.UNCERTAIN])
            | Q(state=ReminderState.SENT, may_have_arrived_twice=True)
        )

    def to_send(self, *, now: datetime) -> "ReminderQuerySet":
        """Mails whose time has come, and those that a process took and never gave back."""
        return self.filter(
            Q(state=ReminderState.PENDING, due_at__lte=now)
            | Q(state=ReminderState.RETRY, retry_at__lte=now)
            | Q(state=ReminderState.CLAIMED, lease_until__lte=now)
        )

    def in_hand(self, *, now: datetime) -> "ReminderQuerySet":
        """Mails that a process is sending at this moment."""
        return self.filter(state=ReminderState.CLAIMED, lease_until__gt=now)

    def unfinished(self) -> "ReminderQuerySet":
        """Mails that have still to come to an end, whether or not their time has come."""
        return self.filter(
            state__in=[ReminderState.PENDING, ReminderState.RETRY, ReminderState.CLAIMED]
        )


class Reminder(models.Model):
    """One mail to one person for one stage of one round, listing everything that the person then owes."""

    round = models.ForeignKey(ReviewRound, on_delete=models.PROTECT, related_name="reminders")
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reminders")
    stage = models.CharField(max_length=10, choices=Stage)
    decision = models.OneToOneField(
        ReviewDecision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reminder",
        help_text="The return that this mail tells of.",
    )
    handover = models.OneToOneField(
        PlanEvent,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reminder",
        help_text="The change by which this person came to be asked after this stage's mail, or an officer's request.",
    )
    stands_in_for = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who is away, where this mail tells their deputy after the stage's own mail.",
    )
    day = models.DateField(
        null=True,
        blank=True,
        help_text="The day that a digest is for, or the first day of the absence.",
    )
    resends = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="resent_as",
        help_text="The mail that could not be delivered and that an officer had sent again.",
    )
    state = models.CharField(max_length=10, choices=ReminderState, default=ReminderState.PENDING)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    retry_at = models.DateTimeField(null=True, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    may_have_arrived_twice = models.BooleanField(default=False)
    message_id = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.SMTP)
    sent_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    superseded_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="covers",
        help_text="The mail that was claimed instead and lists this one's matter too.",
    )
    listed = models.JSONField(default=list, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at", "-pk"]
        indexes = [models.Index(fields=["state", "due_at"], name="reminder_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "recipient", "stage"],
                condition=Q(decision=None, handover=None, day=None, resends=None),
                name="reminder_once_a_stage",
            ),
            models.UniqueConstraint(
                fields=["recipient", "day"],
                condition=Q(stage=Stage.DIGEST, resends=None),
                name="reminder_one_digest_a_day",
            ),
            models.UniqueConstraint(
                fields=["round", "recipient", "stands_in_for", "day"],
                condition=Q(stage=Stage.STANDS_IN, resends=None),
                name="reminder_once_an_absence",
            ),
            models.CheckConstraint(
                condition=Q(resends__isnull=False)
                | Q(stage=Stage.RETURNED, decision__isnull=False)
                | (~Q(stage=Stage.RETURNED) & Q(decision__isnull=True)),
                name="reminder_returned_by_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(resends__isnull=False)
                | Q(stage__in=[Stage.GIVEN, Stage.ASKED], handover__isnull=False)
                | (~Q(stage__in=[Stage.GIVEN, Stage.ASKED]) & Q(handover__isnull=True)),
                name="reminder_given_by_a_handover",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.STANDS_IN, stands_in_for__isnull=False)
                | (~Q(stage=Stage.STANDS_IN) & Q(stands_in_for__isnull=True)),
                name="reminder_stands_in_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[Stage.STANDS_IN, Stage.DIGEST], day__isnull=False)
                | (~Q(stage__in=[Stage.STANDS_IN, Stage.DIGEST]) & Q(day__isnull=True)),
                name="reminder_of_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=ReminderState.CLAIMED, lease_until__isnull=False)
                | (~Q(state=ReminderState.CLAIMED) & Q(lease_until__isnull=True)),
                name="reminder_claimed_with_lease",
            ),
            models.CheckConstraint(
                condition=Q(state=ReminderState.RETRY, retry_at__isnull=False)
                | (~Q(state=ReminderState.RETRY) & Q(retry_at__isnull=True)),
                name="reminder_retried_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by=None) | Q(state=ReminderState.SUPERSEDED),
                name="reminder_superseded_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReminderState.SENT) | Q(sent_at__isnull=False),
                name="reminder_sent_with_time",
            ),
            models.CheckConstraint(
                condition=Q(copies__lte=3), name="reminder_three_copies_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} for {self.recipient}, {self.round}"

    def is_to_send(self, *, now: datetime) -> bool:
        """Whether it is one of the mails `to_send`, as read."""
        since = {
            ReminderState.PENDING: self.due_at,
            ReminderState.RETRY: self.retry_at,
            ReminderState.CLAIMED: self.lease_until,
        }.get(ReminderState(self.state))
        return since is not None and since <= now

    def is_in_hand(self, *, now: datetime) -> bool:
        """Whether it is one of the mails `in_hand`, as read."""
        return self.state == ReminderState.CLAIMED and not self.is_to_send(now=now)

    @property
    def original(self) -> "Reminder":
        """The first of the mails that officers had sent again; itself where it repeats none."""
        mail = self
        while mail.resends is not None:
            mail = mail.resends
        return mail

    @property
    def is_troubled(self) -> bool:
        """Whether it could not be delivered, or may have arrived more or less than once."""
        if self.state == ReminderState.SENT:
            return self.may_have_arrived_twice
        return self.state in UNDELIVERED or self.state == ReminderState.UNCERTAIN
