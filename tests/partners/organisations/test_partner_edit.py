"""Adding and changing an organisation, and to whom its duties passed."""

from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client

from partners.models import LegalRole, ListedAs, Partner, User
from tests.factories import PartnerFactory, owner

pytestmark = pytest.mark.django_db

ADD = "/partners/add/"


@pytest.fixture
def trust() -> Partner:
    return PartnerFactory.create(name="Old Trust", slug="old-trust")


def answers(**changes: object) -> dict[str, object]:
    return {
        "name": "Upper Housing",
        "listed_as": ListedAs.NON_STATUTORY,
        "legal_role": LegalRole.COOPERATING_BODY,
    } | changes


def ended(day: str) -> dict[str, str]:
    parts = zip(("day", "month", "year"), day.split(), strict=True)
    return {f"valid_to_{part}": number for part, number in parts}


def errors(client: Client, url: str, data: dict[str, object]) -> dict[str, list[str]]:
    response = client.post(url, data)
    assert response.status_code == HTTPStatus.OK
    found: dict[str, list[str]] = response.context["form"].errors
    return found


def test_partner_add_takes_it_into_the_record(client: Client, helen: User) -> None:
    response = client.post(ADD, answers())
    assert response.headers["Location"] == "/partners/upper-housing/"
    housing = Partner.objects.get(slug="upper-housing")
    assert (housing.name, housing.listed_as, housing.version) == (
        "Upper Housing",
        ListedAs.NON_STATUTORY,
        1,
    )
    assert housing.history.get().history_user == helen


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Add", "add-2"), ("Old-Trust", "old-trust-2"), ("組織", "organisation")],
)
def test_partner_add_finds_an_address_of_its_own(
    client: Client, helen: User, trust: Partner, name: str, slug: str
) -> None:
    client.post(ADD, answers(name=name))
    assert Partner.objects.get(name=name).slug == slug


def test_partner_add_with_nothing_says_what_is_wanted(client: Client, helen: User) -> None:
    assert errors(client, ADD, {}) == {
        "name": ["Enter the organisation’s name"],
        "listed_as": ["Select where the plan lists it"],
        "legal_role": ["Select what it is by law"],
    }


def test_partner_edit_ends_a_body_and_says_who_came_after(
    client: Client, helen: User, trust: Partner
) -> None:
    board = PartnerFactory.create(name="Care Board")
    data = answers(name="Old Trust", successors=[board.pk], version=1, **ended("30 6 2022"))
    response = client.post("/partners/old-trust/edit/", data, follow=True)
    assert "The organisation is saved" in response.content.decode()
    trust.refresh_from_db()
    assert (trust.valid_to, trust.version) == (date(2022, 6, 30), 2)
    assert list(trust.successors.all()) == [board]


def test_partner_edit_refuses_successors_without_a_last_day(
    client: Client, helen: User, trust: Partner
) -> None:
    data = answers(successors=[PartnerFactory.create().pk], version=1)
    assert errors(client, "/partners/old-trust/edit/", data) == {
        "valid_to": ["Enter its last day: its duties passed on the day after"]
    }


def test_partner_edit_refuses_a_body_that_it_came_from(
    client: Client, helen: User, trust: Partner
) -> None:
    board = PartnerFactory.create(name="Care Board", slug="care-board")
    trust.successors.add(board)
    data = answers(name="Care Board", successors=[trust.pk], version=1, **ended("1 1 2023"))
    assert errors(client, "/partners/care-board/edit/", data) == {
        "successors": ["Untick Old Trust: their duties passed to this organisation"]
    }


def test_partner_edit_refuses_an_end_before_the_beginning(
    client: Client, helen: User, trust: Partner
) -> None:
    begun = {"valid_from_day": "1", "valid_from_month": "7", "valid_from_year": "2022"}
    data = answers(version=1, **begun, **ended("30 6 2022"))
    assert errors(client, "/partners/old-trust/edit/", data) == {
        "valid_to": ["Enter a last day on or after the first day"]
    }


def test_partner_edit_after_somebody_else_keeps_both_texts(
    client: Client, helen: User, trust: Partner
) -> None:
    client.post("/partners/old-trust/edit/", answers(name="Old Trust, renamed", version=1))
    response = client.post("/partners/old-trust/edit/", answers(name="Mine", version=1))
    assert response.status_code == HTTPStatus.CONFLICT
    html = response.content.decode()
    assert "Somebody else saved first" in html
    assert "Old Trust, renamed" in html
    assert "Mine" in html
    trust.refresh_from_db()
    assert (trust.name, trust.version) == ("Old Trust, renamed", 2)


def test_partner_edit_is_refused_to_readers(client: Client, trust: Partner) -> None:
    client.force_login(owner())
    response = client.post("/partners/old-trust/edit/", answers(name="Mine", version=1))
    assert response.status_code == HTTPStatus.FORBIDDEN
    trust.refresh_from_db()
    assert trust.name == "Old Trust"


def test_partner_add_refuses_a_name_that_another_has(
    client: Client, helen: User, trust: Partner
) -> None:
    assert errors(client, ADD, answers(name="Old Trust")) == {
        "name": ["Enter another name: there is an organisation with this one already"]
    }
