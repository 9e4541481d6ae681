"""The database restarted at once, as after a power cut, while senders are at work."""

import os
import time
from collections.abc import Iterator

import pytest

from tests.faults.conftest import Processes
from tests.faults.deeds import arrives
from tests.faults.moments import NINE, UNTIL_THE_LEASE_IS_OVER
from tests.faults.postgres import Postgres, find_programs, running_postgres
from tests.faults.promise import assert_promise_kept
from tests.mail_server import MailServer

pytestmark = pytest.mark.faults

PEOPLE = 60
RESTARTS = 3
SENDERS = 2


@pytest.fixture
def postgres(request: pytest.FixtureRequest) -> Iterator[Postgres]:
    if os.environ["DATABASE_URL"].startswith("sqlite"):
        pytest.skip("SQLite has no server that could be restarted.")
    programs = find_programs()
    if programs is None:
        words = "No PostgreSQL programs in /usr/lib/postgresql: apt-get install postgresql."
        raise (pytest.fail if os.environ.get("CI_FULL") else pytest.skip).Exception(words)
    with running_postgres(programs) as server:
        server.fill(request.getfixturevalue("empty_database"))
        yield server


def test_a_database_restarted_at_once_loses_nothing(
    postgres: Postgres, processes: Processes, server: MailServer
) -> None:
    processes.environment["DATABASE_URL"] = postgres.url
    processes.do("make", str(PEOPLE))
    server.says = dict.fromkeys(("MAIL", "DOT"), lambda _address: time.sleep(0.01))
    moment = NINE
    for restart in range(1, RESTARTS + 1):
        senders = [processes.start("send", moment.isoformat()) for _ in range(SENDERS)]
        arrives(server, restart * PEOPLE // (RESTARTS + 2))
        postgres.control("-m", "immediate", "restart")
        assert [sender.wait(120) for sender in senders] == [1] * SENDERS
        moment += UNTIL_THE_LEASE_IS_OVER
    server.says = {}
    assert 0 < len(server.copies) < PEOPLE

    processes.do("send", moment.isoformat())

    mails = processes.tell()
    told = assert_promise_kept(mails, server, people=PEOPLE, breaks=RESTARTS * SENDERS)
    assert told.states == {"SENT": PEOPLE}
    assert told.arrived == PEOPLE
