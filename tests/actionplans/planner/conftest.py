"""The round of autumn, and one review in it."""

import pytest

from actionplans.models import (
    Review,
    ReviewRound,
)
from tests.actionplans.reminding import at
from tests.factories import (
    ReviewFactory,
    ReviewRoundFactory,
)


@pytest.fixture
def autumn() -> ReviewRound:
    """The round of July to September, open since Monday 3 October, due on Monday 10 October."""
    return ReviewRoundFactory.create(opened_at=at(3, 0))


@pytest.fixture
def review(autumn: ReviewRound) -> Review:
    return ReviewFactory.create(round=autumn)
