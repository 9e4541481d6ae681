"""One round's page: its days, who is asked, what came in and what was moved."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import FrameworkSettings
from actionplans.reminders.round_days import round_days
from tests.actionplans.asking import answer, earlier_round, open_round, road_safety, text
from tests.factories import ActionPlanFactory, ReviewFactory, ReviewRoundFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def test_round_page_has_its_days_and_answers(helen: Client) -> None:
    answer(road_safety())
    page = text(helen.get(f"/rounds/{road_safety(number=3).round_id}/"))
    assert "1 of 2 in. Answers are due Monday 10 October; the papers go out Thursday 13" in page
    assert "Opened: everybody was asked" in page
    assert "<b>Today, Wednesday 5 October</b>" in page
    assert "Its dates have not been moved." in page


def test_round_days_follow_the_rules() -> None:
    days = round_days(ReviewRoundFactory.build(), FrameworkSettings(due_lead_days=3))
    assert [(day.what, f"{day.day:%a %-d %b}", day.is_mail) for day in days] == [
        ("Opens: everybody is asked", "Mon 3 Oct", True),
        ("Due soon", "Wed 5 Oct", True),
        ("Answers are due", "Mon 10 Oct", False),
        ("Papers go out", "Thu 13 Oct", False),
        ("Overdue: the plan’s deputy too", "Mon 17 Oct", True),
        ("Escalated to officers", "Mon 24 Oct", True),
    ]


def test_round_page_after_the_papers_can_only_be_read(helen: Client) -> None:
    round_ = earlier_round()
    page = text(helen.get(f"/rounds/{round_.pk}/"))
    assert f"/rounds/{round_.pk}/edit/" not in page
    assert "Papers went out" in page


@pytest.mark.parametrize("count", [1, 30])
def test_round_page_takes_as_many_queries_for_thirty(
    helen: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    round_ = open_round()
    for number in range(1, count + 1):
        ReviewFactory.create(round=round_, plan=ActionPlanFactory.create(number=number))
    with django_assert_num_queries(9):
        page = text(helen.get(f"/rounds/{round_.pk}/"))
    assert page.count("/reviews/") >= count
