"""A priority never gets the address of a page of the portal's own."""

from datetime import UTC, datetime

import pytest

from priorities.services.priorities import add_priority
from tests.factories import StrategicPlanFactory, officer

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)


def test_priority_called_map_leaves_the_map_its_address() -> None:
    plan = StrategicPlanFactory.create()
    added = add_priority(plan=plan, values={"title": "Map"}, by=officer(), now=NOW)
    assert added.slug == "map-2"
