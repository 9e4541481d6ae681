"""The list of action plans: what it shows, how it narrows, and that it stays quick."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import ActionPlan, ActionStatus, PlanStatus
from tests.actionplans.plan_cast import NOW
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    PartnerFactory,
    ReviewFactory,
    ReviewRoundFactory,
    UserFactory,
    board_member,
    officer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def helen(client: Client) -> Client:
    client.force_login(officer())
    return client


def shown(client: Client, **narrowed: Any) -> list[str]:
    """The plans on the page, from top to bottom."""
    response = client.get("/action-plans/", narrowed)
    assert response.status_code == 200
    return [row.plan.title for row in response.context["list"].rows]


def test_plan_list_begins_with_this_years_active_plans(helen: Client) -> None:
    for number, title, year, status in [
        (1, "Closed this year", "2022/23", PlanStatus.CLOSED),
        (2, "Draft of next year", "2023/24", PlanStatus.DRAFT),
        (4, "Second", "2022/23", PlanStatus.ACTIVE),
        (3, "First", "2022/23", PlanStatus.ACTIVE),
        (1, "Active last year", "2021/22", PlanStatus.ACTIVE),
    ]:
        ActionPlanFactory.create(number=number, title=title, year=year, status=status)
    assert shown(helen) == [
        "First",
        "Second",
        "Draft of next year",
        "Active last year",
        "Closed this year",
    ]


def test_plan_list_shows_names_to_officers_and_posts_to_the_board(client: Client) -> None:
    county = PartnerFactory.create(name="County Council")
    tom = UserFactory.create(full_name="Tom Ashby", post="Road Safety Officer", partner=county)
    ActionPlanFactory.create(owner=tom)
    client.force_login(officer())
    assert "Tom Ashby, County Council" in client.get("/action-plans/").content.decode()
    client.force_login(board_member())
    page = client.get("/action-plans/").content.decode()
    assert "Road Safety Officer, County Council" in page
    assert "Tom Ashby" not in page


def test_plan_list_says_where_nobody_owns_a_plan(helen: Client) -> None:
    ActionPlanFactory.create(owner=None)
    assert "No owner at present" in helen.get("/action-plans/").content.decode()


def test_plan_list_puts_closed_plans_of_earlier_years_away(helen: Client) -> None:
    ActionPlanFactory.create(title="Roads")
    ActionPlanFactory.create(title="Old", year="2021/22", status=PlanStatus.CLOSED)
    assert shown(helen) == ["Roads"]
    page = helen.get("/action-plans/").content.decode()
    assert '<a class="govuk-link" href="/action-plans/?status=CLOSED">' in page
    assert shown(helen, status="CLOSED") == ["Old"]


def test_plan_list_does_not_ask_for_the_owner_of_a_closed_plan(helen: Client) -> None:
    ActionPlanFactory.create(owner=None, status=PlanStatus.CLOSED)
    page = helen.get("/action-plans/").content.decode()
    assert "No owner at present" not in page
    assert "No actions yet" not in page


@pytest.mark.parametrize(
    ("due_on", "drawn"),
    [
        (date(2022, 10, 4), '<strong class="vacant">4 October 2022</strong>'),
        (date(2022, 10, 5), ">5 October 2022<"),
    ],
)
def test_plan_list_draws_a_due_date_in_red_once_it_has_passed(
    helen: Client, due_on: date, drawn: str
) -> None:
    asked = ReviewRoundFactory.create(opens_on=date(2022, 9, 1), due_on=due_on, opened_at=NOW)
    ReviewFactory.create(round=asked)
    page = helen.get("/action-plans/").content.decode()
    assert drawn in page
    assert page.count('<strong class="vacant">') == drawn.count("vacant")


@pytest.mark.parametrize(
    ("narrowed", "titles"),
    [
        ({"year": "2021/22"}, ["Old roads"]),
        ({"status": "CLOSED"}, ["Old roads"]),
        ({"q": "ROADS"}, ["Roads", "Old roads"]),
        ({"q": "speed watch"}, ["Roads"]),
        ({"q": "100%"}, []),
        ({"late": "on"}, ["Roads", "Silent"]),
        ({"late": "on", "q": "roads"}, ["Roads"]),
    ],
)
def test_plan_list_narrows(helen: Client, narrowed: dict[str, str], titles: list[str]) -> None:
    roads = ActionPlanFactory.create(number=2, title="Roads")
    ActionPlanFactory.create(number=2, title="Old roads", year="2021/22", status=PlanStatus.CLOSED)
    silent = ActionPlanFactory.create(number=3, title="Silent")
    ActionPlanFactory.create(number=4, title="Quiet")
    ActionFactory.create(plan=roads, title="Community speed watch", due_on=date(2022, 10, 4))
    ActionFactory.create(plan__title="On the day", plan__number=5, due_on=date(2022, 10, 5))
    past = ReviewRoundFactory.create(opens_on=date(2022, 9, 1), due_on=date(2022, 10, 4))
    ReviewFactory.create(plan=silent, round=past)
    assert shown(helen, **narrowed) == titles


def test_plan_list_narrows_to_a_priority_or_an_organisation(helen: Client) -> None:
    plan = ActionPlanFactory.create(title="Roads")
    ActionPlanFactory.create(title="Drugs")
    assert plan.priority is not None
    assert plan.owner is not None
    assert shown(helen, priority=plan.priority_id) == ["Roads"]
    assert shown(helen, partner=plan.owner.partner_id) == ["Roads"]


@pytest.mark.parametrize(
    ("narrowed", "message"),
    [
        ({"year": "1066"}, "Choose the year from the list"),
        ({"year": "<b>2022/23</b>"}, "Choose the year from the list"),
        ({"status": "LATE"}, "Choose the status from the list"),
        ({"priority": "999999"}, "Choose the priority from the list"),
        ({"priority": "'; drop"}, "Choose the priority from the list"),
        ({"partner": "99999999999999999999999"}, "Choose the owner’s organisation from the list"),
        ({"q": "x" * 101}, "Shorten the words to look for to 100 characters or fewer"),
        (
            {"q": "a\0b"},
            "Type the words to look for again: it came with a hidden character that can’t be kept",
        ),
    ],
)
def test_plan_list_says_what_is_wrong_with_a_filter(
    helen: Client, narrowed: dict[str, str], message: str
) -> None:
    ActionPlanFactory.create(title="Roads")
    response = helen.get("/action-plans/", narrowed)
    assert (response.status_code, shown(helen, **narrowed)) == (200, ["Roads"])
    (errors,) = response.context["form"].errors.values()
    assert errors == [message]


@pytest.mark.parametrize(
    "narrowed",
    [
        {"page": "0"},
        {"page": "-1"},
        {"page": "next"},
        {"page": "99"},
        {"late": "perhaps"},
        {"unknown": "1"},
        {"q": "🚲 <script>"},
    ],
)
def test_plan_list_takes_any_address(helen: Client, narrowed: dict[str, str]) -> None:
    ActionPlanFactory.create()
    assert helen.get("/action-plans/", narrowed).status_code == 200


def test_plan_list_offers_nothing_of_plans_that_are_hidden(client: Client) -> None:
    secret = PartnerFactory.create(name="Secret organisation")
    ActionPlanFactory.create(
        title="Secret",
        year="2020/21",
        is_restricted=True,
        owner=UserFactory.create(partner=secret),
        priority__title="Secret priority",
    )
    ActionPlanFactory.create(title="Open")
    client.force_login(board_member())
    response = client.get("/action-plans/")
    page = response.content.decode()
    assert "1 action plan" in page
    assert "ecret" not in page
    assert "2020/21" not in page
    assert shown(client, q="Secret") == []


def test_plan_list_that_is_empty_says_what_to_do_first(client: Client) -> None:
    client.force_login(officer())
    assert "Add the first action plan" in client.get("/action-plans/").content.decode()
    client.force_login(board_member())
    page = client.get("/action-plans/").content.decode()
    assert "There are no action plans yet" in page
    assert "Add" not in page.partition("<main")[2].partition("</main>")[0].replace("adds", "")


def test_plan_list_that_is_narrowed_to_nothing_offers_all(helen: Client) -> None:
    ActionPlanFactory.create(title="Roads")
    page = helen.get("/action-plans/", {"q": "cheese"}).content.decode()
    assert "No action plan matches" in page
    assert "Show all action plans" in page


def test_plan_list_goes_on_after_a_hundred_and_keeps_its_filters(helen: Client) -> None:
    plans = [
        ActionPlanFactory.create(number=number, title=f"Plan {number}") for number in range(1, 103)
    ]
    assert len(shown(helen)) == 100
    assert shown(helen, page=2) == [plan.title for plan in plans[100:]]
    page = helen.get("/action-plans/", {"q": "Plan"}).content.decode()
    assert "?q=Plan&amp;page=2" in page


@pytest.mark.parametrize("count", [1, 30])
def test_plan_list_takes_the_same_queries_for_1_and_30(
    helen: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        plan = ActionPlanFactory.create()
        ActionFactory.create(plan=plan, status=ActionStatus.IN_PROGRESS)
    assert ActionPlan.objects.count() == count
    with django_assert_num_queries(11 + int(connection.vendor == "postgresql")):
        helen.get("/action-plans/")
