"""The two doors from outside: the worker's task and the command do the same."""

import time
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from actionplans.models import Reminder, ReminderState, WorkerHeartbeat
from actionplans.reminders.tick import TickReport
from actionplans.tasks import reminder_tick
from tests.actionplans.reminding import ask_of, at

pytestmark = pytest.mark.django_db


def command(*words: str) -> str:
    out = StringIO()
    call_command("send_reminders", *words, stdout=out)
    return out.getvalue()


def test_command_sends_what_is_due_and_says_so(mailoutbox: list[object]) -> None:
    ask_of(2)

    with time_machine.travel(at(5, 9, 30), tick=False):
        assert command() == "2 mails sent.\n"

    assert len(mailoutbox) == 2
    assert WorkerHeartbeat.objects.get().at == at(5, 9, 30)


def test_command_says_what_else_became_of_mails() -> None:
    reviews = ask_of(2)
    with time_machine.travel(at(5, 9, 30), tick=False):
        command()
        Reminder.objects.filter(state=ReminderState.SENT).update(state=ReminderState.PENDING)
        reviews[0].plan.status = "CLOSED"
        reviews[0].plan.save()

        assert command() == "1 mail sent, 1 not needed any more.\n"


def test_command_with_nothing_due_says_so() -> None:
    assert command() == "0 mails sent.\n"


@pytest.mark.django_db(transaction=True)
def test_command_loop_looks_again_every_minute(
    monkeypatch: pytest.MonkeyPatch, mailoutbox: list[object]
) -> None:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", sleep)
    with pytest.raises(KeyboardInterrupt):
        command("--loop")

    assert slept == [60, 60, 60]


def test_task_sends_what_is_due(mailoutbox: list[object]) -> None:
    ask_of(2)

    with time_machine.travel(at(5, 9, 30), tick=False):
        reminder_tick()

    assert len(mailoutbox) == 2


def test_task_looks_again_while_more_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = [TickReport(more=True), TickReport(more=True), TickReport()]
    monkeypatch.setattr("actionplans.tasks.run_tick", lambda **_: reports.pop(0))

    reminder_tick()

    assert reports == []
