"""What was known yesterday: nothing that is entered today may change it."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplans.services.given import ActionRefused, ReviewRefused
from tests.pages.known_yesterday import DEEDS, partnership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def main_of(client: Client, address: str) -> str:
    """What the page says, without the token that is another each time."""
    page = client.get(address).content.decode()
    return page[page.index("<main") : page.index("</main>")]


@pytest.mark.parametrize("deed", DEEDS)
def test_yesterday_is_unchanged_by_one_deed_of_today(client: Client, deed: str) -> None:
    there = partnership()
    client.force_login(there.helen)
    before = main_of(client, "/dashboard/?on=2022-10-04")
    assert "Road safety" in before
    DEEDS[deed](there)
    assert main_of(client, "/dashboard/?on=2022-10-04") == before


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.sampled_from(sorted(DEEDS)), min_size=2, max_size=8))
def test_yesterday_is_unchanged_by_all_that_is_entered_today(
    client: Client, deeds: list[str]
) -> None:
    with transaction.atomic():
        there = partnership()
        client.force_login(there.helen)
        before = main_of(client, "/dashboard/?on=2022-10-04")
        for deed in deeds:
            # One deed may forbid another: then nothing is entered.
            with (
                suppress(ValidationError, ReviewRefused, ActionRefused, IntegrityError),
                transaction.atomic(),
            ):
                DEEDS[deed](there)
        after = main_of(client, "/dashboard/?on=2022-10-04")
        transaction.set_rollback(True)
    assert after == before
