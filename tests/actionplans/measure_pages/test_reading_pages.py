"""Recording and correcting what a measure read."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertRedirects

from actionplans.forms.readings import NOUGHT
from actionplans.models import Measure, MeasureState, PlanEvent, Reading
from partners.models import User
from tests.actionplans.measure_pages.filling import reading_form
from tests.actionplans.plan_cast import in_parts, refused
from tests.factories import MeasureFactory, ReadingFactory

pytestmark = pytest.mark.django_db

OVER = "Enter a period that is over: it ends on 5 October 2022 at the latest"
YEAR = "Enter a period in the plan’s year, from 1 April 2022 to 31 March 2023"
QUARTER = "Enter a whole quarter, like July to September 2022: this measure is read every quarter"
TAKEN = "April to June 2022 has a reading already: correct that one, or enter another period"
POINT = "Enter the figure with a point, like 12.5: a comma stands between thousands"
ALONE = "Enter the figure in figures alone, like 40, and say the rest in words"
FIGURES = "Enter the figure in figures, like 40"


def add(client: Client, measure: Measure, **changes: Any) -> Any:
    url = f"/action-plans/measures/{measure.pk}/readings/add/"
    return client.post(url, reading_form(**changes))


def correct(client: Client, reading: Reading, **changes: Any) -> Any:
    return client.post(f"/action-plans/readings/{reading.pk}/correct/", changes)


def test_reading_add_records_it(client: Client, helen: User, measure: Measure) -> None:
    response = add(client, measure, narrative="Bottesford was the tenth.")
    assertRedirects(response, f"/action-plans/measures/{measure.pk}/")
    reading = measure.readings.get()
    assert (reading.value, reading.out_of, reading.narrative, reading.recorded_by) == (
        Decimal(10),
        Decimal(10),
        "Bottesford was the tenth.",
        helen,
    )
    assert str(reading) == "10 of 10, July to September 2022"
    event = PlanEvent.objects.get()
    assert (event.kind, event.new, event.measure, event.plan) == (
        "READING_ADDED",
        "10 of 10, July to September 2022",
        measure,
        measure.plan,
    )


def test_reading_add_begins_with_the_last_quarter(
    client: Client, helen: User, measure: Measure
) -> None:
    form = client.get(f"/action-plans/measures/{measure.pk}/readings/add/").context["form"]
    assert (form["period_start"].initial, form["period_end"].initial) == (
        date(2022, 7, 1),
        date(2022, 9, 30),
    )


def test_reading_add_says_why_there_is_no_figure(
    client: Client, helen: User, measure: Measure
) -> None:
    add(client, measure, value="", out_of="", unavailable_reason="The count was not made")
    reading = measure.readings.get()
    assert (reading.value, reading.figure) == (None, "not available")
    assert reading.unavailable_reason == "The count was not made"


def test_reading_add_reads_thousands_with_a_comma(
    client: Client, helen: User, measure: Measure
) -> None:
    add(client, measure, value=" 1,234.5 ", out_of="")
    assert measure.readings.get().value == Decimal("1234.5")


@pytest.mark.usefixtures("helen")
@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"value": "ten"}, {"value": [FIGURES]}),
        ({"value": "nan"}, {"value": [FIGURES]}),
        ({"value": "1e9"}, {"value": [FIGURES]}),
        ({"value": "1,23"}, {"value": [POINT]}),
        ({"value": "12,5"}, {"value": [POINT]}),
        ({"value": "about 10"}, {"value": [ALONE]}),
        ({"value": "10 or so"}, {"value": [ALONE]}),
        ({"value": "-1"}, {"value": [FIGURES]}),
        ({"value": "٣"}, {"value": [FIGURES]}),
        (
            {"value": "1.234", "out_of": ""},
            {"value": ["The figure must have 2 figures or fewer after the point"]},
        ),
        (
            {"value": "12345678901", "out_of": ""},
            {"value": ["The figure must have 10 figures or fewer before the point"]},
        ),
        ({"value": "11"}, {"value": ["The figure can’t be more than there are in all"]}),
        (
            {"value": "0", "out_of": "0"},
            {"out_of": [NOUGHT]},
        ),
        (
            {"value": "", "out_of": ""},
            {"value": ["Enter the figure, or say below why there is none"]},
        ),
        (
            {"unavailable_reason": "Not counted"},
            {"unavailable_reason": ["Enter a figure or why there is none, not both"]},
        ),
        (in_parts("period_end", 6, 10, 2022), {"period_end": [OVER]}),
        (
            in_parts("period_start", 1, 10, 2022),
            {"period_end": ["Enter an end on or after the start of the period"]},
        ),
        (in_parts("period_start", 30, 6, 2022), {"period_start": [TAKEN]}),
        (in_parts("period_start", 31, 3, 2022), {"period_start": [YEAR]}),
        ({"out_of": "many"}, {"out_of": ["Enter how many there are in all in figures, like 40"]}),
    ],
)
def test_reading_add_says_what_to_put_right(
    client: Client,
    measure: Measure,
    june: Reading,
    changes: dict[str, Any],
    errors: dict[str, list[str]],
) -> None:
    response = add(client, measure, **({"narrative": "Typed text"} | changes))
    assert refused(response) == errors
    assert "Typed text" in response.content.decode()
    assert (measure.readings.count(), PlanEvent.objects.count()) == (1, 0)


@pytest.mark.parametrize(("day", "month"), [(1, 8), (2, 7)])
def test_reading_add_takes_whole_quarters_of_a_measure_that_is_read_every_quarter(
    client: Client, helen: User, measure: Measure, day: int, month: int
) -> None:
    Measure.objects.filter(pk=measure.pk).update(every=3)
    response = add(client, measure, **in_parts("period_start", day, month, 2022))
    assert refused(response) == {"period_start": [QUARTER]}
    assert measure.readings.count() == 0
    add(client, measure)
    assert measure.readings.count() == 1


def test_reading_add_refuses_a_period_of_last_years_measure(
    client: Client, helen: User, measure: Measure, june: Reading
) -> None:
    newer = MeasureFactory.create(plan=measure.plan, continues=measure)
    response = add(client, newer, **in_parts("period_start", 30, 6, 2022))
    assert refused(response) == {"period_start": [TAKEN]}


def test_reading_add_asks_for_what_lies_behind_every_reading(
    client: Client, helen: User, measure: Measure
) -> None:
    asked = {"narrative": ["Enter what lies behind it"]}
    assert refused(add(client, measure, narrative=" ")) == asked
    without = {"value": "", "out_of": "", "unavailable_reason": "Not counted", "narrative": ""}
    assert refused(add(client, measure, **without)) == asked
    assert Reading.objects.count() == 0


def test_reading_add_is_over_for_a_retired_measure(
    client: Client, helen: User, measure: Measure
) -> None:
    measure.state = MeasureState.RETIRED
    measure.retired_on, measure.retired_because = date(2022, 9, 1), "Nobody counts any more"
    measure.save()
    assert refused(add(client, measure)) == {
        "__all__": ["This measure is no longer used: take it up again first"]
    }


def test_reading_correct_takes_its_place_and_keeps_it(
    client: Client, helen: User, june: Reading
) -> None:
    response = correct(client, june, value="7", out_of="10", narrative="Somerby was forgotten.")
    assertRedirects(response, f"/action-plans/measures/{june.measure_id}/")
    newer = Reading.objects.get(replaces=june)
    assert (newer.value, newer.period, list(Reading.objects.counting())) == (
        Decimal(7),
        "April to June 2022",
        [newer],
    )
    june.refresh_from_db()
    assert june.value == Decimal(6)
    event = PlanEvent.objects.get()
    assert (event.kind, event.old, event.new) == (
        "READING_CORRECTED",
        "6 of 10, April to June 2022",
        "7 of 10, April to June 2022",
    )
    html = client.get(f"/action-plans/measures/{june.measure_id}/").content.decode()
    assert "<s>6 of 10</s>" in html
    assert "In place of 6 of 10" in html


def test_reading_correct_for_the_second_time_keeps_what_was_typed(
    client: Client, helen: User, june: Reading
) -> None:
    ReadingFactory.create(
        measure=june.measure,
        period_start=june.period_start,
        period_end=june.period_end,
        replaces=june,
    )
    response = correct(client, june, value="8", narrative="Typed text")
    assert refused(response) == {
        "__all__": [
            "Somebody corrected this reading before you: look at the newest one, and correct that"
        ]
    }
    assert "Typed text" in response.content.decode()
    assert Reading.objects.count() == 2
