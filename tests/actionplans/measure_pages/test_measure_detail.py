"""One measure's page: what it says, to whom, and in how many queries."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import Measure, Reading
from partners.models import User
from tests.factories import (
    ActionPlanFactory,
    MeasureFactory,
    ReadingFactory,
    UserFactory,
    board_member,
)

pytestmark = pytest.mark.django_db


def text_of(client: Client, measure: Measure) -> str:
    response: Any = client.get(f"/action-plans/measures/{measure.pk}/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_measure_detail_says_the_figure_the_change_and_the_target(
    client: Client, helen: User, measure: Measure, june: Reading
) -> None:
    ReadingFactory.create(measure=measure, value=10, out_of=10, narrative="Bottesford is tenth.")
    html = text_of(client, measure)
    assert "<title>Villages with a speed watch – Safer Melton portal</title>" in html
    assert '<b class="reads__figure">10 of 10</b>' in html
    assert "4 more than April to June (better)." in html
    assert '<p class="govuk-body">Reached</p>' in html
    assert html.index("July to September 2022</th>") < html.index("April to June 2022</th>")
    assert "Bottesford is tenth." in html


@pytest.mark.parametrize("value", [9, 6])
def test_measure_detail_says_once_how_it_is_read(
    client: Client, helen: User, measure: Measure, june: Reading, value: int
) -> None:
    Measure.objects.filter(pk=measure.pk).update(
        direction="NO_JUDGEMENT", note="Rises with every poster", target=None, baseline=3
    )
    assert text_of(client, measure).lower().count("rises with every poster") == 1
    ReadingFactory.create(measure=measure, value=value, out_of=10)
    assert text_of(client, measure).lower().count("rises with every poster") == 1


def test_measure_detail_takes_no_percentage_of_nought(
    client: Client, helen: User, measure: Measure
) -> None:
    Measure.objects.filter(pk=measure.pk).update(baseline=0, target=None)
    last_year = {"period_start": date(2021, 7, 1), "period_end": date(2021, 9, 30)}
    ReadingFactory.create(measure=measure, value=0, **last_year)
    ReadingFactory.create(measure=measure, value=10)
    html = text_of(client, measure)
    assert html.count("No percentage: it was nought") == 3
    assert html.count("10 more (better)") == 3
    assert "%" not in html[html.index('id="compared"') : html.index('id="readings"')]
    Measure.objects.filter(pk=measure.pk).update(baseline=4)
    assert "150% more" in text_of(client, measure)


def test_measure_detail_names_people_to_officers_only(
    client: Client, helen: User, measure: Measure
) -> None:
    rosa = UserFactory.create(full_name="Rosa Reed", post="Volunteer", partner__name="Parishes")
    ReadingFactory.create(measure=measure, recorded_by=rosa)
    assert "Rosa Reed, 4 October 2022" in text_of(client, measure)
    client.force_login(board_member())
    html = text_of(client, measure)
    assert "Volunteer, Parishes, 4 October 2022" in html
    assert "Rosa" not in html


def test_measure_detail_goes_on_from_last_years_readings(
    client: Client, helen: User, measure: Measure
) -> None:
    before = MeasureFactory.create(plan=ActionPlanFactory.create(year="2021/22"))
    measure.continues = before
    measure.save()
    last = {"period_start": date(2022, 1, 1), "period_end": date(2022, 3, 31)}
    ReadingFactory.create(measure=before, value=4, **last)
    ReadingFactory.create(measure=measure, value=10)
    html = text_of(client, measure)
    assert "6 more than January to March (better)." in html
    assert '<span class="cards__note">Plan of 2021/22</span>' in html
    assert "Continued by" in text_of(client, before)


def test_measure_detail_keeps_last_years_restricted_readings_from_others(
    client: Client, measure: Measure
) -> None:
    secret = ActionPlanFactory.create(year="2021/22", is_restricted=True)
    before = MeasureFactory.create(plan=secret, title="Secret visits")
    measure.continues = before
    measure.save()
    last = {"period_start": date(2022, 1, 1), "period_end": date(2022, 3, 31)}
    ReadingFactory.create(measure=before, value=4321, **last)
    client.force_login(board_member())
    html = text_of(client, measure)
    assert "4,321" not in html
    assert "Secret" not in html
    assert "Nothing has been measured yet." in html


def test_measure_detail_shows_what_should_have_been_agreed(
    client: Client, helen: User, measure: Measure
) -> None:
    Measure.objects.filter(pk=measure.pk).update(state="TO_BE_AGREED", agree_by=date(2022, 6, 30))
    assert "<b>Overdue:</b> it was to be agreed by June with the community." in text_of(
        client, measure
    )
    Measure.objects.filter(pk=measure.pk).update(agree_by=date(2022, 12, 31))
    html = text_of(client, measure)
    assert "To be agreed by December with the community." in html
    assert "Overdue" not in html


def test_measure_detail_offers_readings_to_owners_and_officers(
    client: Client, helen: User, measure: Measure
) -> None:
    words = "Add a reading"
    assert words in text_of(client, measure)
    assert measure.plan.owner is not None
    client.force_login(measure.plan.owner)
    html = text_of(client, measure)
    assert words in html
    assert "Edit the measure" not in html
    client.force_login(board_member())
    assert words not in text_of(client, measure)


def test_measure_detail_escapes_what_was_written(
    client: Client, helen: User, measure: Measure
) -> None:
    ReadingFactory.create(measure=measure, narrative="<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text_of(client, measure)


@pytest.mark.parametrize("count", [1, 30])
def test_measure_detail_takes_the_same_queries_for_1_and_30_readings(
    client: Client,
    helen: User,
    measure: Measure,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for year in range(count):
        start, end = date(1990 + year, 1, 1), date(1990 + year, 12, 31)
        first = ReadingFactory.create(measure=measure, period_start=start, period_end=end)
        ReadingFactory.create(measure=measure, period_start=start, period_end=end, replaces=first)
    client.get("/action-plans/")
    with django_assert_num_queries(11):
        text_of(client, measure)
