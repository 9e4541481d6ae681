"""The year's rounds: their list, their dates, and a year more of them."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import ReviewRound
from tests.actionplans.asking import OPENED, answer, earlier_round, open_round, road_safety, text
from tests.actionplans.plan_cast import in_parts
from tests.factories import MeetingFactory, ReviewRoundFactory, board_member, officer
from tests.reading_files import csv_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def helen(client: Client) -> Client:
    client.force_login(officer())
    return client


def dates(**changes: dict[str, str]) -> dict[str, str]:
    """The form of a round whose dates nobody moves."""
    form = {
        "opens_on": in_parts("opens_on", 3, 10, 2022),
        "due_on": in_parts("due_on", 10, 10, 2022),
        "papers_on": in_parts("papers_on", 13, 10, 2022),
    } | changes
    return {name: typed for parts in form.values() for name, typed in parts.items()}


def in_a_file(client: Client, **asked: str) -> list[dict[str, str]]:
    """The rounds as a file, each by its headings."""
    headings, *rows = csv_rows(client.get("/rounds/", asked | {"export": "csv"}))
    return [dict(zip(headings, row, strict=True)) for row in rows]


def test_round_list_says_how_many_are_in(helen: Client) -> None:
    answer(road_safety())
    road_safety(title="Drug related crime", number=1)
    earlier_round()
    page = text(helen.get("/rounds/"))
    assert "1 of 2 in</a>" in page
    assert page.index("July to September 2022") < page.index("April to June 2022")
    assert '<b>April to June 2022</b><span class="cards__note">Papers are out' in page


@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        ("", ["October to December 2022", "July to September 2022", "April to June 2022"]),
        ("round", ["April to June 2022", "July to September 2022", "October to December 2022"]),
        ("-due", ["October to December 2022", "July to September 2022", "April to June 2022"]),
        ("papers", ["April to June 2022", "July to September 2022", "October to December 2022"]),
        ("-meeting", ["July to September 2022", "October to December 2022", "April to June 2022"]),
        ("-answers", ["July to September 2022", "October to December 2022", "April to June 2022"]),
        ("title", ["October to December 2022", "July to September 2022", "April to June 2022"]),
    ],
)
def test_round_list_is_sorted(helen: Client, sort: str, titles: list[str]) -> None:
    answer(road_safety())
    earlier_round()
    ReviewRound.objects.filter(title="July to September 2022").update(
        meeting=MeetingFactory.create()
    )
    ReviewRoundFactory.create(
        title="October to December 2022",
        period_start=date(2022, 10, 1),
        period_end=date(2022, 12, 31),
        opens_on=date(2023, 1, 3),
        due_on=date(2023, 1, 10),
        papers_on=None,
    )
    response = helen.get("/rounds/", {"sort": sort})
    assert [str(round_) for round_ in response.context["rounds"]] == titles
    assert [row["Round"] for row in in_a_file(helen, sort=sort)] == titles


def test_round_list_as_a_file(client: Client, helen: Client) -> None:
    answer(road_safety())
    ReviewRoundFactory.create(
        title="October to December 2022",
        period_start=date(2022, 10, 1),
        period_end=date(2022, 12, 31),
    )
    coming, current = in_a_file(helen)
    assert coming["Round"] == "October to December 2022"
    assert (current["Answers due"], current["Asked"], current["Answers in"]) == (
        "2022-10-10",
        "1",
        "1",
    )
    client.force_login(board_member())
    assert client.get("/rounds/?export=csv").status_code == 404


def test_round_list_empty_offers_the_first_year(helen: Client) -> None:
    assert "There are no rounds yet" in text(helen.get("/rounds/"))


@pytest.mark.parametrize("count", [1, 30])
def test_round_list_takes_as_many_queries_for_thirty(
    helen: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for year in range(1990, 1990 + count):
        ReviewRoundFactory.create(
            title=f"Round of {year}",
            period_start=date(year, 7, 1),
            period_end=date(year, 9, 30),
            meeting=MeetingFactory.create(held_on=date(year, 10, 20), papers_on=date(year, 10, 13)),
        )
    with django_assert_num_queries(6):
        page = text(helen.get("/rounds/"))
    assert page.count("Round of") == count


def test_round_edit_moves_the_dates(helen: Client) -> None:
    round_ = ReviewRoundFactory.create()
    form = dates(
        opens_on=in_parts("opens_on", 4, 10, 2022), due_on=in_parts("due_on", 12, 10, 2022)
    )
    response = helen.post(f"/rounds/{round_.pk}/edit/", form)
    assert response["Location"] == "/rounds/"
    round_.refresh_from_db()
    assert (round_.opens_on, round_.due_on) == (date(2022, 10, 4), date(2022, 10, 12))


def test_round_edit_takes_the_papers_from_the_meeting(helen: Client) -> None:
    round_ = ReviewRoundFactory.create(papers_on=None)
    meeting = MeetingFactory.create()
    form = dates(papers_on=in_parts("papers_on", "", "", "")) | {"meeting": str(meeting.pk)}
    helen.post(f"/rounds/{round_.pk}/edit/", form)
    round_.refresh_from_db()
    assert (round_.meeting, round_.papers_on) == (meeting, date(2022, 10, 13))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"due_on": in_parts("due_on", 30, 9, 2022)},
            "Enter Monday 3 October or a later day",
        ),
        (
            {"papers_on": in_parts("papers_on", 7, 10, 2022)},
            "Enter Monday 10 October or a later day",
        ),
        (
            {"due_on": in_parts("due_on", 8, 10, 2022)},
            "Saturday 8 October is not a working day in England. Enter one that is",
        ),
        (
            {"opens_on": in_parts("opens_on", 30, 9, 2022)},
            "Enter a day after the period’s end, 30 September 2022",
        ),
        (
            {"due_on": in_parts("due_on", "", "", "")},
            "Enter the day on which answers are due",
        ),
    ],
)
def test_round_edit_says_what_to_put_right(
    helen: Client, changes: dict[str, dict[str, str]], message: str
) -> None:
    round_ = ReviewRoundFactory.create()
    response = helen.post(f"/rounds/{round_.pk}/edit/", dates(**changes))
    assert response.status_code == 200
    assert message in text(response)
    before = round_.due_on
    round_.refresh_from_db()
    assert round_.due_on == before


def test_round_edit_holds_the_papers_before_the_meeting(helen: Client) -> None:
    round_, meeting = ReviewRoundFactory.create(), MeetingFactory.create()
    form = dates(papers_on=in_parts("papers_on", 21, 10, 2022)) | {"meeting": str(meeting.pk)}
    response = helen.post(f"/rounds/{round_.pk}/edit/", form)
    assert "Enter Thursday 20 October, the day of the meeting, or an earlier day" in text(response)


def test_round_edit_of_an_open_round_warns_and_keeps_its_opening(helen: Client) -> None:
    round_ = road_safety().round
    page = text(helen.get(f"/rounds/{round_.pk}/edit/"))
    assert "This round opened on Monday 3 October and 1 plan is asked about." in page
    assert 'name="opens_on_day"' not in page
    helen.post(f"/rounds/{round_.pk}/edit/", dates(opens_on=in_parts("opens_on", 7, 10, 2022)))
    round_.refresh_from_db()
    assert (round_.opens_on, round_.opened_at) == (date(2022, 10, 3), OPENED)


def test_round_edit_does_not_close_what_opened_meanwhile(
    helen: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = ReviewRoundFactory.create()

    def open_while_saving(self: Any, *, commit: bool) -> ReviewRound:
        ReviewRound.objects.update(opened_at=OPENED)
        instance: ReviewRound = self.instance
        return instance

    monkeypatch.setattr("actionplans.forms.rounds.RoundForm.save", open_while_saving)
    helen.post(f"/rounds/{round_.pk}/edit/", dates())
    round_.refresh_from_db()
    assert round_.opened_at == OPENED


def test_round_edit_after_the_papers_is_locked(helen: Client) -> None:
    round_ = earlier_round()
    response = helen.get(f"/rounds/{round_.pk}/edit/")
    assert response.status_code == 403
    assert "went out on Monday 11 July, so its dates stay as they were." in text(response)
    assert helen.post(f"/rounds/{round_.pk}/edit/", dates()).status_code == 403
    round_.refresh_from_db()
    assert round_.due_on == date(2022, 7, 8)


def test_round_add_year_shows_then_makes_four(helen: Client) -> None:
    open_round()
    page = text(helen.get("/rounds/add-year/"))
    assert "<b>October to December 2022</b>" in page
    assert "Tuesday 3 January 2023" in page
    assert ReviewRound.objects.count() == 1
    response = helen.post("/rounds/add-year/", {"first": "2022-10-01"})
    assert response["Location"] == "/rounds/"
    assert "4 rounds added." in text(helen.get("/rounds/"))
    assert ReviewRound.objects.count() == 5


def test_round_add_year_sent_twice_makes_four(helen: Client) -> None:
    open_round()
    for _ in range(2):
        helen.post("/rounds/add-year/", {"first": "2022-10-01"})
    assert ReviewRound.objects.count() == 5
    assert "These rounds were added before" in text(helen.get("/rounds/"))


def test_round_add_year_begins_with_the_current_quarter(helen: Client) -> None:
    assert "<b>October to December 2022</b>" in text(helen.get("/rounds/add-year/"))
