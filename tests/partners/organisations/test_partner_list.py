"""The list of organisations: today's by the plan's lists, past ones apart."""

from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from partners.models import LegalRole, ListedAs
from tests.factories import PartnerFactory, board_member, officer, owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def page(client: Client, url: str = "/partners/") -> str:
    response = client.get(url)
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())


def test_partner_list_puts_past_bodies_apart(client: Client) -> None:
    client.force_login(board_member(partner=PartnerFactory.create(name="Upper Council")))
    board = PartnerFactory.create(
        name="Care Board", slug="care-board", listed_as=ListedAs.NOT_LISTED
    )
    trust = PartnerFactory.create(name="Old Trust", valid_to=date(2022, 6, 30))
    trust.successors.add(board)
    client_page = client.get("/partners/")
    found = client_page.context["list"]
    assert [(group.heading, [p.name for p in group.partners]) for group in found.groups] == [
        ("Statutory partners", ["Upper Council"]),
        ("Not listed in the plan", ["Care Board"]),
    ]
    assert [body.partner.name for body in found.past] == ["Old Trust"]
    assert (
        "Ended on 30 June 2022. Its duties passed to "
        '<a class="govuk-link" href="/partners/care-board/">Care Board</a> on 1 July 2022.'
    ) in page(client)


def test_partner_list_keeps_a_body_on_its_last_day(client: Client) -> None:
    client.force_login(officer())
    PartnerFactory.create(name="Ending Trust", valid_to=date(2022, 10, 5))
    assert "Until 5 October 2022" in page(client)
    assert "Past bodies" not in page(client)


def test_partner_list_is_narrowed(client: Client) -> None:
    client.force_login(officer(partner=PartnerFactory.create(name="Upper Council")))
    PartnerFactory.create(
        name="Housing", listed_as=ListedAs.NON_STATUTORY, legal_role=LegalRole.INVITED
    )
    assert "Upper Council" not in page(client, "/partners/?q=hous")
    assert "Housing" not in page(client, "/partners/?listed_as=STATUTORY")
    assert "No organisation found" in page(client, "/partners/?q=nobody")


def test_partner_list_says_above_it_what_a_filter_cannot_take(client: Client) -> None:
    client.force_login(officer())
    html = page(client, "/partners/?listed_as=NOWHERE")
    assert "There is a problem" in html
    assert '<li><a href="#id_listed_as">' in html


def test_partner_list_offers_officers_to_add(client: Client) -> None:
    client.force_login(officer())
    assert 'href="/partners/add/"' in page(client)
    client.force_login(owner())
    assert 'href="/partners/add/"' not in page(client)


@pytest.mark.parametrize("count", [1, 30])
def test_partner_list_takes_the_same_queries_for_1_and_30(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(board_member())
    for _ in range(count):
        ended = PartnerFactory.create(valid_to=date(2020, 1, 1))
        ended.successors.add(PartnerFactory.create())
    with django_assert_num_queries(6):
        client.get("/partners/")
