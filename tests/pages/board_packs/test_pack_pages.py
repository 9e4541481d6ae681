"""Officers prepare a pack, look at it and freeze it; the board reads it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import BoardPack, PackState
from actionplans.services.packs import IS_FROZEN
from partners.models import User
from smp_portal.pages.board_packs.making import LEASE, claim_next
from tests.factories import ActionFactory, ActionPlanFactory, board_member
from tests.pages.board_packs.packs import (
    ASKED,
    NOW,
    board_meeting,
    draft,
    freeze,
    frozen,
    plan_that_asks,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def jean(client: Client) -> User:
    jean = board_member(full_name="Jean Aldridge")
    client.force_login(jean)
    return jean


def html_of(client: Client, url: str) -> str:
    return client.get(url, follow=True).content.decode()


def test_pack_is_begun_for_a_meeting_of_the_board(client: Client, helen: User) -> None:
    meeting = board_meeting()
    assert f'value="{meeting.pk}"' in html_of(client, "/board-packs/add/")
    response = client.post("/board-packs/add/", {"meeting": meeting.pk})
    pack = BoardPack.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/board-packs/{pack.pk}/")
    assert (pack.meeting, pack.state, pack.made_by) == (meeting, PackState.DRAFT, helen)


def test_pack_needs_a_meeting_and_has_one_draft(client: Client, helen: User) -> None:
    meeting = board_meeting()
    assert "Select the meeting" in client.post("/board-packs/add/", {}).content.decode()
    assert "Choose" in client.post("/board-packs/add/", {"meeting": 999_999}).content.decode()
    draft(meeting=meeting)
    response = client.post("/board-packs/add/", {"meeting": meeting.pk})
    assert "There is a draft of the pack for this meeting already." in response.content.decode()
    assert BoardPack.objects.count() == 1


def test_no_meeting_says_what_to_do_first(client: Client, helen: User) -> None:
    html = html_of(client, "/board-packs/add/")
    assert "No meeting of the board is noted" in html
    assert 'href="/forums/"' in html


def test_draft_is_edited_and_words_for_decisions_kept(client: Client, helen: User) -> None:
    _, answer = plan_that_asks()
    pack = draft(by=helen)
    url = f"/board-packs/{pack.pk}/edit/"
    assert f"The owner wrote: {ASKED}" in html_of(client, url)
    sent = {"note": "Read road safety.", "version": 1, f"text-{answer.pk}": "Write a letter."}
    assert client.post(url, sent).status_code == 302
    pack.refresh_from_db()
    assert (pack.note, pack.version) == ("Read road safety.", 2)
    html = html_of(client, f"/board-packs/{pack.pk}/")
    assert "Write a letter." in html
    assert ASKED not in html
    assert client.post(url, sent | {"version": 2, f"out-{answer.pk}": "on"}).status_code == 302
    assert "No decision is asked of this meeting." in html_of(client, f"/board-packs/{pack.pk}/")


def test_decision_without_words_is_refused(client: Client, helen: User) -> None:
    _, answer = plan_that_asks()
    pack = draft(by=helen)
    sent = {"note": "Kept", "version": 1, f"text-{answer.pk}": ""}
    html = client.post(f"/board-packs/{pack.pk}/edit/", sent).content.decode()
    assert "Enter the decision asked for 2. Road safety, or leave it out" in html
    pack.refresh_from_db()
    assert (pack.note, pack.version) == ("", 1)


def test_draft_changed_by_somebody_else_shows_both_texts(client: Client, helen: User) -> None:
    pack = draft(by=helen)
    url = f"/board-packs/{pack.pk}/edit/"
    assert client.post(url, {"note": "First", "version": 1}).status_code == 302
    response = client.post(url, {"note": "Second", "version": 1})
    assert response.status_code == 409
    assert "Second" in response.content.decode()
    pack.refresh_from_db()
    assert pack.note == "First"


def test_frozen_pack_refuses_every_change_in_words(client: Client, helen: User) -> None:
    pack = frozen(by=helen)
    contents = pack.contents
    for deed in ("edit", "freeze", "discard"):
        response = client.post(
            f"/board-packs/{pack.pk}/{deed}/", {"note": "Other", "version": 2}, follow=True
        )
        assert response.redirect_chain == [(f"/board-packs/{pack.pk}/", 302)]
        assert IS_FROZEN in response.content.decode()
    pack.refresh_from_db()
    assert (pack.state, pack.note, pack.contents) == (PackState.FROZEN, "", contents)


def test_freezing_shows_progress_until_the_files_are_there(client: Client, helen: User) -> None:
    pack = draft(by=helen)
    assert client.post(f"/board-packs/{pack.pk}/freeze/").status_code == 302
    pack.refresh_from_db()
    assert (pack.state, pack.frozen_by, pack.frozen_at) == (PackState.WAITING, helen, NOW)
    response = client.get(f"/board-packs/{pack.pk}/")
    assert response["Refresh"] == "2"
    assert "The worker takes it within a minute" in response.content.decode()


def test_stuck_pack_can_be_tried_again(client: Client, helen: User) -> None:
    pack = freeze(draft(by=helen))
    claim_next(now=NOW - LEASE - timedelta(seconds=1))
    html = html_of(client, f"/board-packs/{pack.pk}/")
    assert "The files could not all be made" in html
    assert client.post(f"/board-packs/{pack.pk}/try-again/").status_code == 302
    pack.refresh_from_db()
    assert (pack.state, pack.tries) == (PackState.WAITING, 0)


def test_draft_is_discarded(client: Client, helen: User) -> None:
    pack = draft(by=helen)
    assert client.post(f"/board-packs/{pack.pk}/discard/").status_code == 302
    assert not BoardPack.objects.exists()


def test_board_reads_what_is_frozen_alone(client: Client, jean: User) -> None:
    pack = frozen()
    other = draft(meeting=board_meeting(date(2023, 1, 19)))
    waiting = freeze(draft(meeting=board_meeting(date(2023, 4, 20))))
    html = html_of(client, "/board-packs/")
    assert "20 October 2022" in html
    assert "19 January 2023" not in html
    assert "20 April 2023" not in html
    assert "Every plan at a glance" in html_of(client, f"/board-packs/{pack.pk}/")
    for hidden in (other, waiting):
        assert client.get(f"/board-packs/{hidden.pk}/").status_code == 404
        assert client.get(f"/board-packs/{hidden.pk}/files/pdf/").status_code == 404


def test_file_is_given_byte_for_byte(client: Client, jean: User) -> None:
    pack = frozen()
    for kind in ("pdf", "docx", "xlsx"):
        response = client.get(f"/board-packs/{pack.pk}/files/{kind}/")
        assert response.content == bytes(pack.files.get(kind=kind).data)
        name = f'attachment; filename="board-pack-2022-10-20.{kind}"'
        assert response["Content-Disposition"] == name
    assert client.get(f"/board-packs/{pack.pk}/files/html/").status_code == 404
    assert client.get(f"/board-packs/{pack.pk}/files/exe/").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_pages_ask_the_same_however_many_plans_there_are(
    client: Client,
    helen: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for number in range(count):
        ActionFactory.create(plan=ActionPlanFactory.create(number=number + 1))
    pack = draft(by=helen)
    with django_assert_num_queries(12):
        client.get(f"/board-packs/{pack.pk}/")
    done = frozen(meeting=board_meeting(date(2023, 1, 19)))
    with django_assert_num_queries(9):
        client.get(f"/board-packs/{done.pk}/")
    with django_assert_num_queries(7):
        client.get("/board-packs/")
