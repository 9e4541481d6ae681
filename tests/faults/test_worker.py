"""The worker, its broker and a cron job: the rows decide, whoever is asked to look."""

import sys

import pytest
import redis

from tests.faults.conftest import Processes
from tests.faults.deeds import eventually
from tests.mail_server import MailServer

pytestmark = pytest.mark.faults

WORKER = (
    sys.executable,
    "-m",
    "celery",
    "-A",
    "smp_portal",
    "worker",
    "--pool=solo",
    "-l",
    "error",
)
COMMAND = (sys.executable, "manage.py", "send_reminders")


@pytest.fixture
def in_autumn(processes: Processes) -> Processes:
    """Processes whose clock runs from Wednesday 5 October 2022 at half past nine."""
    processes.environment["DEMO"] = "true"
    processes.do("make", "12")
    processes.do("move_clock")
    return processes


def test_two_workers_and_a_cron_job_poked_five_times_send_each_mail_once(
    in_autumn: Processes, server: MailServer, redis_url: str
) -> None:
    in_autumn.environment["REDIS_URL"] = redis_url
    in_autumn.do("poke", "5")
    waiting = redis.Redis.from_url(redis_url)

    workers = [in_autumn.run_beside(*WORKER) for _ in range(2)]
    assert in_autumn.run_beside(*COMMAND).wait(60) == 0
    eventually(lambda: waiting.llen("celery") == 0)
    eventually(lambda: len(server.mails) == 12)
    for worker in workers:
        worker.terminate()
        worker.wait(60)
    waiting.close()

    mails = in_autumn.tell()
    assert server.copies == dict.fromkeys(mails, 1)
    assert {mail["state"] for mail in mails.values()} == {"SENT"}


def test_a_lost_broker_loses_no_mail(in_autumn: Processes, server: MailServer) -> None:
    in_autumn.environment["REDIS_URL"] = "redis://127.0.0.1:1/0"

    assert in_autumn.start("poke", "1").wait(60) != 0
    assert server.mails == []
    assert in_autumn.run_beside(*COMMAND).wait(60) == 0

    assert server.copies == dict.fromkeys(in_autumn.tell(), 1)
    assert len(server.mails) == 12
