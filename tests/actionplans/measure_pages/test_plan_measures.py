"""A plan's measures on its page, and the actions that are meant to move them."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import ActionPlan, Measure, MeasureState, Reading
from consultations.models import Finding
from partners.models import User
from tests.actionplans.plan_cast import action_form, history, text_of
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    MeasureFactory,
    ReadingFactory,
    board_member,
)

pytestmark = pytest.mark.django_db


def test_plan_shows_what_its_measures_read(
    client: Client, helen: User, measure: Measure, june: Reading
) -> None:
    ReadingFactory.create(measure=measure, value=10, out_of=10)
    html = text_of(client, measure.plan)
    assert '<span class="measure__figure"><b>10 of 10</b>, July to September</span>' in html
    assert "4 more than April to June (better)" in html
    assert "Reached" in html


def test_plan_draws_a_small_line_beside_a_measure_with_two_figures(
    client: Client, helen: User, measure: Measure, june: Reading
) -> None:
    assert 'class="spark"' not in text_of(client, measure.plan)
    ReadingFactory.create(measure=measure, value=10, out_of=10)
    html = text_of(client, measure.plan)
    assert html.count('<svg class="spark" role="img"') == 1
    assert (
        'aria-label="Line chart: Villages with a speed watch, in villages. 2 figures from April to June 2022 '
        "to July to September 2022. First 6 of 10 in April to June 2022; last 10 of 10 in July to "
        "September 2022: higher at the end than at the start."
    ) in html


@pytest.mark.parametrize("count", [1, 30])
def test_plan_draws_its_measures_in_the_same_queries_for_1_and_30(
    client: Client,
    helen: User,
    plan: ActionPlan,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        measure = MeasureFactory.create(plan=plan, number=number)
        for month in (4, 5, 6, 7):
            start, end = date(2022, month, 1), date(2022, month, 28)
            ReadingFactory.create(measure=measure, period_start=start, period_end=end)
    text_of(client, plan)
    # PostgreSQL is asked whether anything was written since the page was last worked out.
    with django_assert_num_queries(11 + int(connection.vendor == "postgresql")):
        assert text_of(client, plan).count('class="spark"') == count


def test_plan_shows_a_gap_only_after_the_day(client: Client, helen: User, measure: Measure) -> None:
    Measure.objects.update(state=MeasureState.TO_BE_AGREED, agree_by=date(2022, 12, 31))
    html = text_of(client, measure.plan)
    assert "To be agreed by December" in html
    assert 'class="measure"' in html
    assert "Agree it" not in html
    Measure.objects.update(agree_by=date(2022, 6, 30))
    html = text_of(client, measure.plan)
    assert "Was to be agreed by June" in html
    assert 'class="measure gap"' in html
    assert "Agree it" in html
    client.force_login(board_member())
    html = text_of(client, measure.plan)
    assert 'class="measure gap"' in html
    assert "Agree it" not in html


def test_plan_offers_last_years_measures_to_go_on_with(
    client: Client, helen: User, measure: Measure
) -> None:
    this_year = ActionPlanFactory.create(continues=measure.plan)
    words = "Last year’s plan measured “Villages with a speed watch”."
    assert words in text_of(client, this_year)
    MeasureFactory.create(plan=this_year, continues=measure)
    assert words not in text_of(client, this_year)


def test_action_moves_the_measures_of_its_plan(
    client: Client, helen: User, measure: Measure
) -> None:
    action = ActionFactory.create(plan=measure.plan)
    others = MeasureFactory.create(title="Another plan’s measure")
    url = f"/action-plans/actions/{action.pk}/edit/"
    assert others.title not in client.get(url).content.decode()
    client.post(url, action_form(action, measures=[measure.pk]))
    assert list(action.measures.all()) == [measure]
    assert history(action) == [("ACTION_EDITED", "measures", "", "Villages with a speed watch")]
    assert "<b>Moves:</b> Villages with a speed watch" in text_of(client, measure.plan)


def test_action_keeps_a_measure_that_is_no_longer_used(
    client: Client, helen: User, measure: Measure
) -> None:
    action = ActionFactory.create(plan=measure.plan)
    action.measures.add(measure)
    gone = {"retired_on": date(2022, 9, 1), "retired_because": "Nobody counts any more"}
    Measure.objects.update(state=MeasureState.RETIRED, **gone)
    url = f"/action-plans/actions/{action.pk}/edit/"
    client.post(url, action_form(action, measures=[measure.pk], title="New"))
    assert list(action.measures.all()) == [measure]


def test_action_of_the_improvement_plan_answers_no_result(client: Client, helen: User) -> None:
    assert Finding.objects.count() == 0
    action = ActionFactory.create(plan__kind="IMPROVEMENT", plan__priority=None)
    form = client.get(f"/action-plans/actions/{action.pk}/edit/").context["form"]
    assert "findings" not in form.fields
