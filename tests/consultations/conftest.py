"""A market stall: papers were filled in, and its consultation takes them."""

import pytest

from consultations.models import Consultation
from tests.consultations.papers import paper_survey


@pytest.fixture
def stall() -> Consultation:
    return paper_survey()
