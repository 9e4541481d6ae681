"""The day, and a measure of the road safety plan that Tom answers for."""

from datetime import date
from decimal import Decimal

import pytest

from actionplans.models import ActionPlan, Measure, MeasureDirection, Reading
from tests.factories import MeasureFactory, ReadingFactory


@pytest.fixture(autouse=True)
def _day(on_the_day: None) -> None:
    """Let it be Wednesday 5 October 2022."""


@pytest.fixture
def measure(plan: ActionPlan) -> Measure:
    return MeasureFactory.create(
        plan=plan,
        number=1,
        title="Villages with a speed watch",
        direction=MeasureDirection.INCREASE,
        unit="villages",
        target=Decimal(10),
    )


@pytest.fixture
def june(measure: Measure) -> Reading:
    return ReadingFactory.create(
        measure=measure,
        period_start=date(2022, 4, 1),
        period_end=date(2022, 6, 30),
        value=6,
        out_of=10,
    )
