"""The actions of all plans in one list: what it shows to whom, how it narrows and sorts, and as a file."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import Action, ActionStatus, PlanStatus
from actionplans.services.actions import redate_action
from consultations.models import Community, CommunityKind
from partners.models import Partner, User
from tests.actionplans.plan_cast import NOW
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    PartnerFactory,
    UserFactory,
    board_member,
    officer,
)
from tests.reading_files import csv_rows, workbook_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

URL = "/action-plans/actions/"


@pytest.fixture
def council() -> Partner:
    return PartnerFactory.create(name="Borough Council")


@pytest.fixture
def actions(council: Partner) -> dict[str, Action]:
    """Two of this year's plans and one of last year's, which is closed."""
    police = PartnerFactory.create(name="Police")
    roads = ActionPlanFactory.create(title="Road safety", number=2)
    drugs = ActionPlanFactory.create(title="Drugs", number=1)
    old = ActionPlanFactory.create(
        title="Old roads", number=2, year="2021/22", status=PlanStatus.CLOSED
    )
    late = ActionFactory.create(
        plan=roads, reference="2.9", title="Watch", lead_partner=council, due_on=date(2022, 9, 30)
    )
    asfordby = Community.objects.create(
        name="Asfordby", slug="asfordby", kind=CommunityKind.VILLAGE, is_rural=True
    )
    late.communities.add(asfordby)
    return {
        "late": late,
        "ten": ActionFactory.create(
            plan=roads,
            reference="2.10",
            title="Signs",
            lead_partner=council,
            status=ActionStatus.IN_PROGRESS,
            progress=60,
        ),
        "police": ActionFactory.create(
            plan=drugs, reference="1.1", title="Patrols", lead_partner=police
        ),
        "done": ActionFactory.create(
            plan=drugs,
            reference="1.2",
            title="Leaflet",
            lead_partner=council,
            status=ActionStatus.COMPLETE,
            completed_on=date(2022, 7, 1),
            progress=100,
            due_on=date(2022, 7, 8),
        ),
        "old": ActionFactory.create(
            plan=old, reference="2.1", title="Bollards", lead_partner=council
        ),
    }


def shown(client: Client, **narrowed: Any) -> list[str]:
    """The actions on the page, from top to bottom."""
    response = client.get(URL, narrowed)
    assert response.status_code == 200
    return [row.action.title for row in response.context["list"].rows]


def test_action_list_goes_through_the_plans_in_order(
    client: Client, helen: User, actions: dict[str, Action]
) -> None:
    assert shown(client) == ["Patrols", "Leaflet", "Watch", "Signs"]


@pytest.mark.parametrize(
    ("narrowed", "titles"),
    [
        ({"late": "on"}, ["Watch"]),
        ({"status": "OPEN"}, ["Patrols", "Watch", "Signs", "Bollards"]),
        ({"status": "COMPLETE"}, ["Leaflet"]),
        ({"year": "2021/22"}, ["Bollards"]),
        ({"q": "LEAF"}, ["Leaflet"]),
        ({"sort": "-plan"}, ["Watch", "Signs", "Patrols", "Leaflet"]),
        ({"sort": "due"}, ["Leaflet", "Watch", "Patrols", "Signs"]),
        ({"sort": "-done"}, ["Leaflet", "Signs", "Patrols", "Watch"]),
        ({"sort": "-lead"}, ["Patrols", "Leaflet", "Watch", "Signs"]),
        ({"sort": "id"}, ["Patrols", "Leaflet", "Watch", "Signs"]),
    ],
)
def test_action_list_narrows_and_sorts(
    client: Client,
    helen: User,
    actions: dict[str, Action],
    narrowed: dict[str, str],
    titles: list[str],
) -> None:
    assert shown(client, **narrowed) == titles


def test_action_list_answers_what_an_organisation_leads_that_is_late(
    client: Client, helen: User, actions: dict[str, Action], council: Partner
) -> None:
    ActionFactory.create(title="Theirs", due_on=date(2022, 9, 1))
    assert shown(client, lead=council.pk, late="on") == ["Watch"]
    page = " ".join(client.get(f"{URL}?lead={council.pk}&late=on").content.decode().split())
    assert '<span class="cards__note acts__late">5 days overdue</span>' in page
    assert f'href="/action-plans/{actions["late"].plan_id}/#action-{actions["late"].pk}"' in page
    assert "Asfordby</span>" in page


def test_action_list_narrows_to_a_place(
    client: Client, helen: User, actions: dict[str, Action]
) -> None:
    asfordby = Community.objects.get(slug="asfordby")
    assert shown(client, place=asfordby.pk) == ["Watch"]


def test_action_list_does_not_call_an_action_of_a_draft_late(client: Client, helen: User) -> None:
    ActionFactory.create(plan__status=PlanStatus.DRAFT, due_on=date(2022, 9, 1), title="Early")
    assert (shown(client), shown(client, late="on")) == (["Early"], [])
    assert "overdue" not in client.get(URL).content.decode()


def test_action_list_says_what_is_wrong_with_a_filter(
    client: Client, helen: User, actions: dict[str, Action]
) -> None:
    response = client.get(URL, {"lead": "999999999999999999999"})
    (errors,) = response.context["form"].errors.values()
    assert errors == ["Choose the lead organisation from the list"]


def test_action_list_tells_nothing_of_plans_that_are_hidden(client: Client) -> None:
    secret = PartnerFactory.create(name="Secret organisation")
    hidden = ActionFactory.create(
        plan__is_restricted=True, plan__year="2020/21", lead_partner=secret, title="Secret deed"
    )
    hidden.communities.add(Community.objects.create(name="Secret village", slug="secret"))
    ActionFactory.create(title="Open")
    client.force_login(board_member())
    page = client.get(URL).content.decode()
    assert "1 action<" in page
    assert "ecret" not in page
    assert "2020/21" not in page
    assert [row[3] for row in csv_rows(client.get(URL, {"export": "csv"}))] == ["Action", "Open"]


def test_action_list_shows_names_to_officers_and_posts_to_the_board(client: Client) -> None:
    tom = UserFactory.create(full_name="Tom Ashby", post="Road Safety Officer")
    ActionFactory.create(lead_person=tom)
    client.force_login(officer())
    assert "Tom Ashby" in client.get(URL).content.decode()
    assert csv_rows(client.get(URL, {"export": "csv"}))[1][5] == "Tom Ashby"
    client.force_login(board_member())
    page = client.get(URL).content.decode()
    assert "Road Safety Officer" in page
    assert "Tom Ashby" not in page
    assert csv_rows(client.get(URL, {"export": "csv"}))[1][5] == "Road Safety Officer"


def test_action_list_as_a_file_says_all_of_each_action(
    client: Client, helen: User, actions: dict[str, Action]
) -> None:
    late = actions["late"]
    redate_action(action=late, due_on=date(2022, 10, 3), reason="Banners late", by=helen, now=NOW)
    heading, first = csv_rows(client.get(URL, {"late": "on", "export": "csv"}))
    assert dict(zip(heading, first, strict=True)) == {
        "Year": "2022/23",
        "Action plan": "2. Road safety",
        "Reference": "2.9",
        "Action": "Watch",
        "Lead organisation": "Borough Council",
        "Lead person": "",
        "Places and people": "Asfordby",
        "Due": "2022-10-03",
        "First due": "2022-09-30",
        "Times moved": "1",
        "Days late": "2",
        "Status": "Not started",
        "Done (%)": "0",
        "Completed on": "",
        "What success looks like": "",
    }
    _, first = workbook_rows(client.get(URL, {"late": "on", "export": "xlsx"}))
    assert first[7:11] == [datetime(2022, 10, 3), datetime(2022, 9, 30), 1, 2]  # noqa: DTZ001


def test_action_list_file_has_all_pages_in_the_order_of_the_page(
    client: Client, helen: User
) -> None:
    plan = ActionPlanFactory.create()
    for number in range(1, 53):
        ActionFactory.create(plan=plan, reference=f"1.{number}", title=f"Action {number}")
    assert shown(client, page=2) == ["Action 51", "Action 52"]
    assert (
        "?q=Action&amp;sort=-due&amp;page=2"
        in client.get(URL, {"q": "Action", "sort": "-due"}).content.decode()
    )
    rows = csv_rows(client.get(f"{URL}?page=2&export=csv"))
    assert [row[3] for row in rows[1:]] == [f"Action {number}" for number in range(1, 53)]


def test_action_list_shows_as_vacant_what_a_leaver_led(client: Client, helen: User) -> None:
    gone = UserFactory.create(full_name="Graham Lister", is_active=False)
    ActionFactory.create(lead_person=gone)
    page = client.get(URL).content.decode()
    assert '<strong class="vacant">The lead person has left</strong>' in page
    assert "Graham Lister" not in page
    headings, row = csv_rows(client.get(f"{URL}?export=csv"))
    assert row[headings.index("Lead person")] == "The lead person has left"


def test_action_list_that_is_empty_leads_to_the_plans(client: Client, helen: User) -> None:
    assert "There are no actions yet" in client.get(URL).content.decode()
    ActionFactory.create()
    page = client.get(URL, {"q": "cheese"}).content.decode()
    assert "No action matches" in page


@pytest.mark.parametrize("count", [1, 30])
def test_action_list_takes_the_same_queries_for_1_and_30(
    client: Client, helen: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    place = Community.objects.create(name="Asfordby", slug="asfordby")
    for _ in range(count):
        action = ActionFactory.create(lead_person=UserFactory.create())
        action.communities.add(place)
    with django_assert_num_queries(10):
        client.get(URL)
    with django_assert_num_queries(5):
        client.get(URL, {"export": "csv"})
