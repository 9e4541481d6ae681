"""Senders that are killed while they hand mail to GOV.UK Notify: nothing is lost, and no copy goes unmarked."""

import os
import random
import signal
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from tests.faults.conftest import Processes
from tests.faults.deeds import Deed
from tests.faults.promise import assert_promise_kept
from tests.notify_server import (
    HANG_UP,
    KEY,
    TEMPLATE,
    TOKEN,
    Answer,
    NotifyServer,
    running_notify_server,
)

pytestmark = pytest.mark.faults

NINE = datetime.fromisoformat("2022-10-05T09:00:00+01:00")
# One minute longer than a lease.
UNTIL_THE_LEASE_IS_OVER = timedelta(minutes=11)
PEOPLE = int(os.environ.get("FAULTS_PEOPLE", "200"))
LEGS = 6
STEPS = ("READ", "WORD")
# The most that a kill comes after a step: the rows are written, and the answer is read, in that time too.
A_MOMENT = 0.02


@pytest.fixture
def notify(processes: Processes) -> Iterator[NotifyServer]:
    """The service, by which every process of the test sends."""
    with running_notify_server() as notify:
        processes.environment |= {
            "MAIL_CHANNEL": "notify",
            "NOTIFY_API_KEY": KEY,
            "NOTIFY_TEMPLATE_ID": TEMPLATE,
            "NOTIFY_RECEIPTS_TOKEN": TOKEN,
            "NOTIFY_BASE_URL": notify.url,
            "NOTIFY_TIMEOUT": "5",
        }
        yield notify


class Reaper:
    """Kills each of some senders at a random moment, counted in steps of all requests."""

    def __init__(self, notify: NotifyServer, senders: list[Deed], *, dice: random.Random) -> None:
        self.dice, self.senders = dice, senders
        # A leg is over before its share of the mails is.
        last = PEOPLE * len(STEPS) // (LEGS + 2)
        self.moments = sorted(dice.sample(range(2, last), len(senders)))
        self.taken, self.counting = 0, threading.Lock()
        for step in STEPS:
            notify.says[step] = self.count

    def count(self, _address: str) -> Answer:
        with self.counting:
            self.taken += 1
            if self.moments and self.taken >= self.moments[0]:
                self.moments.pop(0)
                victim = self.senders[len(self.moments)]
                threading.Timer(self.dice.uniform(0, A_MOMENT), victim.kill).start()
        return None


def test_senders_killed_again_and_again_lose_nothing(
    processes: Processes, notify: NotifyServer
) -> None:
    processes.do("make", str(PEOPLE))
    dice = random.Random(2022)
    moment, kills = NINE, 0
    for _ in range(LEGS):
        senders = [processes.start("send", moment.isoformat()) for _ in range(2)]
        Reaper(notify, senders, dice=dice)
        ends = [sender.wait(120) for sender in senders]
        assert ends == [-signal.SIGKILL, -signal.SIGKILL]
        kills += len(ends)
        moment += UNTIL_THE_LEASE_IS_OVER
    notify.says = {}
    assert 0 < len(notify.copies) < PEOPLE

    processes.do("send", moment.isoformat())

    told = assert_promise_kept(processes.tell(), notify, people=PEOPLE, breaks=kills)
    assert told.states == {"SENT": PEOPLE}
    assert told.arrived == PEOPLE


@pytest.mark.parametrize(("step", "copies"), [("READ", 1), ("WORD", 2)])
def test_a_sender_killed_before_an_answer_marks_what_may_have_gone_out(
    processes: Processes, notify: NotifyServer, step: str, copies: int
) -> None:
    processes.do("make", "10")
    senders: list[Deed] = []

    def kill_at_the_fifth(_address: str) -> Answer:
        if notify.requests["EMAIL"] < 5:
            return None
        senders[0].kill()
        return HANG_UP

    notify.says[step] = kill_at_the_fifth
    senders.append(processes.start("send", NINE.isoformat()))
    assert senders[0].wait(60) == -signal.SIGKILL
    notify.says = {}
    [in_hand] = [to for to, mail in processes.tell().items() if mail["state"] == "CLAIMED"]

    processes.do("send", (NINE + UNTIL_THE_LEASE_IS_OVER).isoformat())

    mails = processes.tell()
    assert {mail["state"] for mail in mails.values()} == {"SENT"}
    assert notify.copies == dict.fromkeys(mails, 1) | {in_hand: copies}
    marked = [to for to, mail in mails.items() if mail["may_have_arrived_twice"]]
    assert marked == [in_hand]
