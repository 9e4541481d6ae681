"""The worker makes each file once, goes on where another stopped, and says what can't be made."""

from datetime import timedelta
from typing import Any

import pytest

from actionplans.models import BoardPack, PackFile, PackFileKind, PackState
from smp_portal.pages.board_packs import making
from smp_portal.pages.board_packs.making import LEASE, claim_next, look_for_packs, make_files
from tests.pages.board_packs.packs import NOW, draft, freeze

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack() -> BoardPack:
    return freeze(draft())


def kinds(pack: BoardPack) -> list[str]:
    return [file.kind for file in PackFile.objects.filter(pack=pack)]


def test_pack_that_waits_is_made_and_never_again(pack: BoardPack) -> None:
    assert look_for_packs(now=NOW) == 1
    pack.refresh_from_db()
    assert (pack.state, pack.tries, kinds(pack)) == (
        PackState.FROZEN,
        1,
        ["html", "pdf", "docx", "xlsx"],
    )
    assert look_for_packs(now=NOW + timedelta(days=1)) == 0


def test_draft_is_left_alone() -> None:
    draft()
    assert look_for_packs(now=NOW) == 0


def test_pack_in_somebodys_hand_is_left_until_the_lease_is_over(pack: BoardPack) -> None:
    assert claim_next(now=NOW) == pack
    assert claim_next(now=NOW + LEASE - timedelta(seconds=1)) is None
    assert claim_next(now=NOW + LEASE) == pack


def test_next_worker_makes_only_what_is_missing(
    pack: BoardPack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(paper: Any) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setitem(making._DRAWN, PackFileKind.WORD, die)  # noqa: SLF001 - a worker that dies there
        with pytest.raises(KeyboardInterrupt):
            look_for_packs(now=NOW)
    kept = {file.kind: (file.pk, file.sha256) for file in PackFile.objects.filter(pack=pack)}
    assert list(kept) == ["html", "pdf"]
    look_for_packs(now=NOW + LEASE)
    pack.refresh_from_db()
    assert (pack.state, kinds(pack)) == (PackState.FROZEN, ["html", "pdf", "docx", "xlsx"])
    after = {file.kind: (file.pk, file.sha256) for file in PackFile.objects.filter(pack=pack)}
    assert {kind: after[kind] for kind in kept} == kept


def test_worker_that_lost_its_lease_keeps_nothing_more(pack: BoardPack) -> None:
    slow = claim_next(now=NOW)
    quick = claim_next(now=NOW + LEASE)
    assert slow is not None
    assert quick is not None
    make_files(slow, now=NOW + LEASE)
    assert kinds(pack) == []
    make_files(quick, now=NOW + LEASE)
    pack.refresh_from_db()
    assert (pack.state, len(kinds(pack))) == (PackState.FROZEN, 4)


def test_pack_that_stops_the_worker_three_times_is_given_up(pack: BoardPack) -> None:
    for turn in range(3):
        assert claim_next(now=NOW + turn * LEASE) == pack
    assert claim_next(now=NOW + 3 * LEASE) is None
    pack.refresh_from_db()
    assert (pack.state, pack.problem) == (
        PackState.FAILED,
        "The worker stopped three times while it made the files",
    )


def test_file_that_can_not_be_drawn_is_said_on_the_page(
    pack: BoardPack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(paper: Any) -> bytes:
        raise ValueError("no such font")

    monkeypatch.setitem(making._DRAWN, PackFileKind.PDF, fail)  # noqa: SLF001 - a program that fails
    look_for_packs(now=NOW)
    pack.refresh_from_db()
    assert (pack.state, pack.problem, kinds(pack)) == (
        PackState.FAILED,
        "ValueError: no such font",
        ["html"],
    )
