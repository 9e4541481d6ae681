"""The list of organisations in other orders, and as a file."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import PartnerFactory, board_member, owner
from tests.reading_files import csv_rows, workbook_rows

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("", ["Council", "Police", "Adults", "Zoo"]),
        ("name", ["Adults", "Council", "Police", "Zoo"]),
        ("-name", ["Zoo", "Police", "Council", "Adults"]),
        ("-people", ["Zoo", "Council", "Police", "Adults"]),
    ],
)
def test_partner_list_is_sorted_within_each_of_the_plans_lists(
    client: Client, sort: str, names: list[str]
) -> None:
    PartnerFactory.create(name="Police", listed_position=2)
    council = PartnerFactory.create(name="Council", listed_position=1)
    zoo = PartnerFactory.create(name="Zoo")
    PartnerFactory.create(name="Adults")
    owner(partner=zoo)
    client.force_login(board_member(partner=zoo))
    assert council.listed_position == 1
    if sort == "-people":
        owner(partner=council)
    (group,) = client.get(f"/partners/?sort={sort}").context["list"].groups
    assert [partner.name for partner in group.partners] == names


def test_partner_list_as_a_file_says_what_became_of_each(client: Client) -> None:
    client.force_login(board_member(partner=PartnerFactory.create(name="Council")))
    board = PartnerFactory.create(name="Care Board", valid_from=date(2022, 7, 1))
    trust = PartnerFactory.create(name="=Trust", valid_to=date(2022, 6, 30))
    trust.successors.add(board)
    heading, *rows = csv_rows(client.get("/partners/?sort=name&export=csv&q=r"))
    assert heading == [
        "Organisation",
        "Listed as",
        "By law",
        "First day",
        "Last day",
        "Duties passed to",
        "People here",
    ]
    law = "Responsible authority (Crime and Disorder Act 1998, s.5)"
    assert rows == [
        ["'=Trust", "Statutory partner", law, "", "2022-06-30", "Care Board", "0"],
        ["Care Board", "Statutory partner", law, "2022-07-01", "", "", "0"],
    ]
    assert len(workbook_rows(client.get("/partners/?export=xlsx"))) == 4


@pytest.mark.parametrize("count", [1, 30])
def test_partner_file_takes_the_same_queries_for_1_and_30(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(board_member())
    for _ in range(count):
        PartnerFactory.create().successors.add(PartnerFactory.create())
    with django_assert_num_queries(4):
        client.get("/partners/?export=csv")
