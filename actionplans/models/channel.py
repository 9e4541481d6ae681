"""The way by which mail goes out: open or paused, by whom and why, and when the worker looked last."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from partners.models import User
from smp_portal.foundation.append_only import AppendOnlyQuerySet


class Channel(models.TextChoices):
    """A way by which mail goes out."""

    SMTP = "SMTP", "Mail server"
    NOTIFY = "NOTIFY", "GOV.UK Notify"

    @property
    def way(self) -> str:
        """Its name within a sentence."""
        return "the mail server" if self == Channel.SMTP else str(self.label)


class MailChannelQuerySet(models.QuerySet["MailChannel"]):
    def in_the_way(self, channel: Channel) -> "MailChannelQuerySet":
        """Pauses that keep mail in, where it goes out by this channel: its own, and on any what takes an officer."""
        paused = self.exclude(paused_at=None).select_related("paused_by")
        held = Q(paused_by__isnull=False) | Q(needs_confirming=True)
        return paused.filter(held | Q(name=channel)).order_by(
            "-needs_confirming", F("paused_by").asc(nulls_last=True)
        )

    def paused_by_itself(self, channel: Channel) -> "MailChannelQuerySet":
        """The row of a channel that no officer holds back, paused or not."""
        return self.filter(name=channel, paused_by=None, needs_confirming=False)


class MailChannel(models.Model):
    """Whether a way of sending mail is open, or paused and why."""

    name = models.CharField(max_length=10, choices=Channel, primary_key=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty where the portal paused it itself; it then opens again by itself too.",
    )
    reason = models.TextField(blank=True)
    needs_confirming = models.BooleanField(
        default=False,
        help_text="Paused by the portal until an officer has looked: after a restored backup.",
    )
    refused_in_a_row = models.PositiveSmallIntegerField(
        default=0,
        help_text="How often mail was refused only at sending since one was last accepted.",
    )
    try_again_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Before this no mail is tried, for connecting alone does not tell whether one is taken.",
    )

    objects = MailChannelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(paused_at=None, paused_by=None, reason="")
                | (Q(paused_at__isnull=False) & ~Q(reason="")),
                name="mail_channel_paused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(needs_confirming=False) | Q(paused_at__isnull=False),
                name="mail_channel_confirmed_while_paused",
            ),
            models.CheckConstraint(
                condition=Q(try_again_at=None) | Q(paused_at__isnull=False),
                name="mail_channel_tried_again_while_paused",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_name_display()}, {'paused' if self.paused_at else 'open'}"

    @property
    def way(self) -> str:
        """The channel's name within a sentence."""
        return Channel(self.name).way

    @property
    def is_held_back(self) -> bool:
        """Whether it takes an officer to let mail go out again."""
        return self.paused_by_id is not None or self.needs_confirming


class ChannelDeed(models.TextChoices):
    PAUSED = "PAUSED", "Mail paused"
    RESUMED = "RESUMED", "Mail goes out again"


class ChannelEvent(models.Model):
    """One pause or resumption of mail: when, why, and by whom unless the portal did it itself."""

    channel = models.CharField(max_length=10, choices=Channel)
    kind = models.CharField(max_length=10, choices=ChannelDeed)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.reason}"


class WorkerHeartbeat(models.Model):
    """When the worker last looked for what is due, and how often it has: a restored backup has fewer looks."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    at = models.DateTimeField()
    looks = models.PositiveBigIntegerField(default=0)
    database = models.UUIDField(
        default=uuid4,
        editable=False,
        help_text="Tells this database from every other, but not from its backups.",
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="worker_heartbeat_one_row")]

    def __str__(self) -> str:
        return f"The worker looked at {self.at}"
