"""What the pages of board packs show."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F
from django.db.models.functions import Length
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.safestring import SafeString, mark_safe

from actionplans.models import (
    ActionPlan,
    BoardPack,
    Decision,
    DecisionAsked,
    PackFile,
    PackFileKind,
    PackState,
)
from actionplans.models.pack import BoardPackQuerySet
from actionplans.queries.decisions import decided
from partners.models import Meeting, User
from smp_portal.foundation.papers import with_entries
from smp_portal.pages.board_packs.since import (
    Correction,
    entries,
    read_corrections,
    shows_corrections,
)

TO_TAKE_AWAY = (PackFileKind.PDF, PackFileKind.WORD, PackFileKind.WORKBOOK)
STEPS = len(PackFileKind)


@dataclass(frozen=True)
class PackList:
    """The packs that a person may read, the newest meeting first, and the meeting that has none yet."""

    packs: list[BoardPack]
    to_prepare: Meeting | None


@dataclass(frozen=True)
class PackPage:
    """A frozen pack: how far its files are, the files to take away, and the page as it was kept."""

    pack: BoardPack
    files: list[PackFile]
    done: int
    body: SafeString
    is_stuck: bool
    corrections: list[Correction]
    shows_corrections: bool

    @property
    def steps(self) -> int:
        return STEPS


def read_packs(user: User, *, on: date) -> PackList:
    """The list of packs, without what they say."""
    packs = visible_packs(user).for_meetings().defer("contents", "note", "wording")
    return PackList(list(packs), _to_prepare(on) if user.runs_the_portal else None)


def visible_packs(user: User) -> BoardPackQuerySet:
    """The packs and reports that a person may read."""
    related = ("meeting__forum", "made_by", "frozen_by")
    return BoardPack.objects.visible_to(user).select_related(*related)


def pack_or_404(user: User, pk: int) -> BoardPack:
    """One pack or report that this person may read."""
    return get_object_or_404(visible_packs(user), pk=pk)


@dataclass(frozen=True)
class YearOfReports:
    """The reports of a year that a person may read, the newest first: no draft hides what was frozen."""

    year: str
    reports: list[BoardPack]

    @property
    def slug(self) -> str:
        return self.year.replace("/", "-")

    @property
    def frozen(self) -> list[BoardPack]:
        """Those whose files are made."""
        return [one for one in self.reports if one.state == PackState.FROZEN]

    @property
    def draft(self) -> BoardPack | None:
        return next((one for one in self.reports if one.is_draft), None)

    @property
    def newest(self) -> BoardPack | None:
        """The one that the year's page shows: the newest that is whole, or else what there is."""
        return next(iter(self.frozen or self.reports), None)


def read_reports(user: User) -> list[YearOfReports]:
    """The reports of each year; the team also sees the years that have none."""
    found: dict[str, list[BoardPack]] = {}
    if user.runs_the_portal:
        years = ActionPlan.objects.order_by().values_list("year", flat=True).distinct()
        found = {year: [] for year in years}
    for report in _reports(user):
        found.setdefault(report.year, []).append(report)
    return [YearOfReports(year, found[year]) for year in sorted(found, reverse=True)]


def read_reports_of(year: str, user: User) -> YearOfReports:
    """The reports of one year."""
    return YearOfReports(year, list(_reports(user).filter(year=year)))


def _reports(user: User) -> BoardPackQuerySet:
    reports = visible_packs(user).annual().defer("contents", "note", "wording")
    return reports.order_by(F("frozen_at").desc(nulls_first=True), "-pk")


def read_frozen(pack: BoardPack, user: User, *, is_stuck: bool) -> PackPage:
    """A frozen pack as it is shown: as it was kept, with what was corrected since beside its figures."""
    files = list(PackFile.objects.filter(pack=pack).annotate(size=Length("data")).defer("data"))
    body, corrections = "", []
    if pack.state == PackState.FROZEN:
        kept = bytes(PackFile.objects.get(pack=pack, kind=PackFileKind.PAGE).data)
        corrections = read_corrections(pack, user)
        body = with_entries(kept.decode(), entries(corrections))
    return PackPage(
        pack=pack,
        files=[one for one in files if one.kind in TO_TAKE_AWAY],
        done=len(files),
        # The portal drew it, and escaped what anybody had typed.
        body=mark_safe(body),  # noqa: S308
        is_stuck=is_stuck,
        corrections=corrections,
        shows_corrections=shows_corrections(pack),
    )


@dataclass(frozen=True)
class AskedRow:
    """One decision that was asked, with what the board made of it."""

    asked: DecisionAsked
    decision: Decision | None


@dataclass(frozen=True)
class Decided:
    """What a pack asked, what came of it, and what the board decided beside it."""

    asked: list[AskedRow]
    others: list[Decision]


def read_decided(pack: BoardPack, user: User, *, now: datetime) -> Decided:
    """The decisions of a pack's meeting, as they count now."""
    found = list(
        decided(now=now).filter(
            meeting=pack.meeting, pk__in=Decision.objects.visible_to(user).values("pk")
        )
    )
    by_asked = {one.asked_id: one for one in found if one.asked_id}
    asked = DecisionAsked.objects.filter(pack=pack).select_related("plan")
    return Decided(
        asked=[AskedRow(one, by_asked.get(one.pk)) for one in asked],
        others=[one for one in found if one.asked_id is None],
    )


def file_or_404(pack: BoardPack, kind: str) -> PackFile:
    """One file of a pack that is whole."""
    if kind not in TO_TAKE_AWAY or pack.state != PackState.FROZEN:
        raise Http404
    return get_object_or_404(PackFile, pack=pack, kind=kind)


def _to_prepare(on: date) -> Meeting | None:
    """The next meeting of the board, while nobody has begun its pack."""
    meeting = Meeting.objects.of_the_board().next_after(on)
    if meeting is None or BoardPack.objects.filter(meeting=meeting).exists():
        return None
    return meeting
