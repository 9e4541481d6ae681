"""The round of July to September 2022, which has opened, and the demonstration's story."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from actionplans.models import ReviewRound
from smp_portal.pages.demonstration.loading import load_story
from tests.factories import ReviewRoundFactory
from tests.world import kept_for_the_module


@pytest.fixture
def round_() -> ReviewRound:
    return ReviewRoundFactory.create(opened_at=datetime(2022, 10, 3, 8, tzinfo=UTC))


@pytest.fixture(scope="module")
def story(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The story up to its first morning, told once for all tests of a module."""
    with kept_for_the_module(django_db_blocker), override_settings(DEMO=True):
        load_story()
        yield
