"""The lists of plans, reviews and mails in other orders, and as files."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import ActionPlan, PlanStatus, Rating, Review, ReviewState
from actionplans.reminders.tick import run_tick
from partners.models import User
from tests.actionplans.asking import answer, earlier_round, road_safety, said_in_july
from tests.actionplans.reminding import ask_of, at, owner_of
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    PartnerFactory,
    ReviewFactory,
    UserFactory,
    board_member,
    officer,
)
from tests.reading_files import csv_rows, workbook_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def told(client: Client, url: str, **narrowed: Any) -> list[dict[str, str]]:
    """The rows of a list as a file, each by its headings."""
    headings, *rows = csv_rows(client.get(url, narrowed | {"export": "csv"}))
    return [dict(zip(headings, row, strict=True)) for row in rows]


def plans_shown(client: Client, **narrowed: Any) -> list[str]:
    response = client.get("/action-plans/", narrowed)
    return [row.plan.title for row in response.context["list"].rows]


@pytest.fixture
def two_plans() -> None:
    road_safety(owner=UserFactory.create(full_name="Tom Ashby", post="Road Safety Officer"))
    drugs = ActionPlanFactory.create(number=1, title="Drugs")
    ActionFactory.create(plan=drugs, due_on=date(2022, 9, 1))
    said = ReviewFactory.create(round=earlier_round(), plan=drugs)
    answer(said, rating=Rating.RED, now=datetime(2022, 7, 4, 9, 0, tzinfo=UTC))
    ActionPlan.objects.filter(pk=drugs.pk).update(owner=None)


@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        ("", ["Drugs", "Road safety"]),
        ("-plan", ["Road safety", "Drugs"]),
        ("rating", ["Road safety", "Drugs"]),
        ("-rating", ["Drugs", "Road safety"]),
        ("actions", ["Road safety", "Drugs"]),
        ("-actions", ["Drugs", "Road safety"]),
        ("due", ["Road safety", "Drugs"]),
        ("-due", ["Road safety", "Drugs"]),
    ],
)
def test_plan_list_is_sorted(
    client: Client, helen: User, two_plans: None, sort: str, titles: list[str]
) -> None:
    assert plans_shown(client, sort=sort) == titles
    assert [row["Action plan"] for row in told(client, "/action-plans/", sort=sort)] == titles


def test_plan_list_as_a_file_says_where_each_plan_stands(
    client: Client, helen: User, two_plans: None
) -> None:
    drugs, roads = told(client, "/action-plans/")
    assert drugs["Year"] == "2022/23"
    assert (drugs["Number"], drugs["Owner"], drugs["Owner’s organisation"]) == (
        "1",
        "No owner at present",
        "",
    )
    assert (drugs["Will it deliver?"], drugs["Actions overdue"]) == ("Off track", "1")
    assert (roads["Owner"], roads["Answer due"]) == ("Tom Ashby", "2022-10-10")
    assert [row["Action plan"] for row in told(client, "/action-plans/", late="on")] == ["Drugs"]


def test_plan_list_file_shows_as_vacant_what_a_leaver_owned(client: Client, helen: User) -> None:
    gone = UserFactory.create(full_name="Graham Lister", is_active=False)
    ActionPlanFactory.create(number=1, owner=gone)
    ActionPlanFactory.create(number=2, owner=gone, year="2021/22", status=PlanStatus.CLOSED)
    [now] = told(client, "/action-plans/")
    assert (now["Owner"], now["Owner’s organisation"]) == ("No owner at present", "")
    [before] = told(client, "/action-plans/", status="CLOSED", year="2021/22")
    assert before["Owner"] == "Graham Lister"


def test_plan_list_file_gives_the_board_posts_and_no_restricted_plan(client: Client) -> None:
    road_safety()
    ActionPlanFactory.create(title="Secret", is_restricted=True)
    client.force_login(board_member())
    (roads,) = told(client, "/action-plans/")
    assert roads["Owner"] == "Road Safety Officer"
    assert len(workbook_rows(client.get("/action-plans/?export=xlsx"))) == 2


@pytest.mark.parametrize("count", [1, 30])
def test_plan_list_file_takes_the_same_queries_for_1_and_30(
    client: Client, helen: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        ActionFactory.create(plan=ActionPlanFactory.create())
    with django_assert_num_queries(6):
        assert len(told(client, "/action-plans/")) == count


@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        ("", ["Drugs", "Road safety", "Road safety"]),
        ("-plan", ["Road safety", "Road safety", "Drugs"]),
        ("round", ["Road safety", "Drugs", "Road safety"]),
        ("state", ["Drugs", "Road safety", "Road safety"]),
        ("-answer", ["Road safety", "Drugs", "Road safety"]),
        ("asked", ["Road safety", "Road safety", "Drugs"]),
        ("password", ["Drugs", "Road safety", "Road safety"]),
    ],
)
def test_review_list_is_sorted(client: Client, helen: User, sort: str, titles: list[str]) -> None:
    county = PartnerFactory.create(name="County Council")
    roads = road_safety(owner=UserFactory.create(partner=county))
    said_in_july(roads, Rating.RED)
    Review.objects.filter(pk=roads.pk).update(state=ReviewState.ANSWERED)
    road_safety(title="Drugs", number=1, owner=None)
    response = client.get("/reviews/", {"round": "", "sort": sort})
    assert [row.review.plan.title for row in response.context["rows"]] == titles
    rows = told(client, "/reviews/", round="", sort=sort)
    assert [row["Action plan"].partition(" ")[2] for row in rows] == titles


def test_review_list_file_gives_names_to_officers_and_posts_to_the_board(client: Client) -> None:
    answer(road_safety())
    client.force_login(officer())
    (row,) = told(client, "/reviews/")
    assert (row["Who is asked"], row["State"], row["Due"]) == (
        "Tom Ashby",
        "Awaiting the officer",
        "2022-10-10",
    )
    client.force_login(board_member())
    (row,) = told(client, "/reviews/")
    assert row["Who is asked"] == "Road Safety Officer"


def mails_shown(client: Client, **narrowed: Any) -> list[tuple[str, str]]:
    rows = client.get("/reminders/", narrowed).context["rows"]
    return [(row.mail.recipient.full_name, row.mail.stage) for row in rows]


@pytest.fixture
def asked() -> list[Review]:
    """Two people who each got a mail on Wednesday 5 October, the earlier one covered by it."""
    reviews = ask_of(2)
    for review, name in zip(reviews, ["Tom Ashby", "Ann Lee"], strict=True):
        User.objects.filter(pk=owner_of(review).pk).update(full_name=name)
    run_tick(now=at(5))
    return reviews


@pytest.mark.parametrize(
    ("sort", "mails"),
    [
        ("to", [("Ann Lee", "DUE"), ("Ann Lee", "OPENED"), ("Tom Ashby", "DUE")]),
        ("due", [("Ann Lee", "OPENED"), ("Tom Ashby", "OPENED"), ("Ann Lee", "DUE")]),
        ("state", [("Ann Lee", "DUE"), ("Tom Ashby", "DUE"), ("Ann Lee", "OPENED")]),
        ("-state", [("Ann Lee", "OPENED"), ("Tom Ashby", "OPENED"), ("Ann Lee", "DUE")]),
        ("round", [("Ann Lee", "DUE"), ("Tom Ashby", "DUE"), ("Ann Lee", "OPENED")]),
    ],
)
def test_reminder_list_is_sorted(
    client: Client,
    helen: User,
    asked: list[Review],
    sort: str,
    mails: list[tuple[str, str]],
) -> None:
    assert mails_shown(client, sort=sort)[:3] == mails


def test_reminder_list_as_a_file_says_what_was_listed_and_answered(
    client: Client, helen: User, asked: list[Review]
) -> None:
    answer(asked[0], rating=Rating.AMBER)
    ann, tom = told(client, "/reminders/", state="SENT", sort="to")
    assert (tom["To"], tom["Why"], tom["Sent"]) == ("Tom Ashby", "Due soon", "2022-10-05 09:00")
    assert tom["What it listed"] == str(asked[0].plan)
    assert (tom["What was answered"], ann["What was answered"]) == (
        "At risk, 5 October 2022, by link, Tom Ashby",
        "no answer",
    )
    assert tom["What was said to each attempt"].startswith("accepted by the relay")


def test_reminder_list_file_has_peoples_own_mails_alone(
    client: Client, asked: list[Review]
) -> None:
    client.force_login(owner_of(asked[0]))
    assert {row["To"] for row in told(client, "/reminders/")} == {"Tom Ashby"}
    client.force_login(board_member())
    assert told(client, "/reminders/") == []


@pytest.mark.parametrize("count", [1, 30])
def test_reminder_list_file_takes_the_same_queries_for_1_and_30(
    client: Client, helen: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    ask_of(count)
    run_tick(now=at(5))
    with django_assert_num_queries(8):
        assert len(told(client, "/reminders/")) == 2 * count
