"""The days that the dashboard can be asked for, and what it says of those that it can't."""

from typing import Any

import pytest
from django.test import Client

from partners.models import User
from priorities.models import StrategicPlan
from tests.actionplans.plan_cast import in_parts
from tests.factories import ActionPlanFactory
from tests.pages.known_yesterday import partnership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategic_plan")]

BAND = "<b>What was known at the end of {}.</b>"
FUTURE = "6 October 2022 is still to come. Enter 5 October 2022 or an earlier date"
TOO_EARLY = "The community safety plan began on 1 April 2021. Enter that date or a later one"


def html_of(client: Client, address: str, **asked: Any) -> str:
    response = client.get(address, asked)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"on": "2022-10-06"}, FUTURE),
        (in_parts("on", 6, 10, 2022), FUTURE),
        ({"on": "2021-03-31"}, TOO_EARLY),
        (in_parts("on", 31, 3, 2021), TOO_EARLY),
        ({"on": "2022-02-30"}, "30 February 2022 is not a date. Enter a real date, like 27 3 2022"),
        ({"on": "yesterday"}, "Complete the date with a day and a month"),
        ({"on": "2022-07"}, "Complete the date with a day"),
        ({"on": "07/07/2022"}, "Complete the date with a day and a month"),
        (in_parts("on", 30, 2, 2022), "30 February 2022 is not a date"),
        ({"on_day": "7", "on_month": "", "on_year": "2022"}, "Complete the date with a month"),
        ({"on_day": "", "on_month": "", "on_year": ""}, "Enter the date"),
        (
            {"on_day": "x", "on_month": "y", "on_year": "z"},
            "“x” is not a day. Enter a number from 1 to 31",
        ),
    ],
)
def test_dashboard_says_what_day_to_enter_and_stays_today(
    client: Client, jean: User, asked: dict[str, str], words: str
) -> None:
    ActionPlanFactory.create(title="Road safety")
    html = html_of(client, "/dashboard/", **asked)
    assert "<title>Error: Dashboard" in html
    summary = html[html.index("There is a problem") :]
    summary = summary[: summary.index("</ul>")]
    assert words in summary
    assert 'href="#id_on' in summary
    assert "What was known at the end of" not in html
    assert "Road safety" in html


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2021-04-01", "1 April 2021"),
        ("2022-07-07", "7 July 2022"),
        ("2022-10-04", "4 October 2022"),
    ],
)
def test_dashboard_of_an_earlier_day_says_so(
    client: Client, jean: User, on: str, said: str
) -> None:
    html = html_of(client, "/dashboard/", on=on)
    assert BAND.format(said) in html
    assert f"<title>Dashboard as at {said}" in html
    assert "There is a problem" not in html


def test_dashboard_of_today_has_no_band(client: Client, jean: User) -> None:
    assert "What was known" not in html_of(client, "/dashboard/", on="2022-10-05")
    assert "What was known" not in html_of(client, "/dashboard/")


def test_dashboard_puts_the_day_into_its_address(client: Client, jean: User) -> None:
    response = client.get("/dashboard/", in_parts("on", 7, 7, 2022))
    assert (response.status_code, response["Location"]) == (302, "/dashboard/?on=2022-07-07")


def test_dashboard_without_a_plan_takes_any_day_that_has_been(
    client: Client, jean: User, strategic_plan: StrategicPlan
) -> None:
    strategic_plan.delete()
    assert BAND.format("1 January 2001") in html_of(client, "/dashboard/", on="2001-01-01")


def test_dashboard_of_a_day_without_a_plan_says_so(client: Client, jean: User) -> None:
    assert "No action plan was active on 1 May 2021." in html_of(
        client, "/dashboard/", on="2021-05-01"
    )


def test_dashboard_of_an_earlier_day_shows_what_was_known(client: Client, jean: User) -> None:
    partnership()
    for day, words in (
        ("2022-07-03", "1 not yet rated"),
        ("2022-07-04", "1 on track"),
        ("2022-10-04", "1 at risk"),
    ):
        page = client.get("/dashboard/", {"on": day}).context["page"]
        assert [one.words for one in page.shares] == [words]


def test_dashboard_of_an_earlier_day_leads_to_what_was_written_down_by_then(
    client: Client, jean: User
) -> None:
    plan = partnership().plan
    address = f"/action-plans/{plan.pk}/history/?until=2022-07-04"
    assert f'href="{address}">{plan}</a>' in html_of(client, "/dashboard/", on="2022-07-04")
    assert "?until=" not in html_of(client, "/dashboard/")
    html = html_of(client, address)
    assert "<b>What was written down by the end of 4 July 2022.</b>" in html
    assert "Answer for April to June 2022" in html
    assert "Date moved" not in html
    assert "Date moved" in html_of(client, f"/action-plans/{plan.pk}/history/")


def test_every_title_of_an_earlier_day_leads_to_that_day_and_one_named_link_to_today(
    client: Client, jean: User
) -> None:
    plan = partnership().plan
    today = f'href="/action-plans/{plan.pk}/"'
    html = html_of(client, "/dashboard/", on="2022-10-04")
    assert html.count(f'href="/action-plans/{plan.pk}/history/?until=2022-10-04">{plan}</a>') == 2
    assert html.count(today) == 1
    assert f"{today}>The plan as it is today" in html
    now = html_of(client, "/dashboard/")
    assert now.count(f"{today}>{plan}</a>") == 2
    assert "The plan as it is today" not in now


def test_dashboard_of_an_earlier_day_offers_nothing_to_change(client: Client) -> None:
    there = partnership()
    client.force_login(there.helen)
    ActionPlanFactory.create(owner=None)
    assert "/owner/" in html_of(client, "/dashboard/")
    assert "/owner/" not in html_of(client, "/dashboard/", on="2022-10-04")
    assert "/board-packs/" not in html_of(client, "/dashboard/", on="2022-10-04").split("<main")[1]
