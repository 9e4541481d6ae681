"""The story of one review, signed in: every answer and decision, as each person may see them."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import (
    DecisionKind,
    PlanEvent,
    Rating,
    Review,
    Via,
)
from actionplans.services.reviews import decide_review
from tests.actionplans.asking import (
    NOW,
    answer,
    text,
)
from tests.factories import (
    UserFactory,
    board_member,
    officer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.mark.parametrize("count", [1, 30])
def test_review_detail_takes_as_many_queries_for_thirty(
    helen: Client,
    review: Review,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for minute in range(count):
        answer(review, now=NOW + timedelta(minutes=minute), by=UserFactory.create())
    with django_assert_num_queries(13):
        page = text(helen.get(f"/reviews/{review.pk}/"))
    assert page.count("Two schools postponed.") == count


def test_review_detail_keeps_every_answer_and_decision(helen: Client, review: Review) -> None:
    first = answer(review, narrative="First words.")
    decide_review(
        review=review,
        answer=first,
        kind=DecisionKind.RETURN,
        reason="Which villages?",
        by=officer(full_name="Helen Marsh"),
        now=NOW,
    )
    answer(review, narrative="Second words.", now=NOW + timedelta(minutes=5))
    page = text(helen.get(f"/reviews/{review.pk}/"))
    assert page.index("Second words.") < page.index("First words.")
    assert "Earlier answer of 5 October 2022 at 9:30am</h2>" in page
    assert "<b>Returned</b> by Helen Marsh, 5 October 2022 at 9:30am" in page
    assert "Which villages?" in page
    assert "Two people have answered." not in page


def test_review_detail_shows_a_clash(helen: Client, review: Review) -> None:
    answer(review, rating=Rating.GREEN)
    ann = UserFactory.create(full_name="Ann Bell")
    answer(review, rating=Rating.RED, by=ann, now=NOW + timedelta(minutes=5))
    page = text(helen.get(f"/reviews/{review.pk}/"))
    assert (
        "<b>Two people have answered.</b> Ann Bell said off track on 5 October; "
        "Tom Ashby said on track on 5 October. The newest answer counts." in page
    )


def test_review_detail_shows_not_mine_to_officers_and_to_who_answers(
    client: Client, review: Review
) -> None:
    assert review.plan.owner
    client.force_login(review.plan.owner)
    client.post(f"/reviews/{review.pk}/not-mine/", {"who_then": "Ask Rosie Hall."})
    assert PlanEvent.objects.get().via == Via.PORTAL
    client.force_login(officer())
    page = text(client.get(f"/reviews/{review.pk}/"))
    assert "<b>“This isn’t mine”</b>: Ask Rosie Hall." in page
    client.force_login(board_member())
    assert "Rosie Hall" not in text(client.get(f"/reviews/{review.pk}/"))


def test_review_detail_shows_the_board_no_names(client: Client, review: Review) -> None:
    answer(review)
    client.force_login(board_member())
    page = text(client.get(f"/reviews/{review.pk}/"))
    assert "Road Safety Officer, County Council · by link" in page
    assert "Tom Ashby" not in page
