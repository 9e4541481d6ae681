"""The demonstration's story, told once for all tests of a module."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from smp_portal.pages.demonstration.loading import load_story
from tests.world import kept_for_the_module


@pytest.fixture(scope="module")
def story(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The story up to its first morning."""
    with kept_for_the_module(django_db_blocker), override_settings(DEMO=True):
        load_story()
        yield
