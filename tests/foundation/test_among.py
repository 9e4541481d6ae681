"""Rows whose key is one of many."""

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from partners.models import Partner
from smp_portal.foundation.among import Among
from tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners() -> list[Partner]:
    return [PartnerFactory.create(name=name) for name in ("Melton", "Police", "Probation")]


def names(*which: Q | Among) -> list[str]:
    return list(Partner.objects.filter(*which).order_by("name").values_list("name", flat=True))


def test_among_finds_the_rows_whose_key_is_one_of_these(partners: list[Partner]) -> None:
    melton, _, probation = partners
    assert names(Among("pk", [probation.pk, melton.pk, 0])) == ["Melton", "Probation"]


def test_among_goes_together_with_other_conditions(partners: list[Partner]) -> None:
    keys = [partner.pk for partner in partners[:2]]
    assert names(Q(name__startswith="P"), Among("pk", keys)) == ["Police"]
    assert names(~Q(Among("pk", keys))) == ["Probation"]


def test_among_none_finds_nothing_and_asks_nothing(partners: list[Partner]) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert names(Among("pk", [])) == []
    assert len(asked) == 0


def test_among_a_thousand_keys_sends_one_value(partners: list[Partner]) -> None:
    found = Partner.objects.filter(Among("pk", range(partners[0].pk, partners[0].pk + 1000)))
    _, values = found.query.sql_with_params()
    assert len(values) == 1
    assert found.count() == 3
