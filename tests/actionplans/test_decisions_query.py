"""What the board decided is told for a year of London's days."""

from datetime import UTC, date, datetime

import pytest

from actionplans.models import ActionPlan, Outcome
from actionplans.queries.decisions import decisions_about
from actionplans.services.decisions import record_decision
from tests.factories import ActionPlanFactory, MeetingFactory, officer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (datetime(2023, 10, 20, 22, 30, tzinfo=UTC), 1),
        (datetime(2023, 10, 20, 23, 30, tzinfo=UTC), 0),
    ],
)
def test_decision_is_told_until_a_year_has_passed_in_london(now: datetime, told: int) -> None:
    plan = ActionPlanFactory.create()
    record_decision(
        meeting=MeetingFactory.create(held_on=date(2022, 10, 20), papers_on=date(2022, 10, 13)),
        plan=plan,
        values={"kind": Outcome.AGREED, "text": "Lend a county officer."},
        by=officer(),
        now=datetime(2022, 10, 21, 9, 0, tzinfo=UTC),
    )
    plans = list(ActionPlan.objects.all())
    assert len(decisions_about(plans, now=now)[plan.pk]) == told
