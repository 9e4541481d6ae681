"""Addresses made from titles: none twice, and none of a page of the portal's own."""

import pytest

from partners.models import Partner
from smp_portal.foundation.slugs import free_slug
from tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Road safety & speeding", "road-safety-speeding"),
        ("🚲", "organisation"),
        ("", "organisation"),
        ("Add", "add-2"),
        ("a" * 150, "a" * 100),
        ("a" * 99 + " and more", "a" * 99),
    ],
)
def test_slug_of_a_title(title: str, slug: str) -> None:
    rows = Partner.objects.all()
    assert free_slug(title, rows, instead="organisation", reserved={"add"}) == slug


def test_slug_that_others_have_gets_a_number() -> None:
    PartnerFactory.create(slug="police")
    rows = Partner.objects.all()
    assert free_slug("Police", rows, instead="organisation") == "police-2"
    PartnerFactory.create(slug="police-2")
    assert free_slug("Police", rows, instead="organisation") == "police-3"


def test_slug_of_another_that_begins_alike_takes_nothing() -> None:
    PartnerFactory.create(slug="police-force")
    assert free_slug("Police", Partner.objects.all(), instead="organisation") == "police"


def test_slug_is_free_where_only_rows_elsewhere_have_it() -> None:
    PartnerFactory.create(slug="police", name="Police")
    others = Partner.objects.exclude(name="Police")
    assert free_slug("Police", others, instead="organisation") == "police"
