"""The list of reviews, signed in: what it shows to whom, and how it narrows."""

from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import (
    Review,
)
from tests.actionplans.asking import (
    answer,
    earlier_round,
    open_round,
    road_safety,
    text,
)
from tests.factories import (
    AbsenceFactory,
    ActionFactory,
    ReviewFactory,
    UserFactory,
    board_member,
    officer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def listed(client: Client, **narrowed: Any) -> list[str]:
    """The plans in the list, from top to bottom."""
    response = client.get("/reviews/", narrowed)
    assert response.status_code == 200
    return [row.review.plan.title for row in response.context["rows"]]


def test_review_list_shows_officers_whom_to_call(helen: Client, review: Review) -> None:
    page = text(helen.get("/reviews/"))
    assert "Tom Ashby" in page
    assert "Road Safety Officer, County Council" in page
    assert '<a class="govuk-link" href="tel:01632960123">01632 960123</a>' in page
    assert 'Not answered yet</span><span class="cards__note">due Monday 10 October' in page
    assert f'href="/reviews/{review.pk}/answer/">Record an answer' in page


def test_review_list_shows_the_board_posts(client: Client, review: Review) -> None:
    client.force_login(board_member())
    page = text(client.get("/reviews/"))
    assert "Road Safety Officer, County Council" in page
    assert "Tom Ashby" not in page
    assert "01632 960123" not in page
    assert "Record an answer" not in page


def test_review_list_names_who_stands_in(helen: Client, review: Review) -> None:
    AbsenceFactory.create(user=review.plan.owner, deputy=UserFactory.create(full_name="Ann Bell"))
    page = text(helen.get("/reviews/"))
    assert "Ann Bell" in page
    assert "While Tom Ashby is away" in page


def test_review_list_says_what_is_late(client: Client, review: Review) -> None:
    with time_machine.travel("2022-10-11T09:00Z", tick=False):
        client.force_login(officer())
        page = text(client.get("/reviews/"))
    assert 'Late</span><span class="cards__note">was due Monday 10 October' in page


def test_review_list_of_officers_begins_with_the_current_round(
    helen: Client, review: Review
) -> None:
    ReviewFactory.create(round=earlier_round(), plan=review.plan)
    road_safety(title="Drug related crime", number=1)
    assert listed(helen) == ["Drug related crime", "Road safety"]
    assert listed(helen, round="") == ["Drug related crime", "Road safety", "Road safety"]


def test_review_list_narrows(helen: Client, review: Review) -> None:
    answer(road_safety(title="Drug related crime", number=1))
    assert listed(helen, state="ANSWERED") == ["Drug related crime"]
    assert review.plan.owner
    assert listed(helen, organisation=review.plan.owner.partner_id) == ["Road safety"]
    assert listed(helen, state="NONSENSE", organisation="x") == [
        "Drug related crime",
        "Road safety",
    ]


def test_review_list_offers_to_clear_what_was_chosen(helen: Client, review: Review) -> None:
    assert "Clear filters" not in text(helen.get("/reviews/"))
    assert "Clear filters" not in text(helen.get("/reviews/", {"round": review.round_id}))
    assert "Clear filters" in text(helen.get("/reviews/", {"round": ""}))
    assert "Clear filters" in text(helen.get("/reviews/", {"state": "AWAITED"}))


def test_review_list_that_finds_nothing_says_what_to_do(helen: Client, review: Review) -> None:
    page = text(helen.get("/reviews/", {"state": "ACCEPTED"}))
    assert "No review matches" in page


def test_review_list_of_an_owner_is_theirs(client: Client, review: Review) -> None:
    led = road_safety(title="Drug related crime", number=1)
    ActionFactory.create(plan=led.plan, lead_person=review.plan.owner)
    road_safety(title="Violent crime", number=3)
    assert review.plan.owner
    client.force_login(review.plan.owner)
    assert listed(client) == ["Drug related crime", "Road safety"]


def test_review_list_before_any_round_says_so(client: Client) -> None:
    client.force_login(UserFactory.create())
    assert "Nothing is asked of you" in text(client.get("/reviews/"))


@pytest.mark.parametrize("count", [1, 30])
def test_review_list_takes_as_many_queries_for_thirty(
    helen: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    open_round()
    for number in range(count):
        answer(road_safety(title=f"Plan {number}", number=number + 1))
    with django_assert_num_queries(10):
        assert len(listed(helen)) == count
