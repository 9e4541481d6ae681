"""What somebody might try with a form or an address of their own making."""

from typing import Any

import pytest
from django.test import Client

from actionplans.models import Action, ActionStatus, ActionUpdate, Review
from tests.actionplans.asking import link_of, road_safety
from tests.actionplans.reminding import owner_of
from tests.factories import ActionFactory, ActionPlanFactory, UserFactory, officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

ELSEWHERE = ["https://bad.example/", "//bad.example/", "/\\bad.example", "javascript:alert(1)"]


@pytest.fixture
def review() -> Review:
    return road_safety()


@pytest.fixture
def others_action() -> Action:
    return ActionFactory.create(plan=ActionPlanFactory.create(number=50))


def answer_that_completes(action: Action) -> dict[str, Any]:
    """A whole answer that speaks of an action as its own plan's answer would."""
    of_action = {
        "status": ActionStatus.COMPLETE,
        "seen": ActionStatus.NOT_STARTED,
        "reason": "Mine",
    }
    named = {f"action-{action.pk}-{field}": said for field, said in of_action.items()}
    return {"rating": "GREEN", "narrative": "All is well."} | named


@pytest.mark.parametrize("by_link", [True, False])
def test_answer_speaks_of_no_other_plans_action(
    client: Client, review: Review, others_action: Action, *, by_link: bool
) -> None:
    url = link_of(owner_of(review), review.round) if by_link else "/reviews/"
    url = f"{url}{review.pk}/" if by_link else f"{url}{review.pk}/answer/"
    if not by_link:
        client.force_login(owner_of(review))
    response = client.post(url, answer_that_completes(others_action))
    assert (response.status_code, review.answers.count()) == (302, 1)
    others_action.refresh_from_db()
    assert (others_action.status, others_action.version) == (ActionStatus.NOT_STARTED, 1)
    assert not ActionUpdate.objects.exists()


def test_answer_speaks_of_its_own_plans_action(client: Client, review: Review) -> None:
    own = ActionFactory.create(plan=review.plan)
    client.force_login(owner_of(review))
    client.post(f"/reviews/{review.pk}/answer/", answer_that_completes(own))
    own.refresh_from_db()
    assert own.status == ActionStatus.COMPLETE


@pytest.mark.parametrize("who", ["left", "nobody"])
def test_plan_is_given_to_nobody_who_is_not_here(client: Client, review: Review, who: str) -> None:
    left = UserFactory.create(is_active=False)
    client.force_login(officer())
    form = {"owner": left.pk if who == "left" else 999_999, "version": review.plan.version}
    response = client.post(f"/action-plans/{review.plan_id}/owner/", form)
    assert response.status_code == 200
    review.plan.refresh_from_db()
    assert review.plan.owner == owner_of(review)
    assert review.plan.version == 1


@pytest.mark.parametrize("place", ELSEWHERE)
def test_signing_in_again_leads_to_no_other_site(client: Client, place: str) -> None:
    client.force_login(officer())
    response = client.get("/accounts/login/", {"next": place})
    assert (response.status_code, response["Location"]) == (302, "/my-work/")


@pytest.mark.parametrize("place", ELSEWHERE)
def test_signing_out_leads_to_no_other_site(client: Client, place: str) -> None:
    client.force_login(officer())
    response = client.post("/accounts/logout/", {"next": place})
    assert (response.status_code, response["Location"]) == (302, "/")


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/login/code/confirm/"])
def test_sign_in_pages_take_no_form_by_another_method(client: Client, path: str) -> None:
    response = client.put(path, "login=tom.ashby@example.org")
    assert response.status_code == 405
