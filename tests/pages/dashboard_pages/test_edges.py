"""The rules of the dashboard on the days around their edge, as the page finds them in the rows."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from actionplans.models import ReviewRound
from actionplans.services.actions import redate_action
from partners.models import User
from tests.factories import (
    ActionFactory,
    MeetingFactory,
    ReviewFactory,
    ReviewRoundFactory,
    officer,
)

pytestmark = pytest.mark.django_db

APRIL, BOARD = date(2022, 4, 21), date(2022, 7, 7)
# Each side of the end of 7 July in London.
LAST, NEXT = (
    datetime(2022, 7, 7, 22, 59, 59, tzinfo=UTC),
    datetime(2022, 7, 7, 23, 0, tzinfo=UTC),
)


def kinds(client: Client, **asked: str) -> list[str]:
    page = client.get("/dashboard/", asked).context["page"]
    return [matter.kind for one in page.ruled for matter in one.matters]


@pytest.fixture
def board() -> None:
    """The board's meetings of April and July, known since the plan began."""
    with time_machine.travel(datetime(2021, 4, 1, 9, tzinfo=UTC), tick=False):
        for held_on, papers_on in ((APRIL, date(2022, 4, 14)), (BOARD, date(2022, 7, 5))):
            MeetingFactory.create(held_on=held_on, papers_on=papers_on)


@pytest.mark.parametrize(("at", "told"), [(LAST, []), (NEXT, ["Moved again"])])
def test_a_move_counts_from_the_day_after_the_meeting(
    client: Client, jean: User, board: None, at: datetime, told: list[str]
) -> None:
    action, by = ActionFactory.create(), officer()
    first = datetime(2022, 5, 3, 9, tzinfo=UTC)
    for now, day in ((first, date(2023, 1, 10)), (at, date(2023, 2, 10))):
        redate_action(action=action, due_on=day, reason="Rain", by=by, now=now)
    assert kinds(client) == told
    assert kinds(client, on="2022-07-08") == told


@pytest.mark.parametrize(
    ("on", "told"), [(date(2022, 10, 10), []), (date(2022, 10, 11), ["No answer yet"])]
)
def test_an_answer_is_missed_from_the_day_after_it_was_due(
    client: Client, jean: User, on: date, told: list[str]
) -> None:
    round_: ReviewRound = ReviewRoundFactory.create(opened_at=datetime(2022, 10, 3, 8, tzinfo=UTC))
    ReviewFactory.create(round=round_)
    with time_machine.travel(datetime(on.year, on.month, on.day, 9, tzinfo=UTC), tick=False):
        client.force_login(jean)
        assert kinds(client) == told


@pytest.mark.parametrize(
    ("on", "since"),
    [("2022-07-07", APRIL), ("2022-07-08", BOARD), ("2022-04-21", date(2021, 4, 1))],
)
@pytest.mark.usefixtures("strategic_plan", "board")
def test_the_last_meeting_is_one_before_the_day(
    client: Client, jean: User, on: str, since: date
) -> None:
    assert client.get("/dashboard/", {"on": on}).context["page"].since == since
