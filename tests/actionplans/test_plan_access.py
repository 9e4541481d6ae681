"""Who may open and use which page of plans and actions."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import Action, ActionPlan, ActionStatus, PlanEvent, PlanStatus
from tests.actionplans.plan_cast import READ, action_form, cast, in_parts, plan_form
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    UserFactory,
    board_member,
    officer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

EDIT = READ | {"owner": 403, "other_owner": 403, "board": 403}
# Who is signed out while typing gets a page that keeps the text.
SENT = EDIT | {"public": 403}
NOBODY_ELSE = READ | {"other_owner": 404, "board": 404}
PLAN_PAGES = ["plan_edit", "plan_owner", "plan_people", "action_add"]
ACTION_PAGES = ["action_edit", "action_redate", "action_complete", "action_cancel"]


def statuses(client: Client, plan: ActionPlan, url: str, data: Any = None) -> dict[str, int]:
    """What each kind of person gets, reading or sending."""
    found = {}
    for kind, person in cast(plan).items():
        client.logout()
        if person is not None:
            client.force_login(person)
        response = client.get(url) if data is None else client.post(url, data)
        found[kind] = response.status_code
    return found


def test_plan_list_is_read_by_every_role(client: Client, action: Action) -> None:
    assert statuses(client, action.plan, "/action-plans/") == READ


def test_plan_detail_is_read_by_every_role(client: Client, action: Action) -> None:
    assert statuses(client, action.plan, f"/action-plans/{action.plan_id}/") == READ


def test_plan_add_is_for_officers(client: Client, action: Action) -> None:
    assert statuses(client, action.plan, "/action-plans/add/") == EDIT
    assert statuses(client, action.plan, "/action-plans/add/", {"title": "Mine"}) == SENT
    assert ActionPlan.objects.count() == 1


@pytest.mark.parametrize("name", PLAN_PAGES)
def test_plan_pages_are_for_officers(client: Client, action: Action, name: str) -> None:
    url = reverse(f"actionplans:{name}", args=[action.plan_id])
    assert statuses(client, action.plan, url) == EDIT


@pytest.mark.parametrize("name", [*ACTION_PAGES, "action_reopen"])
def test_action_pages_are_for_officers(client: Client, action: Action, name: str) -> None:
    url = reverse(f"actionplans:{name}", args=[action.pk])
    assert statuses(client, action.plan, url) == EDIT


@pytest.mark.parametrize("kind", ["public", "owner", "other_owner", "board", "unknown"])
def test_nothing_changes_for_those_who_may_not(client: Client, action: Action, kind: str) -> None:
    plan, person = action.plan, cast(action.plan)[kind]
    if person is not None:
        client.force_login(person)
    before = [
        ActionPlan.objects.values().get(pk=plan.pk),
        Action.objects.values().get(pk=action.pk),
    ]
    version, day = {"version": 1}, in_parts("due_on", 1, 2, 2023)
    for name, data in {
        "plan_edit": plan_form(plan, title="Mine"),
        "plan_owner": {"owner": UserFactory.create().pk, **version},
        "plan_people": {"deputy": UserFactory.create().pk, **version},
        "action_add": action_form(action, reference="9.9") | day,
    }.items():
        status = client.post(reverse(f"actionplans:{name}", args=[plan.pk]), data).status_code
        assert (name, status) == (name, SENT[kind])
    for name, data in {
        "action_edit": action_form(action, title="Mine"),
        "action_redate": {"reason": "Mine", **day, **version},
        "action_complete": in_parts("completed_on", 1, 10, 2022) | version,
        "action_cancel": {"reason": "Mine", **version},
        "action_reopen": {"reason": "Mine", **version},
    }.items():
        status = client.post(reverse(f"actionplans:{name}", args=[action.pk]), data).status_code
        assert (name, status) == (name, SENT[kind])
    after = [ActionPlan.objects.values().get(pk=plan.pk), Action.objects.values().get(pk=action.pk)]
    assert after == before
    assert (Action.objects.count(), PlanEvent.objects.count()) == (1, 0)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_that_are_read_refuse_every_other_method(
    client: Client, action: Action, method: str
) -> None:
    client.force_login(officer())
    for url in ("/action-plans/", f"/action-plans/{action.plan_id}/"):
        assert getattr(client, method)(url).status_code == 405


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_pages_that_are_sent_refuse_every_other_method(
    client: Client, action: Action, method: str
) -> None:
    client.force_login(officer())
    urls = ["/action-plans/add/"]
    urls += [reverse(f"actionplans:{name}", args=[action.plan_id]) for name in PLAN_PAGES]
    urls += [reverse(f"actionplans:{name}", args=[action.pk]) for name in ACTION_PAGES]
    assert {getattr(client, method)(url).status_code for url in urls} == {405}


def test_restricted_plan_is_there_only_for_those_it_concerns(client: Client) -> None:
    plan = ActionPlanFactory.create(is_restricted=True)
    assert statuses(client, plan, f"/action-plans/{plan.pk}/") == NOBODY_ELSE


@pytest.mark.parametrize("role", ["deputy", "lead_person", "reader", "former_reader"])
def test_restricted_plan_is_read_by_those_who_were_named(client: Client, role: str) -> None:
    person = board_member()
    plan = ActionPlanFactory.create(is_restricted=True, deputy=person if role == "deputy" else None)
    if role == "lead_person":
        ActionFactory.create(plan=plan, lead_person=person)
    if role == "reader":
        plan.readers.add(person)
    client.force_login(person)
    status = client.get(f"/action-plans/{plan.pk}/").status_code
    assert status == (404 if role == "former_reader" else 200)
    assert client.get(f"/action-plans/{plan.pk}/edit/").status_code == (
        404 if role == "former_reader" else 403
    )


def test_draft_plan_is_there_only_for_officers_and_its_owner(client: Client) -> None:
    plan = ActionPlanFactory.create(status=PlanStatus.DRAFT, deputy=UserFactory.create())
    assert statuses(client, plan, f"/action-plans/{plan.pk}/") == NOBODY_ELSE
    assert plan.deputy is not None
    client.force_login(plan.deputy)
    assert client.get(f"/action-plans/{plan.pk}/").status_code == 404


@pytest.mark.parametrize("hidden", [{"is_restricted": True}, {"status": PlanStatus.DRAFT}])
def test_actions_of_a_plan_that_is_not_visible_are_not_there(
    client: Client, hidden: dict[str, Any]
) -> None:
    action = ActionFactory.create(plan=ActionPlanFactory.create(**hidden))
    client.force_login(UserFactory.create())
    for name in [*ACTION_PAGES, "action_reopen"]:
        url = reverse(f"actionplans:{name}", args=[action.pk])
        assert client.get(url).status_code == 404
        assert client.post(url, {"reason": "Mine", "version": 1}).status_code == 404
    for name in [*PLAN_PAGES, "plan_detail"]:
        assert client.get(reverse(f"actionplans:{name}", args=[action.plan_id])).status_code == 404
    action.refresh_from_db()
    assert (action.status, action.version) == (ActionStatus.NOT_STARTED, 1)


def test_plans_and_actions_that_do_not_exist_are_not_there(client: Client) -> None:
    client.force_login(officer())
    for name in [*PLAN_PAGES, *ACTION_PAGES, "plan_detail", "action_reopen"]:
        assert client.get(reverse(f"actionplans:{name}", args=[999_999])).status_code == 404


def test_officer_who_left_sees_nothing(client: Client, action: Action) -> None:
    leaver = officer()
    client.force_login(leaver)
    leaver.is_active = False
    leaver.save()
    assert client.get(f"/action-plans/{action.plan_id}/").status_code == 302
