"""What was corrected after a pack was frozen: shown beside the figures, which stay as they were."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from actionplans.models import ActionPlan, BoardPack, DecisionKind, Rating, Reading, ReviewDecision
from partners.models import User
from smp_portal.foundation.words import long_date, lower_first
from smp_portal.pages.board_packs.contents import RatingTold, ReadingTold


@dataclass(frozen=True)
class Correction:
    """One later correction: beside which figure it stands, what that is of, and what it reads since."""

    mark: str
    of: str
    words: str
    reason: str


def read_corrections(pack: BoardPack, user: User) -> list[Correction]:
    """The ratings and readings of a frozen pack that were corrected since, in that order; two queries."""
    told = pack.contents or {}
    plans = ActionPlan.objects.visible_to(user)
    return [*_ratings(pack, _answers(told), plans), *_readings(pack, _read(told), plans)]


def shows_corrections(pack: BoardPack) -> bool:
    """Whether any figure of the pack has a key, by which a correction of it is found: the oldest packs have none."""
    told = pack.contents or {}
    return bool(_answers(told) or _read(told))


def entries(corrections: list[Correction]) -> dict[str, str]:
    """What is set beside each figure, by its mark."""
    found: dict[str, str] = {}
    for one in corrections:
        entry = render_to_string("board_packs/since.html", {"correction": one})
        found[one.mark] = found.get(one.mark, "") + entry
    return found


def _ratings(pack: BoardPack, of: dict[int, str], plans: Any) -> Iterator[Correction]:
    rows = ReviewDecision.objects.filter(
        answer__in=of,
        kind=DecisionKind.CORRECT,
        at__gt=pack.frozen_at,
        answer__review__plan__in=plans,
    )
    for row in rows.order_by("at", "pk"):
        words = f"{_day(row.at)}: {lower_first(Rating(row.rating).label)}"
        mark = RatingTold("", "", "", row.answer_id).mark
        yield Correction(mark, of[row.answer_id], words, row.reason)


def _readings(pack: BoardPack, of: dict[int, str], plans: Any) -> Iterator[Correction]:
    """Each correction stands beside the reading that the pack shows, however many came between."""
    shown = {key: key for key in of}
    rows = Reading.objects.filter(
        measure__in=Reading.objects.filter(pk__in=of).values("measure"),
        measure__plan__in=plans,
        replaces__isnull=False,
        recorded_at__gt=pack.frozen_at,
    )
    for row in rows.order_by("recorded_at", "pk"):
        first = shown.get(row.replaces_id or 0)
        if first is None:
            continue
        shown[row.pk] = first
        words = f"{_day(row.recorded_at)}: {row.figure}"
        mark = ReadingTold("", "", "", "", "", "", first).mark
        yield Correction(mark, of[first], words, row.unavailable_reason or row.narrative)


def _answers(told: Mapping[str, Any]) -> dict[int, str]:
    """The answers whose ratings are shown, with their plan's name."""
    ratings = (
        (rating, plan["name"])
        for plan in told.get("plans", [])
        for rating in (plan["now"], plan["before"])
    )
    return {one["answer"]: f"{name}, rating" for one, name in ratings if one and one.get("answer")}


def _read(told: Mapping[str, Any]) -> dict[int, str]:
    """The readings that are shown, with what they are of."""
    return {
        reading["key"]: f"{part['name']}, {measure['title']}, {reading['period']}"
        for part in told.get("plans", told.get("priorities", []))
        for measure in part["measures"]
        for reading in measure["readings"]
        if reading.get("key")
    }


def _day(at: datetime) -> str:
    return f"on {long_date(timezone.localdate(at))}"
