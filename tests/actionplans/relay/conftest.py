"""A mail server that runs."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.actionplans.relay.relaying import use
from tests.mail_server import (
    MailServer,
    running_mail_server,
)


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    with running_mail_server() as server:
        use(settings, port=server.port)
        yield server
