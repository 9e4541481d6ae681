"""What the board decided is told for a year of London's days."""

from datetime import UTC, date, datetime

import pytest

from actionplans.models import DecisionAsked, Outcome
from actionplans.queries.decisions import known_decisions
from actionplans.services.decisions import correct_decision, record_decision
from tests.factories import ActionPlanFactory, MeetingFactory, officer
from tests.pages.board_packs.packs import frozen, plan_that_asks

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
    known = known_decisions([plan], now=now)
    assert len(known.recent(plan)) == told


def test_decision_that_was_put_off_settles_nothing_until_it_is_taken() -> None:
    _, answer = plan_that_asks()
    pack = frozen()
    asked = DecisionAsked.objects.get(pack=pack)
    deferred = record_decision(
        meeting=pack.sitting,
        asked=asked,
        values={"kind": Outcome.DEFERRED, "text": "Ask again."},
        by=pack.made_by,
        now=datetime(2022, 10, 21, 9, 0, tzinfo=UTC),
    )
    known = known_decisions([asked.plan], now=datetime(2022, 10, 22, tzinfo=UTC))
    assert (known.settled, known.deferred) == (set(), {answer.pk: deferred.decided_on})
    correct_decision(
        decision=deferred,
        values={"kind": Outcome.AGREED, "text": "Write to them."},
        reason="The minutes say so.",
        by=pack.made_by,
        now=datetime(2022, 10, 23, tzinfo=UTC),
    )
    known = known_decisions([asked.plan], now=datetime(2022, 10, 24, tzinfo=UTC))
    assert (known.settled, known.deferred) == ({answer.pk}, {})
