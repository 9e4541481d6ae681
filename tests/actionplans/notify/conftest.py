"""GOV.UK Notify on this machine, and three people with a mail that is due."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from actionplans.reminders.planner import plan_reminders
from partners.models import User
from tests.actionplans.notify.notifying import use
from tests.actionplans.reminding import ask_of, at, owner_of
from tests.notify_server import NotifyServer, running_notify_server


@pytest.fixture
def notify(settings: Settings) -> Iterator[NotifyServer]:
    with running_notify_server() as notify:
        use(settings, url=notify.url)
        yield notify


@pytest.fixture
def people() -> list[User]:
    """Three people, each with a mail due on Wednesday 5 October at nine."""
    reviews = ask_of(3)
    plan_reminders(now=at(5))
    return [owner_of(review) for review in reviews]
