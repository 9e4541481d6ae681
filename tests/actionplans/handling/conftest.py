"""A mail that could not be delivered, and the review that it asked about."""

import pytest

from actionplans.models import Reminder, Review
from tests.actionplans.needing import lost


@pytest.fixture
def mail(review: Review) -> Reminder:
    return lost(review)
