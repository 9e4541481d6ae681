"""The files of a frozen pack, made once each by whichever process takes them in hand.

The row is the truth: WAITING, then MAKING with a lease, then FROZEN once all files are kept. Each file is kept as soon
as it is made, in a transaction that looks whether the lease is still this process's own: whoever goes on after a kill
makes what is missing, from the same contents, and nothing a second time.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import Q, QuerySet

from actionplans.models import BoardPack, PackFile, PackFileKind, PackState
from smp_portal.foundation.papers import Paper, paper_as_page, paper_as_pdf, paper_as_word
from smp_portal.pages.board_packs.papers import paper_of, workbook_of

log = structlog.get_logger(__name__)

# Far longer than the largest pack takes.
LEASE = timedelta(minutes=2)
# What kills a worker three times kills it a fourth time.
MOST_TRIES = 3
_STOPPED = "The worker stopped three times while it made the files"

_DRAWN: dict[PackFileKind, Callable[[Paper], bytes]] = {
    PackFileKind.PAGE: lambda paper: paper_as_page(paper).encode(),
    PackFileKind.PDF: paper_as_pdf,
    PackFileKind.WORD: paper_as_word,
}


class LeaseLost(Exception):
    """Another process has taken the pack in hand meanwhile."""


def look_for_packs(*, now: datetime) -> int:
    """Make the files of all packs that wait; how many packs were taken in hand."""
    count = 0
    while (pack := claim_next(now=now)) is not None:
        make_files(pack, now=now)
        count += 1
    return count


def claim_next(*, now: datetime) -> BoardPack | None:
    """Take the next pack that waits, or that a process left in the middle."""
    free = BoardPack.objects.filter(
        Q(state=PackState.WAITING) | Q(state=PackState.MAKING, lease_until__lte=now)
    )
    for pack in free.order_by("frozen_at", "pk"):
        mine = BoardPack.objects.filter(
            pk=pack.pk, state=pack.state, lease_until=pack.lease_until, tries=pack.tries
        )
        if pack.tries >= MOST_TRIES:
            mine.update(state=PackState.FAILED, problem=_STOPPED, lease_until=None)
        elif mine.update(state=PackState.MAKING, lease_until=now + LEASE, tries=pack.tries + 1):
            pack.refresh_from_db()
            return pack
    return None


def make_files(pack: BoardPack, *, now: datetime) -> None:
    """Make the files that a claimed pack has not yet; what can't be made is said on its page."""
    try:
        for kind in PackFileKind:
            if not PackFile.objects.filter(pack=pack, kind=kind).exists():
                _keep(pack, kind, _made(pack, kind), now=now)
        _held(pack).update(state=PackState.FROZEN, lease_until=None)
    except LeaseLost:
        log.warning("another process makes this pack", pack=pack.pk)
    except Exception as error:
        log.exception("pack could not be made", pack=pack.pk)
        words = f"{type(error).__name__}: {error}"[:500]
        _held(pack).update(state=PackState.FAILED, problem=words, lease_until=None)


def _made(pack: BoardPack, kind: PackFileKind) -> bytes:
    contents = pack.contents or {}
    if kind == PackFileKind.WORKBOOK:
        return workbook_of(contents)
    return _DRAWN[kind](paper_of(contents))


@transaction.atomic
def _keep(pack: BoardPack, kind: PackFileKind, data: bytes, *, now: datetime) -> None:
    # Writing to the row waits for whoever else claims it, and shows whether they have.
    if not _held(pack).update(tries=pack.tries):
        raise LeaseLost
    PackFile.objects.create(
        pack=pack, kind=kind, data=data, sha256=hashlib.sha256(data).hexdigest(), made_at=now
    )


def _held(pack: BoardPack) -> QuerySet[BoardPack]:
    """The pack's row while it is still in this process's hand, by this very lease."""
    return BoardPack.objects.filter(
        pk=pack.pk, state=PackState.MAKING, lease_until=pack.lease_until
    )
