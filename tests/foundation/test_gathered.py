"""Rows of several tables in one query."""

import pytest
from django.db.models import F
from pytest_django import DjangoAssertNumQueries

from consultations.models import Theme
from partners.models import Commitment
from smp_portal.foundation.gathered import gathered

pytestmark = pytest.mark.django_db


def test_gathered_rows_stand_under_their_part_in_one_order(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    Theme.objects.all().delete()
    Commitment.objects.all().delete()
    for number, title in ((2, "Anti-social behaviour"), (1, "Knife crime")):
        Theme.objects.create(number=number, title=title, slug=f"theme-{number}")
    Commitment.objects.create(number=1, text="Send somebody to the board.")
    parts = {
        "themes": Theme.objects.annotate(said=F("title")),
        "commitments": Commitment.objects.annotate(said=F("text")),
        "none": Commitment.objects.filter(number=9).annotate(said=F("text")),
    }
    with django_assert_num_queries(1):
        found = gathered(("number", "said"), order=("number",), parts=parts)

    assert found["themes"] == [(1, "Knife crime"), (2, "Anti-social behaviour")]
    assert found["commitments"] == [(1, "Send somebody to the board.")]
    assert found["none"] == []
