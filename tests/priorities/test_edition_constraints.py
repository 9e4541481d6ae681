"""What the database refuses about editions, whoever asks it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from partners.models import User
from priorities.models import Edition, EditionStatus, StrategicPlan
from tests.factories import officer

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)


@pytest.fixture
def helen() -> User:
    return officer()


def edition(plan: StrategicPlan, by: User, label: str, status: EditionStatus) -> Edition:
    in_public: dict[str, Any] = {}
    if status != EditionStatus.DRAFT:
        in_public = {"published_at": NOW, "published_by": by}
    return Edition.objects.create(
        plan=plan, label=label, status=status, contents={}, made_at=NOW, made_by=by, **in_public
    )


def test_edition_label_once_in_a_plan(
    plan: StrategicPlan, next_plan: StrategicPlan, helen: User
) -> None:
    edition(plan, helen, "October", EditionStatus.SUPERSEDED)
    with pytest.raises(IntegrityError), transaction.atomic():
        edition(plan, helen, "October", EditionStatus.DRAFT)
    edition(next_plan, helen, "October", EditionStatus.DRAFT)
    edition(plan, helen, "November", EditionStatus.DRAFT)


@pytest.mark.parametrize("status", [EditionStatus.DRAFT, EditionStatus.PUBLISHED])
def test_edition_is_the_only_draft_and_the_only_published_one_of_its_plan(
    plan: StrategicPlan, next_plan: StrategicPlan, helen: User, status: EditionStatus
) -> None:
    edition(plan, helen, "One", status)
    with pytest.raises(IntegrityError), transaction.atomic():
        edition(plan, helen, "Two", status)
    edition(next_plan, helen, "Two", status)


def test_editions_superseded_are_as_many_as_there_were(plan: StrategicPlan, helen: User) -> None:
    for label in ("One", "Two"):
        edition(plan, helen, label, EditionStatus.SUPERSEDED)
    assert Edition.objects.count() == 2


@pytest.mark.parametrize(
    ("status", "has", "is_kept"),
    [
        (EditionStatus.DRAFT, set(), True),
        (EditionStatus.DRAFT, {"day"}, False),
        (EditionStatus.DRAFT, {"person"}, False),
        (EditionStatus.DRAFT, {"day", "person"}, False),
        (EditionStatus.PUBLISHED, {"day", "person"}, True),
        (EditionStatus.PUBLISHED, {"day"}, False),
        (EditionStatus.PUBLISHED, {"person"}, False),
        (EditionStatus.SUPERSEDED, {"day", "person"}, True),
        (EditionStatus.SUPERSEDED, set(), False),
    ],
)
def test_edition_is_published_by_somebody_on_a_day_or_is_a_draft(
    plan: StrategicPlan,
    helen: User,
    status: EditionStatus,
    has: set[str],
    is_kept: bool,
) -> None:
    made = edition(plan, helen, "October", EditionStatus.DRAFT)
    says = {
        "status": status,
        "published_at": NOW if "day" in has else None,
        "published_by": helen if "person" in has else None,
    }
    if is_kept:
        assert Edition.objects.filter(pk=made.pk).update(**says) == 1
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=made.pk).update(**says)
