"""The dashboard narrowed to a year, an organisation or a place: its rows, its sentence, its rules and its choices."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from actionplans.models import ActionPlan
from consultations.models import Community
from partners.models import Partner, User
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommunityFactory,
    PartnerFactory,
    UserFactory,
    officer,
)

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Cast:
    county: Partner
    police: Partner
    village: Community
    road: ActionPlan
    crime: ActionPlan
    last: ActionPlan


@pytest.fixture
def cast() -> Cast:
    """Road safety of the county, which the police help in a village; crime of the police; and last year's plan."""
    county, police = PartnerFactory.create(name="County"), PartnerFactory.create(name="Police")
    village = CommunityFactory.create(name="Asfordby")
    road = plan_of(county, number=1, title="Road safety", year="2022/23")
    crime = plan_of(police, number=2, title="Crime", year="2022/23")
    last = plan_of(county, number=1, title="Last year’s", year="2021/22")
    ActionFactory.create(plan=road, lead_partner=police).communities.add(village)
    ActionFactory.create(plan=crime, lead_partner=police)
    return Cast(county, police, village, road, crime, last)


def plan_of(partner: Partner, **details: Any) -> ActionPlan:
    return ActionPlanFactory.create(owner=UserFactory.create(partner=partner), **details)


def page_of(client: Client, **asked: Any) -> Any:
    response = client.get("/dashboard/", asked)
    assert response.status_code == 200
    return response.context["page"]


def titles(client: Client, **asked: Any) -> list[str]:
    return [row.standing.plan.title for row in page_of(client, **asked).rows]


def offered(client: Client, name: str) -> list[str]:
    return [words for _, words in page_of(client).form.fields[name].choices]


def test_dashboard_offers_what_there_is_with_the_number_of_plans(
    client: Client, jean: User, cast: Cast
) -> None:
    assert offered(client, "year") == ["All years", "2022/23 (2)", "2021/22 (1)"]
    assert offered(client, "lead") == ["All organisations", "County (2)", "Police (2)"]
    assert offered(client, "place") == ["Everywhere", "Asfordby (1)"]


def test_dashboard_narrows_to_a_year(client: Client, jean: User, cast: Cast) -> None:
    assert titles(client) == ["Road safety", "Crime", "Last year’s"]
    assert titles(client, year="2022/23") == ["Road safety", "Crime"]
    assert titles(client, year="2021/22") == ["Last year’s"]


def test_dashboard_narrows_to_who_owns_a_plan_or_leads_an_action(
    client: Client, jean: User, cast: Cast
) -> None:
    assert titles(client, lead=cast.county.pk) == ["Road safety", "Last year’s"]
    assert titles(client, lead=cast.police.pk) == ["Road safety", "Crime"]
    assert titles(client, lead=cast.county.pk, year="2022/23") == ["Road safety"]


def test_dashboard_narrows_to_a_place(client: Client, jean: User, cast: Cast) -> None:
    assert titles(client, place=cast.village.pk) == ["Road safety"]
    assert titles(client, place=cast.village.pk, lead=cast.county.pk) == ["Road safety"]
    assert titles(client, place=cast.village.pk, year="2021/22") == []


def test_dashboard_says_the_position_and_the_rules_of_what_it_is_narrowed_to(
    client: Client, jean: User, cast: Cast
) -> None:
    ActionPlan.objects.filter(pk=cast.crime.pk).update(owner=None)
    whole = page_of(client)
    assert [one.words for one in whole.shares] == ["3 not yet rated"]
    assert [one.rule.title for one in whole.ruled] == ["No owner"]
    narrowed = page_of(client, lead=cast.county.pk)
    assert [one.words for one in narrowed.shares] == ["2 not yet rated"]
    assert narrowed.ruled == []


def test_dashboard_says_what_it_is_narrowed_to_on_paper_too(
    client: Client, jean: User, cast: Cast
) -> None:
    assert page_of(client).only == []
    assert page_of(client, lead=cast.county.pk, year="2022/23").only == ["2022/23", "County"]
    html = client.get("/dashboard/", {"place": f"{cast.village.pk}"}).content.decode()
    assert "<b>Only the plans of:</b> Asfordby.</p>" in html


def test_dashboard_that_nothing_matches_says_so_and_leads_back(
    client: Client, jean: User, cast: Cast
) -> None:
    html = client.get(
        "/dashboard/", {"year": "2021/22", "place": f"{cast.village.pk}"}
    ).content.decode()
    assert "No action plan matches" in html
    assert 'href="/dashboard/">Show all action plans</a>' in " ".join(html.split())


@pytest.mark.parametrize(
    "asked",
    [
        {"lead": "x"},
        {"lead": "²"},
        {"lead": "9" * 30},
        {"place": "-1"},
        {"rating": "PURPLE"},
        {"rule": "none"},
    ],
)
def test_dashboard_narrows_to_nothing_that_it_does_not_understand(
    client: Client, jean: User, cast: Cast, asked: dict[str, str]
) -> None:
    assert titles(client, **asked) == ["Road safety", "Crime", "Last year’s"]


@pytest.mark.parametrize("asked", [{"year": "1999/00"}, {"lead": "9999"}, {"place": "9999"}])
def test_dashboard_shows_nothing_of_what_is_not_there(
    client: Client, jean: User, cast: Cast, asked: dict[str, str]
) -> None:
    assert titles(client, **asked) == []


def test_dashboard_offers_nobody_and_nowhere_of_a_restricted_plan(
    client: Client, jean: User, cast: Cast
) -> None:
    ActionPlan.objects.filter(pk=cast.road.pk).update(is_restricted=True)
    assert offered(client, "lead") == ["All organisations", "County (1)", "Police (1)"]
    assert offered(client, "place") == ["Everywhere"]
    assert titles(client, place=cast.village.pk) == []
    client.force_login(officer())
    assert offered(client, "lead") == ["All organisations", "County (2)", "Police (2)"]
    assert titles(client, place=cast.village.pk) == ["Road safety"]


def test_dashboard_keeps_what_it_is_narrowed_to_in_its_links(
    client: Client, jean: User, cast: Cast
) -> None:
    html = client.get(
        "/dashboard/", {"lead": f"{cast.county.pk}", "year": "2022/23"}
    ).content.decode()
    assert f"lead={cast.county.pk}&amp;year=2022%2F23&amp;rating=NEVER#plans" in html
    assert '<option value="2022/23" selected>2022/23 (2)</option>' in " ".join(html.split())
