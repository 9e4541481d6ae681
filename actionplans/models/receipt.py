"""What GOV.UK Notify reports of a mail after it took it over."""

from django.db import models

from actionplans.models.reminder import Reminder
from smp_portal.foundation.append_only import AppendOnlyQuerySet


class ReceiptStatus(models.TextChoices):
    """How a mail that Notify took over ended; the values are Notify's own."""

    DELIVERED = "delivered", "Delivered"
    PERMANENT_FAILURE = "permanent-failure", "Could not deliver: there is no such address"
    TEMPORARY_FAILURE = "temporary-failure", "Could not deliver: the mailbox took no mail"
    TECHNICAL_FAILURE = "technical-failure", "Could not deliver: GOV.UK Notify failed"

    @property
    def told(self) -> str:
        """What Notify did, within a sentence."""
        if self == ReceiptStatus.DELIVERED:
            return "delivered it"
        return {
            ReceiptStatus.PERMANENT_FAILURE: "could not deliver it: there is no such address",
            ReceiptStatus.TEMPORARY_FAILURE: "could not deliver it: the mailbox took no mail",
        }.get(self, "could not deliver it, through a failure of its own")


class DeliveryReceipt(models.Model):
    """One report on one attempt: whether it reached the person's mailbox."""

    reminder = models.ForeignKey(Reminder, on_delete=models.PROTECT, related_name="receipts")
    attempt = models.PositiveSmallIntegerField(help_text="The number of the attempt it is about.")
    status = models.CharField(max_length=20, choices=ReceiptStatus)
    notify_id = models.UUIDField(help_text="Notify's own name for the mail.")
    completed_at = models.DateTimeField(
        null=True, blank=True, help_text="When it ended, by Notify's clock: tells the order."
    )
    received_at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["received_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reminder", "attempt", "notify_id", "status"],
                name="delivery_receipt_once",
            )
        ]

    def __str__(self) -> str:
        return f"Attempt {self.attempt}: {self.get_status_display()}"
