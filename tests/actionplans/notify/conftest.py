"""GOV.UK Notify on this machine."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.actionplans.notify.notifying import use
from tests.notify_server import NotifyServer, running_notify_server


@pytest.fixture
def notify(settings: Settings) -> Iterator[NotifyServer]:
    with running_notify_server() as notify:
        use(settings, url=notify.url)
        yield notify
