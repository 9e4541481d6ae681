"""One review that is asked, and its owner's personal link."""

import pytest

from actionplans.models import Review
from tests.actionplans.asking import link_of, road_safety


@pytest.fixture
def review() -> Review:
    return road_safety()


@pytest.fixture
def link(review: Review) -> str:
    assert review.plan.owner
    return link_of(review.plan.owner, review.round)
