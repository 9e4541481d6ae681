"""Editing a plan: what is saved, what is said when it can't be, and when two people edit."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import ActionPlan, PlanEvent, PlanStatus, Review
from partners.models import User
from tests.actionplans.plan_cast import NOW, in_parts, plan_form, refused
from tests.factories import (
    ActionPlanFactory,
    ReviewFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def edit(client: Client, plan: ActionPlan, **changes: Any) -> Any:
    """Send the edit form of a plan."""
    return client.post(f"/action-plans/{plan.pk}/edit/", plan_form(plan, **changes))


def test_plan_edit_saves_and_remembers(client: Client, helen: User, plan: ActionPlan) -> None:
    response = edit(client, plan, title="Safer roads 🚲", is_restricted="on")
    assert response.headers["Location"] == f"/action-plans/{plan.pk}/"
    plan.refresh_from_db()
    assert (plan.title, plan.is_restricted, plan.version) == ("Safer roads 🚲", True, 2)
    events = plan.events.order_by("pk").values_list("kind", "field", "old", "new", "by", "at")
    assert list(events) == [
        ("PLAN_EDITED", "title", "Road safety", "Safer roads 🚲", helen.pk, NOW),
        ("PLAN_EDITED", "is_restricted", "no", "yes", helen.pk, NOW),
    ]


def test_plan_edit_closes_a_plan(client: Client, helen: User, plan: ActionPlan) -> None:
    review = ReviewFactory.create(plan=plan)
    edit(client, plan, status="CLOSED")
    plan.refresh_from_db()
    assert (plan.status, Review.objects.get(pk=review.pk).state) == ("CLOSED", "MISSED")


def test_plan_edit_offers_draft_only_to_drafts(client: Client, helen: User) -> None:
    for status, offered in [
        (PlanStatus.DRAFT, ["DRAFT", "ACTIVE", "CLOSED"]),
        (PlanStatus.ACTIVE, ["ACTIVE", "CLOSED"]),
        (PlanStatus.CLOSED, ["ACTIVE", "CLOSED"]),
    ]:
        plan = ActionPlanFactory.create(status=status)
        form = client.get(f"/action-plans/{plan.pk}/edit/").context["form"]
        assert [value for value, _ in form.fields["status"].choices] == offered


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"title": ""}, {"title": ["Enter a title for the plan"]}),
        ({"title": " \n"}, {"title": ["Enter a title for the plan"]}),
        (
            {"title": "x" * 201},
            {"title": ["Enter a title for the plan of 200 characters or fewer"]},
        ),
        (
            in_parts("ends_on", 31, 2, 2023),
            {"ends_on": ["31 February 2023 is not a date. Enter a real date, like 27 3 2023"]},
        ),
        (in_parts("ends_on", "", "", ""), {"ends_on": ["Enter the date this plan ends"]}),
        (
            in_parts("ends_on", 1, 4, 2022),
            {"ends_on": ["Enter an end date that is after the start date"]},
        ),
        ({"status": "DRAFT"}, {"status": ["Choose the status from the list"]}),
        ({"status": ""}, {"status": ["Select the status"]}),
        ({"number": "9"}, {"number": ["Enter another number: 2022/23 has a plan 9 already"]}),
    ],
)
def test_plan_edit_says_what_to_put_right(
    client: Client,
    helen: User,
    plan: ActionPlan,
    changes: dict[str, str],
    errors: dict[str, list[str]],
) -> None:
    ActionPlanFactory.create(number=9)
    response = edit(client, plan, **({"title": "Typed <b>text</b>"} | changes))
    assert refused(response) == errors
    page = response.content.decode()
    assert "title" in changes or "Typed &lt;b&gt;text&lt;/b&gt;" in page
    assert "2. Road safety" in page
    plan.refresh_from_db()
    assert (plan.title, plan.version, PlanEvent.objects.count()) == ("Road safety", 1, 0)


def test_plan_edit_without_a_version_asks_to_open_the_page_again(
    client: Client, helen: User, plan: ActionPlan
) -> None:
    assert refused(edit(client, plan, version="")) == {
        "version": ["Open this page again before you save: it lost track of what it was showing."]
    }


def test_plan_edit_leaves_deputy_and_readers_as_they_are(client: Client, helen: User) -> None:
    ann = UserFactory.create()
    plan = ActionPlanFactory.create(deputy=ann)
    plan.readers.add(ann)
    edit(client, plan, title="New", deputy="", readers=[])
    plan.refresh_from_db()
    assert (plan.title, plan.deputy, list(plan.readers.all())) == ("New", ann, [ann])


@pytest.mark.parametrize("count", [1, 30])
def test_plan_edit_asks_the_database_for_nobody_else(
    client: Client,
    helen: User,
    plan: ActionPlan,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    UserFactory.create_batch(count)
    with django_assert_num_queries(5):
        client.get(f"/action-plans/{plan.pk}/edit/")


def test_plan_edit_shows_both_texts_to_who_saves_second(
    client: Client, helen: User, plan: ActionPlan
) -> None:
    edit(client, plan, title="Hers")
    response = edit(client, plan, title="Mine", **in_parts("ends_on", 30, 4, 2023))
    assert response.status_code == 409
    told = [(one.label, one.saved, one.typed) for one in response.context["differences"]]
    assert told == [
        ("Title", "Hers", "Mine"),
        ("Ends on", "31 March 2023", "30 April 2023"),
    ]
    page = response.content.decode()
    assert "Somebody else saved first" in page
    assert 'value="Mine"' in page
    assert 'name="version" value="2"' in page
    plan.refresh_from_db()
    assert plan.title == "Hers"
    assert edit(client, plan, title="Mine", version=2).status_code == 302
    plan.refresh_from_db()
    assert (plan.title, plan.version) == ("Mine", 3)
