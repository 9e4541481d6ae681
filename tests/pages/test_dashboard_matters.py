"""What the board is shown first, above the rows."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from actionplans.models import DecisionKind, Rating
from actionplans.queries.standing import (
    ActionCounts,
    Freshness,
    PlanPosition,
    StandingAnswer,
)
from smp_portal.pages.dashboard.attention import matters
from tests.factories import ActionPlanFactory, MeetingFactory, board_member, officer

pytestmark = pytest.mark.django_db

JULY, OCTOBER = date(2022, 7, 5), date(2022, 10, 4)


@pytest.fixture(autouse=True)
def _wednesday() -> Iterator[None]:
    with time_machine.travel(datetime(2022, 10, 5, 8, 30, tzinfo=UTC), tick=False):
        yield


def said(rating: Rating, on: date = OCTOBER, **more: Any) -> StandingAnswer:
    answer: dict[str, Any] = {
        "narrative": "",
        "next_steps": "",
        "decision_asked": "",
        "needs_help": False,
        "decision": None,
        "review_pk": 1,
        "answer_pk": 1,
        "period_end": on,
    }
    return StandingAnswer(rating=rating, said_on=on, **(answer | more))


def stands(**more: Any) -> PlanPosition:
    """A plan that is on track as it was in July, unless more is said."""
    position: dict[str, Any] = {
        "newest": said(Rating.GREEN),
        "previous": said(Rating.GREEN, on=JULY),
        "freshness": Freshness.CURRENT,
        "asked_due_on": None,
        "actions": ActionCounts(),
        "days_late": 0,
    }
    vacant = more.pop("vacant", False)
    plan = ActionPlanFactory.create(**({"owner": None} if vacant else {}))
    return PlanPosition(plan=plan, **(position | more))


def told(position: PlanPosition) -> list[tuple[str, str, str]]:
    return [(matter.kind, matter.text, matter.note) for matter in matters([position])]


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ({}, []),
        (
            {"newest": said(Rating.GREEN, decision_asked="Write to the head teachers.")},
            [("Decision asked", "write to the head teachers", "Asked on 4 October")],
        ),
        (
            {"newest": said(Rating.GREEN, decision_asked="Write.", decision=DecisionKind.RETURN)},
            [],
        ),
        (
            {"vacant": True},
            [("No owner", "nobody owns this plan, so nobody can be asked about it", "")],
        ),
        (
            {
                "newest": said(Rating.GREEN, on=JULY),
                "freshness": Freshness.LATE,
                "actions": ActionCounts(overdue=1),
                "days_late": 47,
            },
            [("No update since July", "one action is 47 days late", "Was on track in July")],
        ),
        (
            {
                "newest": said(Rating.RED, on=JULY),
                "freshness": Freshness.LATE,
                "actions": ActionCounts(overdue=2),
                "days_late": 1,
            },
            [
                (
                    "No update since July",
                    "2 actions are late, one by 1 day",
                    "Was off track in July",
                )
            ],
        ),
        ({"newest": said(Rating.AMBER)}, [("Now at risk", "was on track in July", "")]),
        (
            {
                "previous": said(Rating.RED, on=JULY),
                "actions": ActionCounts(overdue=1),
                "days_late": 19,
            },
            [("Better: on track", "was off track in July", "One action is 19 days late")],
        ),
        (
            {"newest": said(Rating.RED), "previous": said(Rating.RED, on=JULY)},
            [("Off track", "same as July", "")],
        ),
        ({"newest": said(Rating.AMBER), "asked_due_on": date(2022, 10, 10)}, []),
        ({"newest": None, "previous": None, "freshness": Freshness.NEVER}, []),
    ],
)
def test_matters_of_one_plan(
    position: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    assert told(stands(**position)) == expected


def test_matters_begin_with_decisions_and_end_with_what_got_better() -> None:
    better = stands(previous=said(Rating.AMBER, on=JULY))
    worse = stands(newest=said(Rating.RED, decision_asked="Lend an officer"))
    vacant = stands(vacant=True)
    kinds = [matter.kind for matter in matters([better, worse, vacant])]
    assert kinds == ["Decision asked", "No owner", "Now off track", "Better: on track"]


def test_dashboard_offers_only_officers_to_give_a_plan_to_someone(client: Client) -> None:
    plan = ActionPlanFactory.create(owner=None)
    MeetingFactory.create(held_on=date(2022, 7, 7), papers_on=date(2022, 7, 5))
    for person, offered in ((officer(), 1), (board_member(), 0)):
        client.force_login(person)
        page = client.get("/dashboard/").content.decode()
        assert "For the board since 7 July" in page
        assert page.count(f"/action-plans/{plan.pk}/owner/") == offered


def test_dashboard_without_matters_has_no_box(client: Client) -> None:
    ActionPlanFactory.create()
    client.force_login(board_member())
    assert "For the board" not in client.get("/dashboard/").content.decode()
