"""Board packs: a draft that an officer writes, frozen once, with files that the worker adds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from actionplans.models import BoardPack, DecisionAsked, PackState
from partners.models import Meeting, User
from smp_portal.foundation.versions import claim_version

IS_FROZEN = (
    "This was frozen, and what was given out is never changed. If something in it is wrong, make another one: "
    "it goes out beside the first"
)
_GOING_ON = "The files are being made already: look at the page again in a moment"


@dataclass(frozen=True)
class AskedGiven:
    """A decision that a pack asks for: whose answer asked, and the words for the board."""

    answer: int
    plan: int
    text: str


@transaction.atomic
def start_pack(
    *, by: User, now: datetime, meeting: Meeting | None = None, year: str = ""
) -> BoardPack:
    """Begin the papers of a meeting of the board, or the report of a year."""
    pack = BoardPack(meeting=meeting, year=year, made_at=now, made_by=by)
    pack.full_clean(exclude=["contents"])
    pack.save()
    return pack


@transaction.atomic
def edit_pack(*, pack: BoardPack, note: str, wording: Mapping[str, Any], version: int) -> None:
    """Change a draft's cover note, and how decisions are put to the board."""
    _lock_draft(pack)
    claim_version(pack, version)
    pack.note, pack.wording = note, dict(wording)
    pack.save(update_fields=["note", "wording", "version"])


@transaction.atomic
def discard_pack(*, pack: BoardPack) -> None:
    """Throw a draft away; what was frozen is kept."""
    _lock_draft(pack)
    BoardPack.objects.drafts().filter(pk=pack.pk).delete()


@transaction.atomic
def freeze_pack(
    *,
    pack: BoardPack,
    contents: Mapping[str, Any],
    asked: Iterable[AskedGiven],
    by: User,
    now: datetime,
) -> None:
    """Keep what is so at this moment, and leave the files to the worker."""
    frozen = BoardPack.objects.drafts().filter(pk=pack.pk, version=pack.version)
    changes = {"contents": dict(contents), "frozen_at": now, "frozen_by": by}
    if not frozen.update(state=PackState.WAITING, version=pack.version + 1, **changes):
        _lock_draft(pack)
        raise ValidationError("Somebody has changed this draft meanwhile: read it again first")
    DecisionAsked.objects.bulk_create(
        DecisionAsked(
            pack=pack, number=number, answer_id=one.answer, plan_id=one.plan, text=one.text
        )
        for number, one in enumerate(asked, start=1)
    )
    pack.refresh_from_db()


def try_again(*, pack: BoardPack, now: datetime) -> None:
    """Have the worker make the files that are missing, after it could not or was stopped."""
    stopped = BoardPack.objects.filter(pk=pack.pk, state=PackState.MAKING, lease_until__lte=now)
    failed = BoardPack.objects.filter(pk=pack.pk, state=PackState.FAILED)
    again = {"state": PackState.WAITING, "lease_until": None, "tries": 0, "problem": ""}
    if not (failed.update(**again) or stopped.update(**again)):
        raise ValidationError(_GOING_ON)


def _lock_draft(pack: BoardPack) -> None:
    if not BoardPack.objects.select_for_update().filter(pk=pack.pk, state=PackState.DRAFT).exists():
        raise ValidationError(IS_FROZEN)
