"""Adding a plan: what is saved, and what is said when it can't be."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from actionplans.models import ActionPlan
from partners.models import User
from tests.actionplans.plan_cast import in_parts, refused
from tests.factories import (
    PriorityFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def new_plan(**changes: Any) -> dict[str, Any]:
    """The form of a new plan, all filled in."""
    form = {
        "kind": "PRIORITY",
        "number": "7",
        "title": "Rural crime",
        "year": "2022/23",
        "owner": "",
        "deputy": "",
        **in_parts("starts_on", 1, 4, 2022),
        **in_parts("ends_on", 31, 3, 2023),
    }
    return form | changes


def test_plan_add_begins_a_draft(client: Client, helen: User) -> None:
    priority, tom, reader = PriorityFactory.create(), UserFactory.create(), UserFactory.create()
    data = new_plan(priority=priority.pk, owner=tom.pk, is_restricted="on", readers=[reader.pk])
    response = client.post("/action-plans/add/", data)
    plan = ActionPlan.objects.get()
    assert response.headers["Location"] == f"/action-plans/{plan.pk}/"
    assert (plan.title, plan.status, plan.priority, plan.owner) == (
        "Rural crime",
        "DRAFT",
        priority,
        tom,
    )
    assert (plan.is_restricted, list(plan.readers.all())) == (True, [reader])
    assert [event.by for event in plan.events.all()] == [helen, helen]


def test_plan_add_offers_this_financial_year(client: Client, helen: User) -> None:
    form = client.get("/action-plans/add/").context["form"]
    assert (form.initial["year"], form.initial["starts_on"], form.initial["ends_on"]) == (
        "2022/23",
        date(2022, 4, 1),
        date(2023, 3, 31),
    )


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"kind": ""}, {"kind": ["Select what the plan is for"]}),
        ({"kind": "IMPROVEMENT"}, {}),
        ({}, {"priority": ["Select the priority that the plan serves"]}),
        ({"priority": "999"}, {"priority": ["Choose the priority from the list"]}),
        (
            {"kind": "IMPROVEMENT", "year": "2022/24"},
            {"year": ["Enter the financial year like 2022/23"]},
        ),
        (
            {"kind": "IMPROVEMENT", "year": "2099/00"},
            {},
        ),
        (
            {"kind": "IMPROVEMENT", "year": "22"},
            {"year": ["Enter the financial year like 2022/23"]},
        ),
        ({"kind": "IMPROVEMENT", "number": ""}, {"number": ["Enter the plan’s number"]}),
        (
            {"kind": "IMPROVEMENT", "number": "two"},
            {"number": ["Enter the plan’s number in figures, like 40"]},
        ),
        (
            {"kind": "IMPROVEMENT", "number": "2"},
            {"number": ["Enter another number: 2022/23 has a plan 2 already"]},
        ),
    ],
)
def test_plan_add_says_what_to_put_right(
    client: Client,
    helen: User,
    plan: ActionPlan,
    changes: dict[str, str],
    errors: dict[str, list[str]],
) -> None:
    response = client.post("/action-plans/add/", new_plan(**changes))
    if errors:
        assert refused(response) == errors
        assert "Rural crime" in response.content.decode()
    assert ActionPlan.objects.count() == (1 if errors else 2)


def test_plan_add_for_improvement_serves_no_priority(client: Client, helen: User) -> None:
    data = new_plan(kind="IMPROVEMENT", priority=PriorityFactory.create().pk)
    assert refused(client.post("/action-plans/add/", data)) == {
        "priority": ["Choose “None”: the improvement plan serves no single priority"]
    }


def test_plan_add_with_its_owner_as_deputy_is_refused(client: Client, helen: User) -> None:
    tom = UserFactory.create()
    data = new_plan(kind="IMPROVEMENT", owner=tom.pk, deputy=tom.pk)
    assert refused(client.post("/action-plans/add/", data)) == {
        "deputy": ["Choose somebody other than the owner as deputy"]
    }
