"""The round of July to September 2022, which has opened."""

from datetime import UTC, datetime

import pytest

from actionplans.models import ReviewRound
from tests.factories import ReviewRoundFactory


@pytest.fixture
def round_() -> ReviewRound:
    return ReviewRoundFactory.create(opened_at=datetime(2022, 10, 3, 8, tzinfo=UTC))
