"""The dashboard in pages of fifty plans, and as a file of what it is narrowed to."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from actionplans.services.plans import assign_owner
from partners.models import User
from tests.factories import (
    ActionPlanFactory,
    MeetingFactory,
    PartnerFactory,
    ReviewFactory,
    ReviewRoundFactory,
    UserFactory,
    officer,
)
from tests.pages.known_yesterday import partnership
from tests.reading_files import csv_rows, workbook_rows

pytestmark = pytest.mark.django_db


def numbers(client: Client, **asked: Any) -> list[int]:
    page = client.get("/dashboard/", asked).context["page"]
    return [row.standing.plan.number for row in page.rows]


def many(count: int, **details: Any) -> None:
    lead = UserFactory.create()
    for number in range(1, count + 1):
        ActionPlanFactory.create(number=number, owner=lead, **details)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("1", list(range(1, 51))),
        ("2", [51]),
        ("99", [51]),
        ("0", [51]),
        ("x", list(range(1, 51))),
        ("", list(range(1, 51))),
    ],
)
def test_dashboard_shows_fifty_plans_a_page(
    client: Client, jean: User, page: str, shown: list[int]
) -> None:
    many(51)
    assert numbers(client, page=page) == shown


def test_dashboard_of_fifty_plans_has_one_page(client: Client, jean: User) -> None:
    many(50)
    html = client.get("/dashboard/").content.decode()
    assert "govuk-pagination" not in html
    assert len(numbers(client)) == 50


def test_dashboard_keeps_what_it_is_narrowed_to_from_page_to_page(
    client: Client, jean: User
) -> None:
    many(51)
    many(3, year="2021/22")
    html = client.get("/dashboard/", {"year": "2022/23"}).content.decode()
    assert 'href="?year=2022%2F23&amp;page=2"' in html
    assert numbers(client, year="2022/23", page="2") == [51]


def test_dashboard_names_ten_plans_of_a_rule_and_leads_to_the_others(
    client: Client, jean: User
) -> None:
    many(12)
    for number in range(1, 13):
        ActionPlanFactory.create(number=number + 20, owner=None)
    html = " ".join(client.get("/dashboard/").content.decode().split())
    assert html.count(">No owner</strong>") == 11
    assert "and 2 more plans" in html
    assert numbers(client, rule="vacant") == list(range(21, 33))


def test_dashboard_as_a_file_holds_all_pages_of_what_it_is_narrowed_to(
    client: Client, jean: User
) -> None:
    many(51)
    many(3, year="2021/22")
    response = client.get("/dashboard/", {"year": "2022/23", "export": "csv", "page": "2"})
    assert "dashboard" in response["Content-Disposition"].lower()
    assert "2022-10-05" in response["Content-Disposition"]
    rows = csv_rows(response)
    assert len(rows) == 52
    assert {row[rows[0].index("Year")] for row in rows[1:]} == {"2022/23"}


def test_dashboard_as_a_file_names_people_to_officers_alone(client: Client, jean: User) -> None:
    ActionPlanFactory.create(
        owner=UserFactory.create(
            full_name="Tom Ashby", post="Road Safety Officer", partner__name="County"
        )
    )
    ActionPlanFactory.create(title="Secret", is_restricted=True)
    for form, read in (("csv", csv_rows), ("xlsx", workbook_rows)):
        told = str(read(client.get("/dashboard/", {"export": form})))
        assert "'Road Safety Officer', 'County'" in told
        assert "Tom Ashby" not in told
        assert "Secret" not in told
    client.force_login(officer())
    told = str(csv_rows(client.get("/dashboard/", {"export": "csv"})))
    assert "Tom Ashby" in told
    assert "Secret" in told


def test_dashboard_as_a_file_says_what_was_known_on_an_earlier_day(
    client: Client, jean: User
) -> None:
    there = partnership()
    new = UserFactory.create(post="New Officer", partner=PartnerFactory.create())
    assign_owner(
        plan=there.plan, owner=new, by=there.helen, now=datetime(2022, 10, 5, 8, tzinfo=UTC)
    )
    response = client.get("/dashboard/", {"on": "2022-10-04", "export": "csv"})
    assert "2022-10-04" in response["Content-Disposition"]
    assert "Road Safety Officer" in str(csv_rows(response))
    assert "New Officer" in str(csv_rows(client.get("/dashboard/", {"export": "csv"})))


@pytest.mark.parametrize("form", ["doc", "pdf"])
def test_dashboard_as_a_file_of_another_kind_is_the_page(
    client: Client, jean: User, form: str
) -> None:
    ActionPlanFactory.create()
    assert b"<h1" in client.get("/dashboard/", {"export": form}).content


def test_dashboard_compares_with_the_meeting_that_was_chosen(client: Client, jean: User) -> None:
    for month, day in ((1, 20), (7, 7), (10, 20)):
        MeetingFactory.create(held_on=date(2022, month, day), papers_on=date(2022, month, day - 5))
    ReviewFactory.create(round=ReviewRoundFactory.create())
    since = [
        client.get("/dashboard/", {"since": day}).context["page"].since
        for day in ("", "2022-01-20", "2022-10-20", "2022-02-02", "x")
    ]
    assert since == [date(2022, 7, 7), date(2022, 1, 20), *[date(2022, 7, 7)] * 3]
