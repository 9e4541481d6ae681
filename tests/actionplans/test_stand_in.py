"""Whoever stands in for somebody reads what that person is asked about, a restricted plan too, and only on these days."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from actionplans.models import Action, ActionPlan, Review
from actionplans.permissions import can_answer_review, with_may_answer
from partners.models import Absence, User
from tests.actionplans.asking import open_round
from tests.factories import (
    AbsenceFactory,
    ActionFactory,
    ActionPlanFactory,
    ReviewFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

BEFORE, FIRST, LAST, AFTER = (date(2022, 10, day) for day in (2, 3, 14, 15))


@pytest.fixture
def una() -> User:
    """She stands in from 3 to 14 October."""
    return UserFactory.create(full_name="Una Dale")


@pytest.fixture
def review() -> Review:
    """The question about a restricted plan."""
    return ReviewFactory.create(
        round=open_round(), plan=ActionPlanFactory.create(is_restricted=True)
    )


def away(person: User | None, deputy: User) -> Absence:
    return AbsenceFactory.create(user=person, deputy=deputy)


def readable(una: User, on: date | None) -> tuple[int, int, int]:
    rows = (ActionPlan.objects, Action.objects, Review.objects)
    plans, actions, reviews = (manager.visible_to(una, on=on).count() for manager in rows)
    return plans, actions, reviews


@pytest.mark.parametrize(
    ("on", "number"), [(BEFORE, 0), (FIRST, 1), (LAST, 1), (AFTER, 0), (None, 0)]
)
def test_stand_in_of_the_owner_reads_a_restricted_plan_on_these_days_alone(
    una: User, review: Review, on: date | None, number: int
) -> None:
    ActionFactory.create(plan=review.plan)
    away(review.plan.owner, una)
    assert readable(una, on) == (number, number, number)


@pytest.mark.parametrize(("on", "number"), [(BEFORE, 0), (FIRST, 1), (LAST, 1), (AFTER, 0)])
def test_stand_in_of_a_lead_person_reads_it_too(
    una: User, review: Review, on: date, number: int
) -> None:
    lead = UserFactory.create()
    ActionFactory.create(plan=review.plan, lead_person=lead)
    away(lead, una)
    assert readable(una, on) == (number, number, number)


def test_person_who_is_away_goes_on_reading(una: User, review: Review) -> None:
    owner = review.plan.owner
    assert owner is not None
    away(owner, una)
    assert readable(owner, FIRST)[0] == 1


def test_stand_in_opens_what_they_are_asked(client: Client, una: User, review: Review) -> None:
    action = ActionFactory.create(plan=review.plan, lead_person=UserFactory.create())
    pages = [
        "/my-work/",
        "/reviews/",
        f"/reviews/{review.pk}/",
        f"/reviews/{review.pk}/answer/",
        f"/action-plans/{review.plan_id}/",
        f"/action-plans/{review.plan_id}/history/",
    ]
    client.force_login(una)
    assert [client.get(page).status_code for page in pages] == [200, 200, 404, 404, 404, 404]
    away(review.plan.owner, una)
    assert [client.get(page).status_code for page in pages] == [200] * 6
    assert review.plan.title in client.get("/reviews/").content.decode()
    report = f"/reviews/{review.pk}/actions/{action.pk}/"
    assert client.get(report).status_code == 403
    away(action.lead_person, una)
    assert client.get(report).status_code == 200


def test_stand_in_of_a_draft_plans_owner_does_not_read_it(una: User) -> None:
    draft = ActionPlanFactory.create(status="DRAFT")
    away(draft.owner, una)
    assert readable(una, FIRST)[0] == 0


@pytest.mark.parametrize(
    ("who", "on", "may"),
    [
        ("owner", FIRST, True),
        ("deputy", FIRST, True),
        ("stand-in", BEFORE, False),
        ("stand-in", FIRST, True),
        ("stand-in who has left", FIRST, False),
        ("nobody", FIRST, False),
    ],
)
def test_who_may_answer_is_the_same_of_one_review_and_of_many(
    una: User, review: Review, who: str, on: date, may: bool
) -> None:
    plan = review.plan
    assert plan.owner is not None
    ActionPlan.objects.filter(pk=plan.pk).update(deputy=una if who == "deputy" else None)
    review.refresh_from_db()
    if who.startswith("stand-in"):
        away(plan.owner, una)
    una.is_active = who != "stand-in who has left"
    person = plan.owner if who == "owner" else una
    one: Any = with_may_answer(Review.objects.filter(pk=review.pk), person, on=on).get()
    assert [one.may_answer, can_answer_review(person, review, on=on)] == [may, may]
