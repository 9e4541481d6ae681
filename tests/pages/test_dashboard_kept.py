"""The dashboard is worked out once while nothing is written, for each reader what that reader may see."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans.models import ActionPlan, Rating, ReviewAnswer, Via
from partners.models import Role, User
from smp_portal.foundation import unchanged
from tests.factories import (
    ActionPlanFactory,
    ReviewFactory,
    ReviewRoundFactory,
    UserFactory,
    board_member,
    officer,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("on_the_day"),
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'", reason="On SQLite nothing is kept between two requests"
    ),
]


def look(person: User, **asked: str) -> str:
    """What a person sees who has just signed in."""
    client = Client()
    client.force_login(person)
    return client.get(reverse("pages:dashboard"), asked).content.decode()


def questions(client: Client) -> int:
    """How many questions about plans the database is asked for one look."""
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("pages:dashboard"))
    return len([one for one in queries if 'FROM "actionplans_actionplan"' in one["sql"]])


def test_second_look_works_nothing_out_and_a_minute_later_does(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Other tests write to the same server all the time.
    monkeypatch.setattr(unchanged, "_state", lambda: "the same")
    ActionPlanFactory.create(title="Street lights")
    client.force_login(officer())
    assert questions(client) > 0
    assert questions(client) == 0
    assert "Street lights" in client.get(reverse("pages:dashboard")).content.decode()
    with time_machine.travel(datetime(2022, 10, 5, 8, 31, tzinfo=UTC), tick=False):
        assert questions(client) > 0


def test_each_reader_sees_only_what_they_may_see() -> None:
    ActionPlanFactory.create(title="Street lights")
    hidden = ActionPlanFactory.create(title="Forced marriage", is_restricted=True)
    people = {role: UserFactory.create(role=role) for role in (Role.OFFICER, Role.BOARD)}
    hidden.readers.add(friend := board_member())
    for _ in range(2):
        assert "Forced marriage" in look(people[Role.OFFICER])
        assert "Forced marriage" not in look(people[Role.BOARD])
        assert "Forced marriage" in look(friend)
        assert "Street lights" in look(people[Role.BOARD])


def test_what_is_written_shows_at_once() -> None:
    review = ReviewFactory.create(
        round=ReviewRoundFactory.create(opened_at=datetime(2022, 10, 3, 8, tzinfo=UTC))
    )
    person = officer()
    assert "not yet rated" in look(person)
    for rating, words in ((Rating.RED, "1 off track"), (Rating.GREEN, "1 on track")):
        ReviewAnswer.objects.create(
            review=review,
            rating=rating,
            by=person,
            via=Via.LINK,
            at=datetime(2022, 10, 4, 9, tzinfo=UTC),
        )
        assert words in look(person)
    ActionPlan.objects.update(is_restricted=True)
    assert "1 on track" in look(person)
    assert "1 on track" not in look(board_member())


def test_what_is_asked_for_is_kept_apart() -> None:
    ActionPlanFactory.create(title="Street lights", year="2022/23")
    person = officer()
    for _ in range(2):
        assert "Street lights" in look(person)
        assert "No action plan matches" in look(person, rating="RED")
        assert "No action plan matches" in look(person, year="2021/22")
