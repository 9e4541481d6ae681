"""What the board was given to read, and what the council's scrutiny committee was told of a year."""

from typing import Any

from django.db import models
from django.db.models import Q

from partners.models import Meeting, User
from smp_portal.foundation.append_only import AppendOnlyQuerySet

# What nobody changes once the pack is frozen.
_STAYS = {"contents", "note", "wording", "meeting", "meeting_id", "year", "frozen_at", "frozen_by"}


class PackState(models.TextChoices):
    DRAFT = "DRAFT", "Draft"
    WAITING = "WAITING", "Waiting for the worker"
    MAKING = "MAKING", "Being made"
    FROZEN = "FROZEN", "Frozen"
    FAILED = "FAILED", "Could not be made"


class BoardPackQuerySet(models.QuerySet["BoardPack"]):
    def visible_to(self, user: User) -> "BoardPackQuerySet":
        """The team reads all; the board what is whole; everybody of the partnership the annual reports."""
        if user.runs_the_portal:
            return self
        if not user.may_read:
            return self.none()
        whole = self.filter(state=PackState.FROZEN)
        return whole if user.sits_on_the_board else whole.annual()

    def for_meetings(self) -> "BoardPackQuerySet":
        return self.filter(meeting__isnull=False)

    def annual(self) -> "BoardPackQuerySet":
        """The annual reports: papers of a year, not of a meeting."""
        return self.filter(meeting=None)

    def drafts(self) -> "BoardPackQuerySet":
        return self.filter(state=PackState.DRAFT)

    def update(self, **kwargs: Any) -> int:
        """Change what may change: of a frozen pack only how far its files are."""
        if _STAYS & set(kwargs) and self.exclude(state=PackState.DRAFT).exists():
            raise TypeError("What a frozen pack says is never changed: make another pack")
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Discard drafts: what was frozen is kept."""
        if self.exclude(state=PackState.DRAFT).exists():
            raise TypeError("Packs that were frozen are never removed")
        return super().delete()


class BoardPack(models.Model):
    """The papers for one meeting, or the report of one year: a draft until it is frozen; then the worker makes its files.

    `wording` holds for an answer's key how its decision is put to the board, {"text": ..., "is_left_out": ...};
    `contents` what was so at the moment of freezing, `lease_until` until when a worker has the files in hand.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="packs"
    )
    year = models.CharField(max_length=7, blank=True)
    state = models.CharField(max_length=10, choices=PackState, default=PackState.DRAFT)
    note = models.TextField(blank=True)
    wording = models.JSONField(default=dict, blank=True)
    contents = models.JSONField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lease_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = BoardPackQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting__held_on", "-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(state=PackState.DRAFT),
                name="board_pack_one_draft",
                violation_error_message="There is a draft of the pack for this meeting already.",
            ),
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(state=PackState.DRAFT, meeting=None),
                name="annual_report_one_draft",
                violation_error_message="There is a draft of this year’s report already.",
            ),
            models.CheckConstraint(
                condition=Q(meeting=None, year__regex=r"^20\d\d/\d\d$")
                | Q(meeting__isnull=False, year=""),
                name="board_pack_of_a_meeting_or_a_year",
            ),
            models.CheckConstraint(
                condition=Q(state=PackState.DRAFT, contents__isnull=True, frozen_at=None)
                | (~Q(state=PackState.DRAFT) & Q(contents__isnull=False, frozen_at__isnull=False)),
                name="board_pack_frozen_with_contents",
            ),
            models.CheckConstraint(
                condition=Q(frozen_at=None, frozen_by=None)
                | Q(frozen_at__isnull=False, frozen_by__isnull=False),
                name="board_pack_frozen_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=PackState.FAILED) | ~Q(problem=""),
                name="board_pack_failed_with_words",
            ),
        ]

    def __str__(self) -> str:
        if self.meeting is None:
            return f"Annual report {self.year}"
        return f"Board pack for {self.meeting.held_on:%-d %B %Y}"

    @property
    def sitting(self) -> Meeting:
        """The board's meeting that it is for; an annual report is for none."""
        if self.meeting is None:
            raise ValueError("An annual report is for no meeting.")
        return self.meeting

    @property
    def year_slug(self) -> str:
        """The year in an address: 2021-22."""
        return self.year.replace("/", "-")

    @property
    def file_name(self) -> str:
        """What its files are called, without their kind."""
        if self.meeting is None:
            return f"annual-report-{self.year_slug}"
        return f"board-pack-{self.meeting.held_on.isoformat()}"

    @property
    def is_draft(self) -> bool:
        return self.state == PackState.DRAFT

    @property
    def is_under_way(self) -> bool:
        """Whether the worker has still to make files."""
        return self.state in {PackState.WAITING, PackState.MAKING}


class PackFileKind(models.TextChoices):
    """The files of a pack, in the order in which they are made."""

    PAGE = "html", "Page"
    PDF = "pdf", "PDF"
    WORD = "docx", "Word"
    WORKBOOK = "xlsx", "Excel"


class PackFile(models.Model):
    """One file of a frozen pack, as the board got it."""

    pack = models.ForeignKey(BoardPack, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=5, choices=PackFileKind)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["pack", "kind"], name="pack_file_made_once"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="pack_file_with_its_sum"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack}, {self.get_kind_display()}"
