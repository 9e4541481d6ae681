"""The list of plans and a plan's page are worked out once while nothing is written, for each reader."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans.models import ActionPlan
from partners.models import User
from smp_portal.foundation import unchanged
from tests.factories import ActionPlanFactory, board_member, officer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("on_the_day"),
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'", reason="On SQLite nothing is kept between two requests"
    ),
]


def addresses(plan: ActionPlan) -> list[str]:
    return [reverse("actionplans:plan_list"), reverse("actionplans:plan_detail", args=[plan.pk])]


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def questions(client: Client, url: str) -> int:
    """How many questions about plans the database is asked for one look."""
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len([one for one in queries if 'FROM "actionplans_actionplan"' in one["sql"]])


@pytest.mark.parametrize("page", [0, 1])
def test_second_look_works_nothing_out_and_a_minute_later_does(
    page: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Other tests write to the same server all the time.
    monkeypatch.setattr(unchanged, "_state", lambda: f"the same {page}")
    url = addresses(ActionPlanFactory.create())[page]
    client = signed_in(officer())
    assert questions(client, url) > 0
    assert questions(client, url) == 0
    assert questions(signed_in(officer()), url) > 0
    with time_machine.travel(datetime(2022, 10, 5, 8, 31, tzinfo=UTC), tick=False):
        assert questions(client, url) > 0


def test_another_address_is_another_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "_state", lambda: "the same list")
    ActionPlanFactory.create(title="Street lights")
    client, url = signed_in(officer()), reverse("actionplans:plan_list")
    assert "Street lights" in client.get(url).content.decode()
    assert "Street lights" not in client.get(url, {"status": "CLOSED"}).content.decode()
    assert "Street lights" in client.get(url, {"status": "ACTIVE"}).content.decode()


def test_what_is_written_shows_at_once_and_to_nobody_else() -> None:
    plan = ActionPlanFactory.create(title="Street lights")
    people = [signed_in(officer()), signed_in(board_member())]
    seen = [[client.get(url).content.decode() for url in addresses(plan)] for client in people]
    assert all("Street lights" in html for pages in seen for html in pages)

    ActionPlan.objects.update(title="Lit ways", is_restricted=True)
    of_officer, of_board = (
        [client.get(url).content.decode() for url in addresses(plan)] for client in people
    )
    assert all("Lit ways" in html and "Street lights" not in html for html in of_officer)
    assert all("Lit ways" not in html and "Street lights" not in html for html in of_board)
