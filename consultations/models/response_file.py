"""A file of answers on its way into a consultation."""

from django.db import models
from django.db.models import F, Q

from consultations.models.consultation import Consultation
from partners.models import User


class ResponseFileState(models.TextChoices):
    PREVIEW = "PREVIEW", "To be looked at"
    WAITING = "WAITING", "Waiting for the worker"
    LOADING = "LOADING", "Being loaded"
    LOADED = "LOADED", "Loaded"
    REFUSED = "REFUSED", "Refused"
    DROPPED = "DROPPED", "Not used"


class ResponseFile(models.Model):
    """One file of answers: what its columns are taken for, how far it is, and which rows were not taken.

    `columns` says for each column of the file its heading and what it is taken for; `rows` holds the cells of the
    columns that are kept, without names and addresses, only until the file is loaded or dropped; `problems` the
    rows that were not taken, each with its line and the reason.
    """

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="response_files"
    )
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    columns = models.JSONField(default=list)
    rows = models.JSONField(default=list, blank=True)
    problems = models.JSONField(default=list, blank=True)
    state = models.CharField(
        max_length=10, choices=ResponseFileState, default=ResponseFileState.PREVIEW
    )
    row_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    taken_count = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    uploaded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_count__lte=F("row_count"), taken_count__lte=F("done_count")),
                name="response_file_counts_agree",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        ResponseFileState.PREVIEW,
                        ResponseFileState.WAITING,
                        ResponseFileState.LOADING,
                    ],
                    finished_at=None,
                )
                | Q(
                    state__in=[
                        ResponseFileState.LOADED,
                        ResponseFileState.REFUSED,
                        ResponseFileState.DROPPED,
                    ],
                    finished_at__isnull=False,
                ),
                name="response_file_finished_with_time",
            ),
            # The same answers twice would count every resident twice.
            models.UniqueConstraint(
                fields=["consultation", "sha256"],
                condition=Q(state=ResponseFileState.LOADED),
                name="response_file_loaded_once",
                violation_error_message="This file has been loaded into this consultation already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
