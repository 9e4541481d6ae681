"""Senders that race, die or oversleep: nothing is lost, and nothing arrives twice unmarked."""

import os
import signal
import threading
import time

import pytest

from tests.faults.conftest import Processes
from tests.faults.deeds import Deed, eventually
from tests.mail_server import SILENCE, MailServer

pytestmark = pytest.mark.faults

NINE = "2022-10-05T09:00:00+01:00"
AFTER_THE_LEASE = "2022-10-05T09:11:00+01:00"
FIRST_OF_ALL = 1
IN_THE_MIDDLE = 10


class Signal:
    """Sends a process a signal when the server comes to a step of its so-manieth mail."""

    def __init__(self, server: MailServer, step: str, number: int, what: signal.Signals) -> None:
        self.number, self.what = number, what
        self.process: Deed | None = None
        self.address = ""
        self.given = threading.Event()
        server.says[step] = self.say

    def say(self, address: str) -> None:
        self.number -= 1
        if self.number == 0 and self.process:
            self.address = address
            os.kill(self.process.pid, self.what)
            self.given.set()


def test_three_senders_at_once_send_fifty_mails_once_each(
    processes: Processes, server: MailServer
) -> None:
    processes.do("make", "50")
    # Slow enough that all three are at it together.
    server.says["RCPT"] = lambda _address: time.sleep(0.05)

    begin = str(time.time() + 4)
    senders = [processes.start("send", NINE, begin) for _ in range(3)]
    assert [sender.wait(120) for sender in senders] == [0, 0, 0]

    mails = processes.tell()
    assert len(mails) == 50
    assert server.copies == dict.fromkeys(mails, 1)
    assert {mail["state"] for mail in mails.values()} == {"SENT"}
    assert {(mail["copies"], mail["attempt"]) for mail in mails.values()} == {(1, 1)}
    assert server.connections >= 2


@pytest.mark.parametrize(
    ("step", "copies", "is_marked"),
    [("MAIL", 1, False), ("RCPT", 1, False), ("DATA", 1, True), ("DOT", 2, True)],
)
def test_a_killed_sender_loses_nothing_and_marks_what_may_have_gone_out(
    processes: Processes, server: MailServer, step: str, copies: int, is_marked: bool
) -> None:
    processes.do("make", "20")
    kill = Signal(server, step, IN_THE_MIDDLE, signal.SIGKILL)
    kill.process = processes.start("send", NINE)
    assert kill.process.wait(60) == -signal.SIGKILL
    server.says = {}
    before = processes.tell()
    assert sorted(mail["state"] for mail in before.values()) == (
        ["CLAIMED"] + ["PENDING"] * 10 + ["SENT"] * 9
    )
    [in_hand] = [address for address, mail in before.items() if mail["state"] == "CLAIMED"]

    processes.do("send", AFTER_THE_LEASE)

    mails = processes.tell()
    assert {mail["state"] for mail in mails.values()} == {"SENT"}
    assert server.copies == dict.fromkeys(mails, 1) | {in_hand: copies}
    marked = [address for address, mail in mails.items() if mail["may_have_arrived_twice"]]
    assert marked == ([in_hand] if is_marked else [])


def test_a_sender_that_overslept_its_lease_does_not_send(
    processes: Processes, server: MailServer
) -> None:
    processes.do("make", "1")
    stop = Signal(server, "RCPT", FIRST_OF_ALL, signal.SIGSTOP)
    stop.process = processes.start("send", NINE)
    assert stop.given.wait(60)

    processes.do("send", AFTER_THE_LEASE)
    os.kill(stop.process.pid, signal.SIGCONT)

    assert stop.process.wait(60) == 0
    assert server.copies == {stop.address: 1}
    assert processes.tell()[stop.address] == {
        "state": "SENT",
        "copies": 1,
        "attempt": 2,
        "may_have_arrived_twice": False,
    }


def test_a_sender_that_overslept_after_the_text_changes_no_newer_result(
    processes: Processes, server: MailServer
) -> None:
    processes.do("make", "1")
    stop = Signal(server, "DOT", FIRST_OF_ALL, signal.SIGSTOP)
    stop.process = processes.start("send", NINE)
    assert stop.given.wait(60)
    eventually(lambda: len(server.mails) == 1)

    processes.do("send", AFTER_THE_LEASE)
    after = processes.tell()[stop.address]
    os.kill(stop.process.pid, signal.SIGCONT)

    assert stop.process.wait(60) == 0
    assert server.copies == {stop.address: 2}
    assert after == {"state": "SENT", "copies": 2, "attempt": 2, "may_have_arrived_twice": True}
    assert processes.tell()[stop.address] == after


def test_a_mail_server_that_falls_silent_holds_no_sender(
    processes: Processes, server: MailServer
) -> None:
    processes.do("make", "1")
    server.says["RCPT"] = lambda _address: SILENCE

    assert processes.start("send", NINE).wait(30) == 0, "the sender waits for ever"
    [mail] = processes.tell().values()
    assert (mail["state"], mail["copies"]) == ("RETRY", 0)
