"""Which plan is in force on a day."""

from datetime import date

import pytest

from priorities.models import StrategicPlan
from tests.factories import StrategicPlanFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "slug"),
    [
        (date(2018, 3, 31), "2018-2021"),
        (date(2021, 3, 31), "2018-2021"),
        (date(2021, 4, 1), "2021-2024"),
        (date(2024, 3, 31), "2021-2024"),
        (date(2026, 11, 23), "2021-2024"),
    ],
)
def test_current_plan_is_in_force_or_the_nearest(day: date, slug: str) -> None:
    StrategicPlanFactory.create()
    StrategicPlanFactory.create(
        slug="2018-2021", starts_on=date(2018, 4, 1), ends_on=date(2021, 3, 31)
    )
    current = StrategicPlan.objects.current(day)
    assert current is not None
    assert current.slug == slug


def test_current_plan_without_any_is_none() -> None:
    assert StrategicPlan.objects.current(date(2022, 10, 5)) is None
