"""What is asked for before a measure is agreed, defined anew or no longer used, and which periods it is read for."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from actionplans.models import Measure, MeasureDefinition, MeasureState, PlanEvent, Reading
from actionplans.periods import is_whole, last_whole, whole_from, whole_with
from actionplans.services.measures import add_measure, define_measure, edit_measure
from actionplans.services.readings import PeriodRead, Read, add_reading, add_readings
from partners.models import User
from tests.factories import ActionPlanFactory, MeasureFactory, ReadingFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)
Q1, Q2 = (date(2022, 4, 1), date(2022, 6, 30)), (date(2022, 7, 1), date(2022, 9, 30))
AGREED = {"state": "AGREED", "agreed_with": "Residents", "agreed_on": date(2022, 5, 3)}


@pytest.fixture
def helen() -> User:
    return UserFactory.create()


def say(value: int) -> Read:
    return Read(Decimal(value), narrative="Counted by the scheme")


def read(measure: Measure, start: date, end: date, *, now: datetime = NOW) -> Reading:
    by = UserFactory.create()
    return add_reading(
        measure=measure, period_start=start, period_end=end, read=say(1), by=by, now=now
    )


def test_measure_goes_from_to_be_agreed_to_no_longer_used(helen: User) -> None:
    plan = ActionPlanFactory.create()
    first = {"title": "Talks", "state": "TO_BE_AGREED", "agree_by": date(2022, 6, 30)}
    measure = add_measure(plan=plan, values=first, by=helen, now=NOW)
    measure = edit_measure(measure=measure, values=AGREED, by=helen, now=NOW)
    gone = {"state": "RETIRED", "retired_on": date(2022, 9, 1), "retired_because": "It ended"}
    measure = edit_measure(measure=measure, values=gone, by=helen, now=NOW)
    assert (measure.agreed_with, measure.retired_because) == ("Residents", "It ended")
    told = PlanEvent.objects.filter(measure=measure, kind="MEASURE_EDITED").order_by("pk")
    assert [(one.field, one.old, one.new) for one in told] == [
        ("state", "TO_BE_AGREED", "AGREED"),
        ("agreed_with", "", "Residents"),
        ("agreed_on", "", "2022-05-03"),
        ("state", "AGREED", "RETIRED"),
        ("retired_on", "", "2022-09-01"),
        ("retired_because", "", "It ended"),
    ]


def test_measure_taken_up_again_is_no_longer_out_of_use(helen: User) -> None:
    measure = MeasureFactory.create(state=MeasureState.RETIRED)
    again = edit_measure(measure=measure, values={"state": "AGREED"}, by=helen, now=NOW)
    assert (again.retired_on, again.retired_because) == (None, "")
    assert again.agreed_with == "Residents"


def test_measure_proposed_again_is_agreed_with_nobody(helen: User) -> None:
    measure = MeasureFactory.create(**AGREED)
    again = edit_measure(measure=measure, values={"state": "PROPOSED"}, by=helen, now=NOW)
    assert (again.agreed_on, again.agreed_with) == (None, "")


@pytest.mark.parametrize(
    "values",
    [
        {"state": "AGREED"},
        {"state": "AGREED", "agreed_on": date(2022, 5, 3)},
        {"state": "RETIRED", "retired_on": date(2022, 9, 1)},
        {"state": "RETIRED", "retired_because": "It ended"},
    ],
)
def test_measure_is_refused_half_of_what_a_state_asks_for(
    helen: User, values: dict[str, Any]
) -> None:
    measure = MeasureFactory.create(state=MeasureState.PROPOSED)
    with pytest.raises(ValidationError):
        edit_measure(measure=measure, values=values, by=helen, now=NOW)
    measure.refresh_from_db()
    assert (measure.state, measure.version) == ("PROPOSED", 1)


def test_measure_added_says_what_is_counted_from_the_plans_first_day(helen: User) -> None:
    values = {"title": "Talks", **AGREED}
    plan = ActionPlanFactory.create()
    measure = add_measure(plan=plan, values=values, definition="Talks held", by=helen, now=NOW)
    definition = measure.definitions.get()
    assert (definition.text, definition.valid_from, definition.by, definition.at) == (
        "Talks held",
        date(2022, 4, 1),
        helen,
        NOW,
    )


def define(measure: Measure, text: str, valid_from: date) -> MeasureDefinition:
    by = UserFactory.create()
    return define_measure(measure=measure, text=text, valid_from=valid_from, by=by, now=NOW)


def test_measure_defined_anew_keeps_what_it_counted() -> None:
    measure = MeasureFactory.create()
    define(measure, "Talks held", date(2022, 4, 1))
    define(measure, "Talks of an hour", date(2022, 7, 1))
    assert [one.text for one in measure.definitions.all()] == ["Talks of an hour", "Talks held"]
    event = PlanEvent.objects.filter(kind="MEASURE_DEFINED").order_by("-pk")[0]
    assert (event.old, event.new) == ("Talks held", "From 1 July 2022: Talks of an hour")


@pytest.mark.parametrize(
    ("text", "valid_from", "field"),
    [
        ("Talks held", date(2022, 7, 1), "text"),
        ("New", date(2022, 3, 31), "valid_from"),
        ("New", date(2023, 4, 1), "valid_from"),
    ],
)
def test_measure_is_not_defined_anew(text: str, valid_from: date, field: str) -> None:
    measure = MeasureFactory.create()
    define(measure, "Talks held", date(2022, 4, 1))
    with pytest.raises(ValidationError) as refused:
        define(measure, text, valid_from)
    assert list(refused.value.message_dict) == [field]
    assert measure.definitions.count() == 1


def test_measure_may_be_defined_on_the_last_day_of_its_year() -> None:
    measure = MeasureFactory.create()
    define(measure, "Talks held", date(2022, 4, 1))
    assert define(measure, "New", date(2023, 3, 31)).pk


def test_measure_out_of_use_is_not_defined_anew() -> None:
    with pytest.raises(ValidationError, match="take it up again first"):
        define(MeasureFactory.create(state=MeasureState.RETIRED), "New", date(2022, 7, 1))


@pytest.mark.parametrize(
    ("start", "end", "every"),
    [
        (*Q1, 3),
        (*Q2, 3),
        (date(2022, 4, 1), date(2022, 4, 30), 1),
        (date(2022, 4, 1), date(2022, 9, 30), 6),
        (date(2022, 4, 1), date(2022, 4, 1), None),
        (date(2022, 5, 3), date(2022, 10, 5), None),
    ],
)
def test_reading_is_recorded_for(start: date, end: date, every: int | None) -> None:
    assert read(MeasureFactory.create(every=every), start, end).pk


@pytest.mark.parametrize(
    ("start", "end", "every", "message"),
    [
        (
            date(2022, 3, 31),
            date(2022, 4, 30),
            None,
            {
                "period_start": [
                    "Enter a period in the plan’s year, from 1 April 2022 to 31 March 2023"
                ]
            },
        ),
        (
            date(2022, 10, 1),
            date(2022, 10, 6),
            None,
            {
                "period_end": [
                    "Enter a period that is over: it ends on 5 October 2022 at the latest"
                ]
            },
        ),
        (
            date(2022, 6, 30),
            date(2022, 6, 29),
            None,
            {"period_end": ["Enter an end on or after the start of the period"]},
        ),
        (
            date(2022, 5, 1),
            date(2022, 7, 31),
            3,
            {
                "period_start": [
                    "Enter a whole quarter, like July to September 2022: this measure is read every quarter"
                ]
            },
        ),
        (
            date(2022, 4, 1),
            date(2022, 6, 29),
            3,
            {
                "period_start": [
                    "Enter a whole quarter, like July to September 2022: this measure is read every quarter"
                ]
            },
        ),
        (
            *Q1,
            1,
            {
                "period_start": [
                    "Enter a whole month, like September 2022: this measure is read every month"
                ]
            },
        ),
    ],
)
def test_reading_is_not_recorded_for(
    start: date, end: date, every: int | None, message: dict[str, list[str]]
) -> None:
    measure = MeasureFactory.create(every=every)
    with pytest.raises(ValidationError) as refused:
        read(measure, start, end)
    assert refused.value.message_dict == message
    assert Reading.objects.count() == 0


def test_reading_after_the_plans_year_is_next_years() -> None:
    measure = MeasureFactory.create()
    later = datetime(2023, 6, 1, 9, 0, tzinfo=UTC)
    assert read(measure, date(2023, 3, 1), date(2023, 3, 31), now=later).pk
    with pytest.raises(ValidationError) as refused:
        read(measure, date(2023, 4, 1), date(2023, 4, 30), now=later)
    assert list(refused.value.message_dict) == ["period_end"]


def test_readings_are_recorded_together_or_not_at_all(helen: User) -> None:
    measure = MeasureFactory.create(every=3)
    reads = [PeriodRead(*Q1, say(8)), PeriodRead(*Q2, say(10))]
    ReadingFactory.create(measure=measure)
    with pytest.raises(ValidationError) as refused:
        add_readings(measure=measure, reads=reads, by=helen, now=NOW)
    assert refused.value.messages == [
        "July to September 2022: July to September 2022 has a reading already: correct that one, or enter another period"
    ]
    assert (Reading.objects.count(), PlanEvent.objects.count()) == (1, 0)
    add_readings(measure=measure, reads=reads[:1], by=helen, now=NOW)
    assert Reading.objects.count() == 2
    assert PlanEvent.objects.get().via == "IMPORT"


@pytest.mark.parametrize(
    ("day", "months", "period"),
    [
        (date(2022, 10, 5), 3, (date(2022, 10, 1), date(2022, 12, 31))),
        (date(2022, 1, 1), 3, (date(2022, 1, 1), date(2022, 3, 31))),
        (date(2022, 3, 31), 6, (date(2021, 10, 1), date(2022, 3, 31))),
        (date(2022, 3, 31), 12, (date(2021, 4, 1), date(2022, 3, 31))),
        (date(2022, 4, 1), 12, (date(2022, 4, 1), date(2023, 3, 31))),
        (date(2024, 2, 29), 1, (date(2024, 2, 1), date(2024, 2, 29))),
    ],
)
def test_whole_periods_are_those_of_the_financial_year(
    day: date, months: int, period: tuple[date, date]
) -> None:
    assert whole_with(day, months=months) == period
    assert is_whole(*period, months=months)
    assert whole_from(period[0], months=months) == period
    assert last_whole(period[1], months=months) == period
    assert last_whole(period[1] - timedelta(days=1), months=months)[1] < period[0]
