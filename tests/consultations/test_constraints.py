"""What the database refuses about pressures and communities."""

from typing import Any

import pytest

from consultations.models import Community, CommunityKind, Theme
from tests.refusing import refused_by_the_database

pytestmark = pytest.mark.django_db


def theme(**details: Any) -> Theme:
    return Theme(**({"number": 2, "title": "Litter", "slug": "litter"} | details))


def community(**details: Any) -> Community:
    usual = {"name": "Lower Village", "slug": "lower-village", "kind": CommunityKind.VILLAGE}
    return Community(**(usual | details))


@pytest.mark.parametrize("same", [{"number": 1}, {"title": "Noise"}, {"slug": "noise"}])
def test_theme_number_title_and_slug_once(same: dict[str, Any]) -> None:
    theme(number=1, title="Noise", slug="noise").save()
    refused_by_the_database(theme(**same))
    theme().save()
    assert [str(one) for one in Theme.objects.all()] == ["Noise", "Litter"]


@pytest.mark.parametrize("same", [{"name": "Upper Village"}, {"slug": "upper-village"}])
def test_community_name_and_slug_once(same: dict[str, Any]) -> None:
    community(name="Upper Village", slug="upper-village").save()
    refused_by_the_database(community(**same))
    community().save()
    assert [str(one) for one in Community.objects.all()] == ["Lower Village", "Upper Village"]


def test_community_population_is_not_negative() -> None:
    community(population=0).save()
    refused_by_the_database(community(name="Other", slug="other", population=-1))
