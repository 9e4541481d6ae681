"""A sender killed while it hands a mail to GOV.UK Notify; test_kills.py kills many, by either way."""

import signal

import pytest

from tests.faults.conftest import Processes
from tests.faults.deeds import Deed
from tests.faults.moments import NINE, UNTIL_THE_LEASE_IS_OVER
from tests.notify_server import HANG_UP, Answer, NotifyServer

pytestmark = pytest.mark.faults


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
