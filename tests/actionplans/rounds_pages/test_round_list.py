"""The year's rounds: their list, and a year more of them."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import ReviewRound
from tests.actionplans.asking import answer, earlier_round, open_round, road_safety, text
from tests.factories import MeetingFactory, ReviewRoundFactory, board_member
from tests.reading_files import csv_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


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
    assert 'April to June 2022</a><span class="cards__note">Papers are out' in page


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


def test_round_add_year_shows_then_makes_four(helen: Client) -> None:
    open_round()
    page = text(helen.get("/rounds/add-year/"))
    assert "<b>October to December 2022</b>" in page
    assert "Tuesday 3 January 2023" in page
    assert ReviewRound.objects.count() == 1
    response = helen.post("/rounds/add-year/", {"first": "2022-10-01"})
    assert response["Location"] == "/rounds/"
    assert "4 rounds are added" in text(helen.get("/rounds/"))
    assert ReviewRound.objects.count() == 5


def test_round_add_year_sent_twice_makes_four(helen: Client) -> None:
    open_round()
    for _ in range(2):
        helen.post("/rounds/add-year/", {"first": "2022-10-01"})
    assert ReviewRound.objects.count() == 5
    assert "These rounds were added before" in text(helen.get("/rounds/"))


def test_round_add_year_begins_with_the_current_quarter(helen: Client) -> None:
    assert "<b>October to December 2022</b>" in text(helen.get("/rounds/add-year/"))
