"""A plan's deputy and its readers: who is chosen, what is refused, and when two people choose."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import ActionPlan, PlanEvent
from partners.models import User
from tests.actionplans.plan_cast import NOW, refused
from tests.factories import ActionPlanFactory, UserFactory, board_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def choose(client: Client, plan: ActionPlan, **chosen: Any) -> Any:
    """Send the page with these chosen and nobody else."""
    data = {"deputy": "", "version": plan.version} | chosen
    return client.post(f"/action-plans/{plan.pk}/people/", data)


def test_plan_people_are_saved_and_remembered(
    client: Client, helen: User, plan: ActionPlan
) -> None:
    ann = UserFactory.create(full_name="Ann Lee", post="Schools Officer")
    jean = board_member()
    response = choose(client, plan, deputy=ann.pk, readers=[jean.pk])
    assert response.headers["Location"] == f"/action-plans/{plan.pk}/"
    plan.refresh_from_db()
    assert (plan.deputy, list(plan.readers.all()), plan.version) == (ann, [jean], 2)
    events = plan.events.order_by("pk").values_list("kind", "field", "new", "by", "at")
    assert list(events) == [
        ("PLAN_EDITED", "deputy", "Ann Lee, Schools Officer", helen.pk, NOW),
        ("PLAN_EDITED", "readers", f"{jean.full_name}, {jean.post}", helen.pk, NOW),
    ]
    page = client.get(response.headers["Location"]).content.decode()
    assert "The plan’s deputy and readers are saved" in page


def test_plan_people_who_left_or_own_it_are_refused(
    client: Client, helen: User, plan: ActionPlan
) -> None:
    leaver, left = UserFactory.create(is_active=False), "Choose somebody who still takes part"
    owner = plan.owner
    assert owner is not None
    for field, chosen, message in [
        ("deputy", leaver.pk, left),
        ("deputy", "x", left),
        ("readers", [leaver.pk], left),
        ("deputy", owner.pk, "Choose somebody other than the owner as deputy"),
    ]:
        assert refused(choose(client, plan, **{field: chosen})) == {field: [message]}
    assert PlanEvent.objects.count() == 0


def test_plan_people_keeps_a_deputy_and_readers_who_left(client: Client, helen: User) -> None:
    leaver, jean = UserFactory.create(is_active=False), board_member()
    plan = ActionPlanFactory.create(deputy=leaver)
    plan.readers.add(leaver)
    choose(client, plan, deputy=leaver.pk, readers=[leaver.pk, jean.pk])
    plan.refresh_from_db()
    assert (plan.deputy, set(plan.readers.all())) == (leaver, {leaver, jean})


def test_plan_people_chosen_by_two_is_a_conflict(
    client: Client, helen: User, plan: ActionPlan
) -> None:
    first = UserFactory.create(full_name="Ann Lee", post="Head")
    second = UserFactory.create(full_name="Bob Day", post="Head")
    choose(client, plan, readers=[first.pk])
    response = choose(client, plan, readers=[second.pk])
    assert response.status_code == 409
    told = [(one.label, one.saved, one.typed) for one in response.context["differences"]]
    assert told == [("Who else may see it", "Ann Lee", "Bob Day")]
    assert list(plan.readers.all()) == [first]


@pytest.mark.parametrize(
    ("is_restricted", "words"),
    [(True, "This plan is restricted"), (False, "Readers count once it is restricted")],
)
def test_plan_people_says_whether_readers_count(
    client: Client, helen: User, is_restricted: bool, words: str
) -> None:
    plan = ActionPlanFactory.create(is_restricted=is_restricted)
    page = client.get(f"/action-plans/{plan.pk}/people/").content.decode()
    assert words in page


@pytest.mark.parametrize("count", [1, 30])
def test_plan_people_asks_the_database_little(
    client: Client,
    helen: User,
    plan: ActionPlan,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    UserFactory.create_batch(count)
    with django_assert_num_queries(8):
        client.get(f"/action-plans/{plan.pk}/people/")
