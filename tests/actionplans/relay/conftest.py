"""A mail server that runs, and three people with a mail that is due."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from actionplans.reminders.planner import plan_reminders
from partners.models import User
from tests.actionplans.relay.relaying import use
from tests.actionplans.reminding import ask_of, at, owner_of
from tests.mail_server import (
    MailServer,
    running_mail_server,
)


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    with running_mail_server() as server:
        use(settings, port=server.port)
        yield server


@pytest.fixture
def people() -> list[User]:
    """Three people, each with a mail due on Wednesday 5 October at nine."""
    reviews = ask_of(3)
    plan_reminders(now=at(5))
    return [owner_of(review) for review in reviews]
