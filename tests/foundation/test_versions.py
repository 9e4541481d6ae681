"""Two people, one text: who saves second is told and changes nothing."""

import pytest
from django.db import transaction

from smp_portal.foundation.versions import VersionConflict, claim_version
from tests.factories import ActionPlanFactory

pytestmark = pytest.mark.django_db


def test_version_claimed_moves_on_in_the_row_and_in_hand() -> None:
    plan = ActionPlanFactory.create()
    claim_version(plan, 1)
    assert plan.version == 2
    plan.refresh_from_db()
    assert plan.version == 2


def test_version_saved_after_a_claim_stays_claimed() -> None:
    plan = ActionPlanFactory.create()
    claim_version(plan, 1)
    plan.title = "New"
    plan.save()
    plan.refresh_from_db()
    assert (plan.title, plan.version) == ("New", 2)


def test_version_claimed_twice_is_a_conflict_that_carries_what_is_saved() -> None:
    plan = ActionPlanFactory.create(title="Old")
    first, second = (type(plan).objects.get(pk=plan.pk) for _ in range(2))
    claim_version(first, 1)
    first.title = "First"
    first.save()
    with pytest.raises(VersionConflict) as conflict:
        claim_version(second, 1)
    current = type(plan).objects.get(pk=plan.pk)
    assert conflict.value.current == current
    assert str(conflict.value.current) == str(current)
    assert (current.title, current.version, second.version) == ("First", 2, 1)


@pytest.mark.parametrize("version", [0, 2, 99])
def test_version_that_never_was_is_a_conflict(version: int) -> None:
    plan = ActionPlanFactory.create()
    with pytest.raises(VersionConflict):
        claim_version(plan, version)


def test_version_claimed_in_a_transaction_that_fails_is_free_again() -> None:
    plan = ActionPlanFactory.create()
    with transaction.atomic():
        claim_version(plan, 1)
        transaction.set_rollback(True)
    plan.refresh_from_db()
    assert plan.version == 1
    claim_version(plan, 1)


def test_version_claimed_leaves_other_rows_alone() -> None:
    plan, other = ActionPlanFactory.create(), ActionPlanFactory.create()
    claim_version(plan, 1)
    other.refresh_from_db()
    assert other.version == 1
