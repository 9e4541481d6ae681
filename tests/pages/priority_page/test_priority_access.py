"""Who may read the page of a priority, and of which plans it tells them."""

from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from actionplans.models import (
    ActionPlan,
    PlanStatus,
)
from priorities.models import Priority
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    PriorityFactory,
    StrategicPlanFactory,
    UserFactory,
    administrator,
    board_member,
    officer,
    owner,
)
from tests.pages.priority_page.reading import PAGE, html_of, read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "hidden",
    [{"is_restricted": True}, {"status": PlanStatus.DRAFT}, {"status": PlanStatus.CLOSED}],
)
def test_priority_detail_tells_nothing_of_a_plan_that_is_not_for_the_reader(
    client: Client, priority: Priority, hidden: dict[str, Any]
) -> None:
    plan = ActionPlanFactory.create(priority=priority, title="Quiet matter", **hidden)
    ActionFactory.create(plan=plan, title="Quiet action")
    html = html_of(client, board_member())
    assert "Quiet" not in html
    assert "overdue" not in html
    assert "No action plan is active for this priority yet." in html


def test_priority_detail_counts_a_restricted_plan_for_those_who_may_read_it(
    priority: Priority, plan: ActionPlan
) -> None:
    ActionFactory.create(plan=plan)
    restricted = ActionPlanFactory.create(priority=priority, number=3, is_restricted=True)
    ActionFactory.create(plan=restricted)
    reader = board_member()
    assert read(priority, reader).actions_in_words == "1 action"
    restricted.readers.add(reader)
    assert read(priority, reader).actions_in_words == "2 actions"
    assert read(priority, officer()).actions_in_words == "2 actions"


@pytest.mark.parametrize("make", [owner, board_member, officer, administrator])
def test_priority_detail_is_read_by_every_role(
    client: Client, priority: Priority, make: Any
) -> None:
    html_of(client, make())


def test_priority_detail_is_not_there_for_an_unknown_role(
    client: Client, priority: Priority
) -> None:
    client.force_login(UserFactory.create(role="STRANGER"))
    assert client.get(PAGE).status_code == HTTPStatus.NOT_FOUND


def test_priority_detail_asks_to_sign_in(client: Client, priority: Priority) -> None:
    response = client.get(PAGE)
    assert response.status_code == HTTPStatus.FOUND
    assert response.headers["Location"] == f"/accounts/login/?next={PAGE}"


def test_priority_detail_takes_no_post(client: Client, priority: Priority) -> None:
    client.force_login(officer())
    assert client.post(PAGE).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_priority_detail_of_nothing_is_not_there(client: Client, priority: Priority) -> None:
    client.force_login(officer())
    assert client.get("/priorities/noise/").status_code == HTTPStatus.NOT_FOUND


def test_priority_detail_is_of_the_current_plan(client: Client, priority: Priority) -> None:
    old = StrategicPlanFactory.create(
        slug="2018-2021", starts_on=date(2018, 4, 1), ends_on=date(2021, 3, 31)
    )
    PriorityFactory.create(plan=old, slug="road-safety", title="Roads of old")
    PriorityFactory.create(plan=old, slug="burglary")
    assert "Roads of old" not in html_of(client, officer())
    assert client.get("/priorities/burglary/").status_code == HTTPStatus.NOT_FOUND
