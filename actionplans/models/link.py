"""Personal links to what people owe."""

from django.db import models

from actionplans.models.round import ReviewRound
from partners.models import User


class ReviewLink(models.Model):
    """A personal link to what its recipient owes; only the token's hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="review_links")
    round = models.ForeignKey(ReviewRound, on_delete=models.PROTECT, related_name="links")
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-expires_on"]

    def __str__(self) -> str:
        return f"Link of {self.recipient}, {self.round}"
