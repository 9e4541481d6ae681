"""Senders and whole workers killed at random moments of a long run, until all of it is done."""

import os
import random
import signal
import threading

import pytest

from tests.faults.conftest import Processes
from tests.faults.deeds import Deed, arrives, eventually
from tests.faults.moments import NINE, UNTIL_THE_LEASE_IS_OVER
from tests.faults.promise import assert_promise_kept
from tests.faults.workers import start_workers
from tests.mail_server import MailServer
from tests.notify_server import NotifyServer

pytestmark = pytest.mark.faults

# The steps of handing over one mail, by the fixture of who takes it.
STEPS = {"server": ("MAIL", "RCPT", "DATA", "DOT", "WORD"), "notify": ("READ", "WORD")}

PEOPLE = int(os.environ.get("FAULTS_PEOPLE", "200"))
LEGS = 6
# The most that a kill comes after a step: the rows are written, and the answer is read, in that time too.
A_MOMENT = 0.02


class Reaper:
    """Kills each of some senders at a random moment, counted in steps of all that is handed over."""

    def __init__(
        self,
        taker: MailServer | NotifyServer,
        steps: tuple[str, ...],
        senders: list[Deed],
        *,
        dice: random.Random,
    ) -> None:
        self.dice, self.senders = dice, senders
        # A leg is over before its share of the mails is.
        last = PEOPLE * len(steps) // (LEGS + 2)
        self.moments = sorted(dice.sample(range(2, last), len(senders)))
        self.taken, self.counting = 0, threading.Lock()
        for step in steps:
            taker.says[step] = self.count

    def count(self, _address: str) -> None:
        with self.counting:
            self.taken += 1
            if self.moments and self.taken >= self.moments[0]:
                self.moments.pop(0)
                victim = self.senders[len(self.moments)]
                threading.Timer(self.dice.uniform(0, A_MOMENT), victim.kill).start()


@pytest.mark.parametrize("way", STEPS)
def test_senders_killed_again_and_again_lose_nothing(
    processes: Processes, request: pytest.FixtureRequest, way: str
) -> None:
    taker: MailServer | NotifyServer = request.getfixturevalue(way)
    processes.do("make", str(PEOPLE))
    dice = random.Random(2022)
    moment, kills = NINE, 0
    for _ in range(LEGS):
        senders = [processes.start("send", moment.isoformat()) for _ in range(2)]
        Reaper(taker, STEPS[way], senders, dice=dice)
        ends = [sender.wait(120) for sender in senders]
        assert ends == [-signal.SIGKILL, -signal.SIGKILL]
        kills += len(ends)
        moment += UNTIL_THE_LEASE_IS_OVER
    taker.says.clear()
    assert 0 < len(taker.copies) < PEOPLE

    processes.do("send", moment.isoformat())

    told = assert_promise_kept(processes.tell(), taker, people=PEOPLE, breaks=kills)
    assert told.states == {"SENT": PEOPLE}
    assert told.arrived == PEOPLE


def test_workers_killed_with_their_beat_lose_nothing(
    processes: Processes, server: MailServer, redis_url: str
) -> None:
    people, kills, at_once = 120, 2, 2
    processes.environment |= {"DEMO": "true", "REDIS_URL": redis_url}
    processes.do("make", str(people))
    moment, dice = NINE, random.Random(2022)
    for leg in range(kills):
        processes.do("move_clock", moment.isoformat())
        group = start_workers(processes, at_once=at_once)
        arrives(server, (leg + 1) * people // (kills + 2) + dice.randrange(10))
        os.killpg(group, signal.SIGKILL)
        moment += UNTIL_THE_LEASE_IS_OVER
    assert len(server.copies) < people

    processes.do("move_clock", moment.isoformat())
    group = start_workers(processes, at_once=at_once)
    eventually(lambda: len(server.copies) == people)
    eventually(lambda: {mail["state"] for mail in processes.tell().values()} == {"SENT"})
    os.killpg(group, signal.SIGKILL)

    told = assert_promise_kept(processes.tell(), server, people=people, breaks=kills * at_once)
    assert told.arrived == people
