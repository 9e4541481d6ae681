"""Meetings noted, moved and dropped, with the reporting rounds that hang on them."""

from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client

from actionplans.models import ReviewRound
from partners.models import Meeting, User
from tests.factories import MeetingFactory, ReviewRoundFactory, officer
from tests.pages.board_packs.packs import draft, frozen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture(autouse=True)
def helen(client: Client) -> User:
    helen = officer()
    client.force_login(helen)
    return helen


@pytest.fixture
def meeting() -> Meeting:
    """The board's meeting on 20 October 2022, its papers out a week before."""
    return MeetingFactory.create()


@pytest.fixture
def asked(meeting: Meeting) -> ReviewRound:
    """The round of July to September, due on Monday 10 October."""
    return ReviewRoundFactory.create(meeting=meeting)


def days(held_on: str, papers_on: str) -> dict[str, str]:
    parts = ("day", "month", "year")
    sent: dict[str, str] = {}
    for name, day in (("held_on", held_on), ("papers_on", papers_on)):
        sent |= {f"{name}_{part}": n for part, n in zip(parts, day.split(), strict=True)}
    return sent


def errors(client: Client, url: str, data: dict[str, str]) -> dict[str, list[str]]:
    response = client.post(url, data)
    assert response.status_code == HTTPStatus.OK
    found: dict[str, list[str]] = response.context["form"].errors
    return found


def dates_of(meeting: Meeting) -> tuple[date, date]:
    meeting.refresh_from_db()
    return meeting.held_on, meeting.papers_on


def test_meeting_is_added(client: Client, meeting: Meeting) -> None:
    client.post("/forums/board/meetings/add/", days("19 1 2023", "12 1 2023"))
    found = Meeting.objects.get(held_on=date(2023, 1, 19))
    assert (found.forum, found.papers_on) == (meeting.forum, date(2023, 1, 12))


def test_meeting_is_not_added_twice_a_day_nor_with_papers_after_it(
    client: Client, meeting: Meeting
) -> None:
    url = "/forums/board/meetings/add/"
    assert errors(client, url, days("20 10 2022", "13 10 2022")) == {
        "held_on": ["Enter another day: this forum meets on 20 October 2022 already"]
    }
    assert errors(client, url, days("19 1 2023", "20 1 2023")) == {
        "papers_on": ["Enter 19 January 2023 or an earlier day"]
    }


def test_meeting_moves_and_its_rounds_papers_with_it(
    client: Client, meeting: Meeting, asked: ReviewRound
) -> None:
    url = f"/forums/meetings/{meeting.pk}/edit/"
    page = client.get(url).content.decode()
    assert "July to September 2022 hangs on this meeting." in page
    client.post(url, days("27 10 2022", "20 10 2022"))
    assert dates_of(meeting) == (date(2022, 10, 27), date(2022, 10, 20))
    asked.refresh_from_db()
    assert (asked.papers_on, asked.due_on) == (date(2022, 10, 20), date(2022, 10, 10))
    moved = asked.events.values_list("field", "old", "new", "reason")
    assert list(moved) == [
        ("papers_on", "2022-10-13", "2022-10-20", "The board’s meeting was moved")
    ]


def test_meeting_whose_papers_would_go_out_before_the_answers_stays(
    client: Client, meeting: Meeting, asked: ReviewRound
) -> None:
    found = errors(client, f"/forums/meetings/{meeting.pk}/edit/", days("14 10 2022", "7 10 2022"))
    assert found == {
        "papers_on": [
            "Answers for July to September 2022 are due on Monday 10 October: enter that day or a later one"
        ]
    }
    assert dates_of(meeting) == (date(2022, 10, 20), date(2022, 10, 13))
    asked.refresh_from_db()
    assert asked.papers_on == date(2022, 10, 13)


def test_meeting_within_the_period_or_before_a_rounds_own_papers_stays(
    client: Client, meeting: Meeting, asked: ReviewRound
) -> None:
    url = f"/forums/meetings/{meeting.pk}/edit/"
    assert errors(client, url, days("30 9 2022", "30 9 2022")) == {
        "held_on": ["July to September 2022 ends on 30 September 2022: enter a day after it"]
    }
    ReviewRound.objects.update(papers_on=date(2022, 10, 18))
    assert errors(client, url, days("17 10 2022", "13 10 2022")) == {
        "held_on": [
            "The papers of July to September 2022 go out on Tuesday 18 October: enter that day or a later one"
        ]
    }
    assert dates_of(meeting) == (date(2022, 10, 20), date(2022, 10, 13))


def test_round_whose_papers_are_out_stays_as_it_was(
    client: Client, meeting: Meeting, asked: ReviewRound
) -> None:
    ReviewRound.objects.update(due_on=date(2022, 10, 3), papers_on=date(2022, 10, 4))
    Meeting.objects.update(papers_on=date(2022, 10, 4))
    client.post(f"/forums/meetings/{meeting.pk}/edit/", days("27 10 2022", "20 10 2022"))
    assert dates_of(meeting) == (date(2022, 10, 27), date(2022, 10, 20))
    asked.refresh_from_db()
    assert asked.papers_on == date(2022, 10, 4)


def test_meeting_is_dropped_when_nothing_hangs_on_it(client: Client, meeting: Meeting) -> None:
    url = f"/forums/meetings/{meeting.pk}/delete/"
    assert "Drop the meeting on 20 October 2022?" in client.get(url).content.decode()
    assert Meeting.objects.count() == 1
    client.post(url)
    assert Meeting.objects.count() == 0


def test_meeting_on_which_a_round_hangs_is_kept(
    client: Client, meeting: Meeting, asked: ReviewRound
) -> None:
    url = f"/forums/meetings/{meeting.pk}/delete/"
    assert "Drop the meeting</button>" not in client.get(url).content.decode()
    words = "July to September 2022 hangs on this meeting: choose another meeting there first"
    assert errors(client, url, {}) == {"__all__": [words]}
    assert Meeting.objects.count() == 1


def test_meeting_with_a_draft_of_its_pack_is_kept_until_the_draft_is_discarded(
    client: Client, meeting: Meeting, helen: User
) -> None:
    draft(by=helen, meeting=meeting)
    url = f"/forums/meetings/{meeting.pk}/delete/"
    words = "There is a draft of its board pack: discard the draft first"
    assert f"It can’t be dropped. {words}." in client.get(url).content.decode()
    assert errors(client, url, {}) == {"__all__": [words]}
    client.post(f"/forums/meetings/{meeting.pk}/edit/", days("27 10 2022", "20 10 2022"))
    assert dates_of(meeting) == (date(2022, 10, 27), date(2022, 10, 20))


def test_meeting_whose_pack_is_frozen_stays_on_its_day(
    client: Client, meeting: Meeting, helen: User
) -> None:
    frozen(by=helen, meeting=meeting)
    words = (
        "Its board pack is frozen, and what was given out is kept with its meeting. If the board did not meet that "
        "day, add the day on which it does and prepare a pack for that one"
    )
    assert errors(client, f"/forums/meetings/{meeting.pk}/delete/", {}) == {"__all__": [words]}
    url = f"/forums/meetings/{meeting.pk}/edit/"
    words = (
        "The frozen board pack says 20 October 2022: leave that day, add the new one as another meeting, and prepare "
        "a pack for it"
    )
    assert errors(client, url, days("27 10 2022", "13 10 2022")) == {"held_on": [words]}
    client.post(url, days("20 10 2022", "14 10 2022"))
    assert dates_of(meeting) == (date(2022, 10, 20), date(2022, 10, 14))
