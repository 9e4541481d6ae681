"""One organisation's page: who works there, what it leads and supports, and what it agreed to."""

from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import ActionPlan, ActionStatus, PlanStatus
from partners.models import Commitment, ListedAs, Partner, User
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    PartnerFactory,
    board_member,
    officer,
    owner,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

PAGE = "/partners/county-council/"


@pytest.fixture
def council() -> Partner:
    return PartnerFactory.create(name="County Council", slug="county-council")


@pytest.fixture
def tom(council: Partner) -> User:
    return owner(
        full_name="Tom Ashby",
        post="Road Safety Officer",
        partner=council,
        telephone="01632 960122",
    )


@pytest.fixture
def plan(tom: User) -> ActionPlan:
    return ActionPlanFactory.create(title="Road safety", number=2, owner=tom)


def html_of(client: Client, user: User) -> str:
    client.force_login(user)
    response = client.get(PAGE)
    assert response.status_code == HTTPStatus.OK
    return " ".join(response.content.decode().split())


def test_partner_page_names_people_to_officers_only(
    client: Client, council: Partner, tom: User
) -> None:
    assert "Tom Ashby, Road Safety Officer" in html_of(client, officer())
    html = html_of(client, board_member())
    assert "Road Safety Officer" in html
    assert "Tom Ashby" not in html
    assert "01632 960122" not in html


def test_partner_page_shows_what_it_leads_the_late_first(
    client: Client, council: Partner, plan: ActionPlan
) -> None:
    due = {"later": date(2022, 12, 30), "late": date(2022, 9, 16)}
    for title, due_on in due.items():
        ActionFactory.create(plan=plan, title=title, lead_partner=council, due_on=due_on)
    ActionFactory.create(
        plan=plan,
        title="done",
        lead_partner=council,
        status=ActionStatus.COMPLETE,
        completed_on=date(2022, 9, 1),
    )
    html = html_of(client, board_member())
    assert "1 action plan, 2 open actions to lead (1 late), 0 to support." in html
    assert "Was due 16 September 2022, 19 days late" in html
    assert html.index("19 days late") < html.index("Due 30 December 2022")
    assert "1 earlier action" in html
    assert "Complete on 1 September 2022" in html


def test_partner_page_shows_what_it_supports(
    client: Client, council: Partner, plan: ActionPlan
) -> None:
    police = PartnerFactory.create(name="Constabulary")
    action = ActionFactory.create(plan=plan, title="Speed watch", lead_partner=police)
    action.supporting_partners.add(council)
    html = html_of(client, board_member())
    assert "Road safety · led by Constabulary" in html
    assert "0 open actions to lead, 1 to support." in html


def test_partner_page_counts_nothing_that_the_reader_may_not_see(
    client: Client, council: Partner, tom: User
) -> None:
    hidden = ActionPlanFactory.create(title="Hidden", owner=tom, is_restricted=True)
    draft = ActionPlanFactory.create(title="Draft", owner=tom, status=PlanStatus.DRAFT)
    for plan in (hidden, draft):
        action = ActionFactory.create(plan=plan, lead_partner=council)
        action.supporting_partners.add(council)
    html = html_of(client, board_member())
    assert "Hidden" not in html
    assert "0 open actions to lead, 0 to support." in html
    assert "1 open action to lead, 1 to support." in html_of(client, officer())


def test_partner_page_says_who_has_left_an_action(
    client: Client, council: Partner, plan: ActionPlan
) -> None:
    gone = owner(is_active=False)
    ActionFactory.create(plan=plan, lead_partner=council, lead_person=gone)
    html = html_of(client, board_member())
    assert "The lead person has left: nobody leads it at present" in html


def test_partner_page_shows_commitments_to_statutory_partners_alone(
    client: Client, council: Partner
) -> None:
    Commitment.objects.create(number=1, text="Share data.")
    assert "<li>share data.</li>" in html_of(client, board_member())
    Partner.objects.update(listed_as=ListedAs.NON_STATUTORY)
    assert "share data." not in html_of(client, board_member())


def test_past_body_says_who_came_after_and_what_still_names_it(
    client: Client, council: Partner, plan: ActionPlan
) -> None:
    board = PartnerFactory.create(name="Care Board", slug="care-board")
    ActionFactory.create(plan=plan, title="Clinic", reference="1.1", lead_partner=council)
    Partner.objects.filter(pk=council.pk).update(valid_to=date(2022, 6, 30))
    council.successors.add(board)
    html = html_of(client, officer())
    assert "This body ended on 30 June 2022." in html
    assert "1 open action still names it as lead organisation." in html
    after = client.get("/partners/care-board/").content.decode()
    assert "1.1 Clinic" in after
    assert "the plan names County Council" in after
    assert "It took over from" in after


@pytest.mark.parametrize("count", [1, 30])
def test_partner_page_takes_the_same_queries_for_1_and_30(
    client: Client, council: Partner, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(board_member())
    Commitment.objects.create(number=1, text="Share data.")
    for _ in range(count):
        plan = ActionPlanFactory.create(owner=owner(partner=council))
        ActionFactory.create(plan=plan, lead_partner=council, lead_person=owner())
        supported = ActionFactory.create(plan=plan)
        supported.supporting_partners.add(council)
    with django_assert_num_queries(13):
        client.get(PAGE)
