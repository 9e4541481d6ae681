"""The measures of all plans in one list, and as a file."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import Measure, MeasureState
from partners.models import User
from tests.factories import ActionPlanFactory, MeasureFactory, ReadingFactory, board_member

pytestmark = pytest.mark.django_db


def titles(client: Client, **asked: Any) -> list[str]:
    response = client.get("/action-plans/measures/", asked)
    return [row.measure.title for row in response.context["list"].rows]


def test_measure_list_shows_what_each_reads(client: Client, helen: User, measure: Measure) -> None:
    ReadingFactory.create(measure=measure, value=10, out_of=10)
    html = client.get("/action-plans/measures/").content.decode()
    assert "<b>10 of 10</b>, July to September" in html
    assert "1 measure<" in html


def test_measure_list_narrows_and_sorts(client: Client, helen: User, measure: Measure) -> None:
    MeasureFactory.create(
        plan=measure.plan,
        number=2,
        title="Talks",
        state=MeasureState.TO_BE_AGREED,
        agree_by=date(2022, 12, 31),
    )
    assert titles(client, sort="measure") == ["Talks", "Villages with a speed watch"]
    assert titles(client, sort="-measure") == ["Villages with a speed watch", "Talks"]
    assert titles(client, state="TO_BE_AGREED") == ["Talks"]
    assert titles(client, q="village") == ["Villages with a speed watch"]
    assert "No measure matches" in client.get("/action-plans/measures/?q=x").content.decode()


def test_measure_list_tells_nobody_of_a_restricted_plan(client: Client, measure: Measure) -> None:
    MeasureFactory.create(plan=ActionPlanFactory.create(is_restricted=True), title="Secret")
    client.force_login(board_member())
    assert titles(client) == ["Villages with a speed watch"]
    file = client.get("/action-plans/measures/?export=csv").content.decode()
    assert "Villages with a speed watch" in file
    assert "Secret" not in file


@pytest.mark.parametrize("count", [1, 30])
def test_measure_list_takes_the_same_queries_for_1_and_30(
    client: Client, helen: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    spring = {"period_start": date(2022, 4, 1), "period_end": date(2022, 6, 30)}
    for _ in range(count):
        ReadingFactory.create(measure=ReadingFactory.create().measure, **spring)
    client.get("/action-plans/")
    with django_assert_num_queries(9):
        html = client.get("/action-plans/measures/").content.decode()
    assert html.count('class="spark"') == count
