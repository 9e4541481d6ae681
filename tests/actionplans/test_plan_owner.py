"""Giving a plan to somebody else: one page and one button."""

import pytest
from django.test import Client

from actionplans.models import ActionPlan, PlanEvent
from partners.models import User
from tests.actionplans.plan_cast import refused
from tests.factories import (
    ActionPlanFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def test_plan_owner_changes_hands(client: Client, helen: User, plan: ActionPlan) -> None:
    ann = UserFactory.create(full_name="Ann Lee", post="Schools Officer")
    url = f"/action-plans/{plan.pk}/owner/"
    response = client.post(url, {"owner": ann.pk, "version": 1, "reason": "New post"})
    assert response.headers["Location"] == f"/action-plans/{plan.pk}/"
    plan.refresh_from_db()
    event = plan.events.get()
    assert (plan.owner, event.kind, event.new, event.reason, event.by) == (
        ann,
        "OWNER_CHANGED",
        "Ann Lee, Schools Officer",
        "New post",
        helen,
    )
    assert "The plan has a new owner" in client.get(response.headers["Location"]).content.decode()


def test_plan_owner_may_be_nobody(client: Client, helen: User, plan: ActionPlan) -> None:
    client.post(f"/action-plans/{plan.pk}/owner/", {"owner": "", "version": 1})
    plan.refresh_from_db()
    assert plan.owner is None
    assert "The plan is vacant now" in client.get(f"/action-plans/{plan.pk}/").content.decode()


def test_plan_owner_must_be_somebody_new_who_takes_part(client: Client, helen: User) -> None:
    tom, leaver = UserFactory.create(full_name="Tom Ashby"), UserFactory.create(is_active=False)
    plan, vacant = ActionPlanFactory.create(owner=tom), ActionPlanFactory.create(owner=None)
    for changed, owner, message in [
        (plan, tom.pk, "Choose who owns the plan from now on: Tom Ashby owns it already"),
        (plan, leaver.pk, "Choose somebody who still takes part"),
        (plan, "x", "Choose somebody who still takes part"),
        (vacant, "", "Choose who owns the plan from now on"),
    ]:
        data = {"owner": owner, "version": 1, "reason": "Typed"}
        response = client.post(f"/action-plans/{changed.pk}/owner/", data)
        assert refused(response) == {"owner": [message]}
        assert "Typed" in response.content.decode()
    assert PlanEvent.objects.count() == 0


def test_plan_owner_changed_by_two_is_a_conflict(
    client: Client, helen: User, plan: ActionPlan
) -> None:
    first, second = UserFactory.create(full_name="Ann Lee"), UserFactory.create(full_name="Bob Day")
    url = f"/action-plans/{plan.pk}/owner/"
    client.post(url, {"owner": first.pk, "version": 1})
    response = client.post(url, {"owner": second.pk, "version": 1, "reason": "Mine"})
    assert response.status_code == 409
    told = [(one.label, one.saved, one.typed) for one in response.context["differences"]]
    assert told == [
        ("New owner", "Ann Lee", "Bob Day"),
        ("Why does it change?", "", "Mine"),
    ]
    plan.refresh_from_db()
    assert plan.owner == first
