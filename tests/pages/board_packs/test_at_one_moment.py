"""Two officers press one button at the same moment: one does it, and the other is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from actionplans.models import Action, BoardPack, Outcome
from actionplans.services.decisions import record_decision
from actionplans.services.packs import start_pack
from tests.factories import ActionFactory, ActionPlanFactory, PartnerFactory, officer
from tests.pages.board_packs.packs import board_meeting

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 10, 21, 9, 0, tzinfo=UTC)
TOLD = "Somebody saved the same, or what this can’t stand beside, at this very moment"


@contextmanager
def just_before(statement: str, deed: Callable[[], object]) -> Iterator[None]:
    """Let somebody else do something between this one's look and its own row."""
    done: list[str] = []

    def listen(execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        if sql.startswith(statement) and not done:
            done.append(sql)
            deed()
        return execute(sql, *args)

    with connection.execute_wrapper(listen):
        yield
    assert done


def test_decision_that_becomes_an_action_at_the_same_moment_is_told(client: Client) -> None:
    client.force_login(helen := officer())
    values = {"text": "Lend a county officer.", "by_when": date(2022, 10, 31)}
    decision = record_decision(
        meeting=board_meeting(),
        plan=ActionPlanFactory.create(),
        values=values | {"kind": Outcome.AGREED, "by_whom": PartnerFactory.create()},
        by=helen,
        now=NOW,
    )
    with just_before(
        'INSERT INTO "actionplans_action"', lambda: ActionFactory.create(decision=decision)
    ):
        page = client.post(f"/board-packs/decisions/{decision.pk}/act/", follow=True)
    assert TOLD in page.content.decode()
    assert Action.objects.count() == 0  # both are undone here, for both came by one connection


def test_report_that_is_begun_at_the_same_moment_is_told(client: Client) -> None:
    client.force_login(helen := officer())
    ActionPlanFactory.create(year="2021/22")
    with just_before(
        'INSERT INTO "actionplans_boardpack"',
        lambda: start_pack(year="2021/22", by=helen, now=NOW),
    ):
        page = client.post("/annual-report/2021-22/begin/", follow=True)
    assert TOLD in page.content.decode()
    assert not BoardPack.objects.exists()
