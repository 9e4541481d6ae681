"""Letting a leaver go: who takes each thing, and what nobody takes."""

from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import (
    Action,
    ActionPlan,
    ActionStatus,
    EventKind,
    PlanEvent,
    PlanStatus,
    ReviewLink,
)
from actionplans.services.links import find_link
from partners.models import Absence, User
from tests.actionplans.asking import issue_link
from tests.factories import (
    AbsenceFactory,
    ActionFactory,
    ActionPlanFactory,
    ReviewRoundFactory,
    administrator,
    owner,
)
from tests.pages.leavers.conftest import Held
from tests.reading_pages import page_of

pytestmark = pytest.mark.django_db


def url_of(person: User) -> str:
    return f"/people/{person.pk}/deactivate/"


def refused(client: Client, person: User, data: dict[str, str]) -> dict[str, list[str]]:
    """What the page says is wrong; nobody has left and nothing has changed hands."""
    response = client.post(url_of(person), data)
    assert response.status_code == HTTPStatus.OK
    person.refresh_from_db()
    assert person.is_active is True
    assert PlanEvent.objects.count() == 0
    found: dict[str, list[str]] = response.context["form"].errors
    return found


def events() -> list[tuple[Any, ...]]:
    rows = PlanEvent.objects.order_by("pk")
    return list(rows.values_list("kind", "field", "old", "new", "reason"))


def test_leaver_page_lists_all_that_they_hold(
    client: Client, admin: User, lorna: User, held: Held
) -> None:
    html = page_of(client, url_of(lorna))
    assert "Has Lorna Fisk left?" in html
    for words in (
        "Who owns these action plans from now on?",
        "5. Communication, 2022/23",
        "Who is deputy of these action plans?",
        "It is owned by Karen Doyle",
        "Who leads these actions?",
        "2.3 Drop-in sessions",
        "due 30 December 2022",
        "Who stands in for these people while they are away?",
        "Karen Doyle, away from 10 October to 14 October 2022",
    ):
        assert words in html
    lorna.refresh_from_db()
    assert lorna.is_active is True


def test_leaver_page_leaves_out_what_is_over(client: Client, admin: User, lorna: User) -> None:
    ActionPlanFactory.create(owner=lorna, status=PlanStatus.CLOSED)
    ActionFactory.create(
        lead_person=lorna, status=ActionStatus.COMPLETE, completed_on=date(2022, 9, 1)
    )
    ActionFactory.create(lead_person=lorna, plan=ActionPlanFactory.create(status=PlanStatus.CLOSED))
    AbsenceFactory.create(deputy=lorna, starts_on=date(2022, 9, 1), ends_on=date(2022, 10, 4))
    assert "They hold no action plan and no action" in page_of(client, url_of(lorna))


def test_leaver_passes_on_everything_at_once(
    client: Client, admin: User, lorna: User, tom: User, held: Held
) -> None:
    everything = held.answers(owned=tom, deputised=tom, action=tom, absence=tom)
    response = client.post(url_of(lorna), everything, follow=True)
    assert response.redirect_chain == [("/people/", HTTPStatus.FOUND)]
    assert "Lorna Fisk can no longer sign in." in response.content.decode()
    assert "vacant now" not in response.content.decode()
    assert ActionPlan.objects.get(pk=held.owned.pk).owner == tom
    assert ActionPlan.objects.get(pk=held.deputised.pk).deputy == tom
    assert Action.objects.get(pk=held.action.pk).lead_person == tom
    assert Absence.objects.get(pk=held.absence.pk).deputy == tom
    lorna.refresh_from_db()
    assert lorna.is_active is False
    assert lorna.history.first().history_user == admin
    before, after = "Lorna Fisk, Partnerships Manager", "Tom Ashby, Road Safety Officer"
    left = "Has left Learning Hub."
    assert events() == [
        (EventKind.OWNER_CHANGED, "owner", before, after, left),
        (EventKind.PLAN_EDITED, "deputy", before, after, ""),
        (EventKind.ACTION_EDITED, "lead_person", before, after, ""),
    ]
    assert set(PlanEvent.objects.values_list("by", flat=True)) == {admin.pk}


def test_leaver_leaves_vacant_what_nobody_takes(
    client: Client, admin: User, lorna: User, held: Held
) -> None:
    response = client.post(url_of(lorna), held.answers(), follow=True)
    said = "Lorna Fisk can no longer sign in. 1 action plan and 1 action are vacant now"
    assert said in response.content.decode()
    assert ActionPlan.objects.get(pk=held.owned.pk).owner is None
    assert ActionPlan.objects.get(pk=held.deputised.pk).deputy is None
    assert Action.objects.get(pk=held.action.pk).is_vacant is True
    assert Absence.objects.count() == 0
    before, left = "Lorna Fisk, Partnerships Manager", "Has left Learning Hub."
    assert events() == [
        (EventKind.OWNER_CHANGED, "owner", before, "", left),
        (EventKind.PLAN_EDITED, "deputy", before, "", ""),
        (EventKind.ACTION_EDITED, "lead_person", before, "", left),
    ]


def test_vacancies_show_everywhere(client: Client, admin: User, lorna: User, held: Held) -> None:
    client.post(url_of(lorna), held.answers())
    assert "No owner at present" in page_of(client, "/action-plans/")
    assert "No owner at present" in page_of(client, "/dashboard/")
    plan = page_of(client, f"/action-plans/{held.owned.pk}/")
    assert '<strong class="vacant">No owner at present</strong>' in plan
    assert "Nobody owns this plan" in plan
    assert "The lead person has left" in page_of(client, f"/action-plans/{held.action.plan_id}/")
    work = page_of(client, "/my-work/")
    assert "Nobody owns this plan, so nobody can be asked" in work
    assert "The lead person has left, so only the plan’s owner is asked" in work
    priority = held.owned.priority
    assert priority is not None
    assert "No owner at present" in page_of(client, f"/priorities/{priority.slug}/")
    other = held.action.plan.priority
    assert other is not None
    assert "The lead person has left" in page_of(client, f"/priorities/{other.slug}/")


def test_leaver_who_still_owns_a_plan_leaves_it_vacant(client: Client, admin: User) -> None:
    """However somebody came to have left, the plan's page says that nobody has it."""
    plan = ActionPlanFactory.create(owner=owner(post="Manager", is_active=False))
    html = page_of(client, f"/action-plans/{plan.pk}/")
    assert '<strong class="vacant">No owner at present</strong><br>Manager, ' in html


def test_leaver_who_is_given_to_the_plans_own_owner_is_refused(
    client: Client, admin: User, lorna: User, tom: User, held: Held
) -> None:
    karen = held.deputised.owner
    found = refused(client, lorna, held.answers(owned=tom, deputised=karen))
    assert found == {
        f"deputy-{held.deputised.pk}-person": ["Choose somebody other than the owner as deputy."]
    }
    assert ActionPlan.objects.get(pk=held.owned.pk).owner == lorna


def test_leaver_whose_stand_in_is_away_too_is_refused(
    client: Client, admin: User, lorna: User, tom: User, held: Held
) -> None:
    AbsenceFactory.create(user=tom, starts_on=date(2022, 10, 12), ends_on=date(2022, 10, 12))
    assert refused(client, lorna, held.answers(absence=tom)) == {
        f"absence-{held.absence.pk}-person": [
            "Choose another deputy: Tom Ashby is away on 12 October 2022"
        ]
    }


def test_leaver_can_not_take_their_own_nor_can_one_who_left(
    client: Client, admin: User, lorna: User, held: Held
) -> None:
    for taker in (lorna, owner(is_active=False)):
        assert refused(client, lorna, held.answers(owned=taker)) == {
            f"plan-{held.owned.pk}-person": ["Choose somebody who still takes part"]
        }


def test_leaver_given_more_meanwhile_is_looked_at_again(
    client: Client, admin: User, lorna: User, tom: User, held: Held
) -> None:
    answers = held.answers(owned=tom)
    late = ActionPlanFactory.create(owner=lorna)
    assert refused(client, lorna, answers) == {
        "__all__": [
            "What they hold has changed since you opened this page: look at it again, then send it"
        ]
    }
    again = client.post(url_of(lorna), answers)
    shown = again.context["form"]["shown"].value()
    assert f"plan-{late.pk}-person" in shown
    client.post(url_of(lorna), answers | {"shown": shown})
    lorna.refresh_from_db()
    assert lorna.is_active is False
    assert ActionPlan.objects.get(pk=late.pk).owner is None


def test_leaver_is_signed_out_at_once_and_stays_so(
    client: Client, admin: User, lorna: User
) -> None:
    at_home = Client()
    at_home.force_login(lorna)
    client.post(url_of(lorna), {"shown": ""})
    assert at_home.get("/priorities/").status_code == HTTPStatus.FOUND
    client.post(f"/people/{lorna.pk}/reactivate/")
    assert at_home.get("/priorities/").status_code == HTTPStatus.FOUND


def test_leavers_links_open_nothing_any_more(client: Client, admin: User, lorna: User) -> None:
    round_ = ReviewRoundFactory.create(opened_at=datetime(2022, 10, 3, 8, tzinfo=UTC))
    token = issue_link(recipient=lorna, round_=round_, today=date(2022, 10, 5))
    client.post(url_of(lorna), {"shown": ""})
    assert ReviewLink.objects.filter(revoked_at=None).count() == 0
    User.objects.filter(pk=lorna.pk).update(is_active=True)
    assert find_link(token, on=date(2022, 10, 5)) is None


def test_last_administrator_can_not_go(client: Client, admin: User) -> None:
    administrator(is_active=False)
    assert refused(client, admin, {"shown": ""}) == {
        "__all__": ["Make somebody else an administrator first: the portal needs one"]
    }


def test_administrator_with_another_may_go(client: Client, admin: User) -> None:
    administrator()
    client.post(url_of(admin), {"shown": ""})
    admin.refresh_from_db()
    assert admin.is_active is False


def test_somebody_who_has_left_is_not_let_go_again(client: Client, admin: User) -> None:
    gone = owner(is_active=False)
    assert client.get(url_of(gone)).headers["Location"] == f"/people/{gone.pk}/"


@pytest.mark.parametrize("count", [1, 30])
def test_leaver_page_takes_the_same_queries_for_1_and_30(
    client: Client,
    admin: User,
    lorna: User,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        ActionPlanFactory.create(owner=lorna, deputy=owner())
        ActionPlanFactory.create(deputy=lorna)
        ActionFactory.create(lead_person=lorna)
        AbsenceFactory.create(deputy=lorna)
    with django_assert_num_queries(10):
        client.get(url_of(lorna))
