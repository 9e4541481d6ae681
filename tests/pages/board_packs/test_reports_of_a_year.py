"""Every report of a year that was frozen stays within reach, and no draft of another hides it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from actionplans.models import BoardPack
from actionplans.services.packs import edit_pack, freeze_pack, start_pack
from partners.models import User
from smp_portal.pages.board_packs.making import look_for_packs
from smp_portal.pages.board_packs.papers import build
from tests.factories import ActionPlanFactory, UserFactory, board_member, officer

pytestmark = pytest.mark.django_db

FIRST = datetime(2022, 5, 10, 9, 0, tzinfo=UTC)
SECOND = datetime(2022, 5, 12, 9, 0, tzinfo=UTC)
YEAR = "/annual-report/2021-22/"


@pytest.fixture(autouse=True)
def _a_year_on_the_day() -> Iterator[None]:
    ActionPlanFactory.create(
        number=2, year="2021/22", starts_on=date(2021, 4, 1), ends_on=date(2022, 3, 31)
    )
    with time_machine.travel(SECOND, tick=False):
        yield


def begun(note: str, now: datetime) -> BoardPack:
    report = start_pack(year="2021/22", by=officer(), now=now)
    edit_pack(pack=report, note=note, wording={}, version=1)
    return report


def frozen(note: str, now: datetime) -> BoardPack:
    report = begun(note, now)
    contents = build(report, now=now).contents
    freeze_pack(pack=report, contents=contents, asked=[], by=report.made_by, now=now)
    look_for_packs(now=now)
    return report


def read(client: Client, person: User, path: str) -> str:
    client.force_login(person)
    return client.get(path).content.decode()


def test_draft_hides_nothing_that_was_frozen(client: Client) -> None:
    first = frozen("A good year.", FIRST)
    draft = begun("A better year.", SECOND)
    html = read(client, officer(), YEAR)
    assert "A good year." in html
    assert f'href="/board-packs/{draft.pk}/">Draft, begun on' in html
    assert "Begin another report" not in html
    shown = read(client, officer(), f"/board-packs/{draft.pk}/")
    assert "A better year." in shown
    assert f'href="/board-packs/{first.pk}/">Frozen on 10 May 2022' in shown
    listed = read(client, officer(), "/annual-report/")
    assert f'href="/board-packs/{draft.pk}/">Draft of another report for 2021/22' in listed


@pytest.mark.parametrize("person", [board_member, UserFactory.create])
def test_nobody_else_learns_of_a_draft(client: Client, person: Callable[[], User]) -> None:
    frozen("A good year.", FIRST)
    draft = begun("A better year.", SECOND)
    reader = person()
    assert "Draft" not in read(client, reader, YEAR)
    assert "Draft" not in read(client, reader, "/annual-report/")
    assert client.get(f"/board-packs/{draft.pk}/").status_code == 404


def test_every_frozen_report_is_reached_from_the_newest(client: Client) -> None:
    first = frozen("A good year.", FIRST)
    second = frozen("A better year.", SECOND)
    for person in (officer(), board_member(), UserFactory.create()):
        newest = read(client, person, YEAR)
        assert "A better year." in newest
        assert f'href="/board-packs/{first.pk}/">Frozen on 10 May 2022' in newest
        older = read(client, person, f"/board-packs/{first.pk}/")
        assert "A good year." in older
        assert "A newer report for 2021/22 was frozen on 12 May 2022." in older
        assert f'href="{YEAR}">Read the newest' in older
        assert "A newer report" not in read(client, person, f"/board-packs/{second.pk}/")
        assert f'href="/board-packs/{first.pk}/">' in read(client, person, "/annual-report/")


def test_year_with_one_report_lists_no_others(client: Client) -> None:
    frozen("A good year.", FIRST)
    assert "Every report for" not in read(client, board_member(), YEAR)


def test_team_begins_another_beside_the_frozen_one(client: Client) -> None:
    frozen("A good year.", FIRST)
    assert "Begin another report" not in read(client, board_member(), YEAR)
    assert "Begin another report" in read(client, officer(), YEAR)
    answer = client.post(f"{YEAR}begin/")
    draft = BoardPack.objects.drafts().get()
    assert (answer.status_code, answer["Location"]) == (302, f"/board-packs/{draft.pk}/")
