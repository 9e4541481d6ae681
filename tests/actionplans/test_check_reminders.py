"""The command by which a supervisor learns whether to restart the worker or to tell officers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError, connection

from actionplans.models import MailChannel, WorkerHeartbeat
from tests.actionplans.needing import lost
from tests.actionplans.reminding import ask, at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_nine() -> Iterator[None]:
    with time_machine.travel(at(5), tick=False):
        yield


@pytest.fixture
def looked() -> WorkerHeartbeat:
    return WorkerHeartbeat.objects.create(at=at(5, 8, 55))


@contextmanager
def broken_database() -> Iterator[None]:
    def refuse(*_: Any) -> None:
        raise OperationalError("the server is gone")

    with connection.execute_wrapper(refuse):
        yield


def check(capsys: pytest.CaptureFixture[str]) -> tuple[object, str]:
    with pytest.raises(SystemExit) as left:
        call_command("check_reminders")
    return left.value.code, capsys.readouterr().out


def test_check_reminders_is_well(
    capsys: pytest.CaptureFixture[str], looked: WorkerHeartbeat
) -> None:
    assert check(capsys) == (0, "Reminders go out, and nothing needs attention.\n")


def test_check_reminders_before_the_first_look(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys) == (1, "The worker has never looked for what is due.\n")


def test_check_reminders_five_minutes_after_the_last_look(
    capsys: pytest.CaptureFixture[str], looked: WorkerHeartbeat
) -> None:
    WorkerHeartbeat.objects.update(at=at(5, 8, 54))
    assert check(capsys) == (1, "The worker has not looked since 5 October 2022 at 8:54am.\n")


def test_check_reminders_without_a_database(
    capsys: pytest.CaptureFixture[str], looked: WorkerHeartbeat
) -> None:
    with broken_database():
        found = check(capsys)
    assert found == (1, "The database can’t be reached.\n")


def test_check_reminders_while_mail_is_paused(
    capsys: pytest.CaptureFixture[str], looked: WorkerHeartbeat
) -> None:
    MailChannel.objects.create(name="SMTP", paused_at=at(5), reason="tom@example.org bounced")
    assert check(capsys) == (
        2,
        "Mail through the mail server is paused since 5 October 2022 at 9:00am.\n",
    )


def test_check_reminders_when_a_mail_needs_attention(
    capsys: pytest.CaptureFixture[str], looked: WorkerHeartbeat
) -> None:
    lost(ask())
    assert check(capsys) == (2, "1 thing needs attention: see /reminders/attention/.\n")
