"""What `make run` starts really runs, and goes when it is told to, or killed."""

import http.client
import os
import signal
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.embedded.parts import free_port
from deploy.embedded.places import ROOT, Places
from deploy.embedded.processes import Record, read_records

pytestmark = pytest.mark.faults

PARTS = {"broker", "mail", "worker", "web", "beat"}


class Portal:
    def __init__(self, process: subprocess.Popen[str], places: Places, port: int) -> None:
        self.process = process
        self.places = places
        self.port = port
        self.said = ""

    def read_until(self, words: str) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if words in line:
                return
        pytest.fail(f"The portal ended without saying {words}:\n{self.said}")

    def records(self) -> list[Record]:
        """All five parts: the beat is recorded just after the portal says that it is ready."""
        until = time.monotonic() + 5
        while {record.name for record in read_records(self.places.records)} != PARTS:
            assert time.monotonic() < until
            time.sleep(0.02)
        return read_records(self.places.records)

    def get(self, path: str) -> int:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        link.request("GET", path)
        status = link.getresponse().status
        link.close()
        return status

    def end(self) -> int:
        assert self.process.stdout is not None
        self.said += self.process.stdout.read()
        return self.process.wait(timeout=20)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """One folder for the runs of this module: the demonstration is made once."""
    if not (ROOT / "var" / "static" / "staticfiles.json").exists():
        pytest.skip("The pages' files are not collected: run the tests by make test.")
    return Places(tmp_path_factory.mktemp("var"))


@contextmanager
def _portal(places: Places, *, port: int | None = None) -> Iterator[Portal]:
    port = port or free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "deploy.embedded", "run", "--var", str(places.var)],
        cwd=ROOT,
        env={**os.environ, "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield Portal(process, places, port)
        finally:
            process.kill()


def _all_gone(records: list[Record], *, seconds: float = 6) -> bool:
    until = time.monotonic() + seconds
    while any(record.is_alive() for record in records) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(record.is_alive() for record in records)


def test_run_serves_pages_takes_mail_and_stops_on_term(places: Places) -> None:
    with _portal(places) as portal:
        portal.read_until("Ready:")
        assert portal.said.endswith(f"Ready: http://127.0.0.1:{portal.port}/\n")
        records = portal.records()
        assert portal.get("/") == 200
        assert portal.get("/r/a-key-that-no-log-may-hold/") == 404
        _send_mail(places)
        portal.process.send_signal(signal.SIGTERM)
        assert portal.end() == 0
    assert portal.said.endswith("Stopped. The data is kept.\n")
    assert [record.name for record in records if record.is_alive()] == []
    assert read_records(places.records) == []
    assert list(places.socket().parent.iterdir()) == []
    logs = "".join(path.read_text() for path in places.logs.iterdir())
    assert "a-key-that-no-log-may-hold" not in logs


def _send_mail(places: Places) -> None:
    before = len(list((places.mail / "new").iterdir()))
    url = next(line for line in places.environment.read_text().splitlines() if "EMAIL_URL" in line)
    with smtplib.SMTP("127.0.0.1", int(url.rpartition(":")[2])) as link:
        link.sendmail("portal@example.org", ["helen@example.org"], b"Subject: Hello\r\n\r\nHello")
    assert len(list((places.mail / "new").iterdir())) == before + 1


def test_killed_run_takes_its_parts_along_and_the_next_keeps_the_data(places: Places) -> None:
    with _portal(places) as portal:
        portal.read_until("Ready:")
        secret = places.secret_key()
        records = portal.records()
        portal.process.kill()
        assert _all_gone(records)
    with _portal(places) as portal:
        portal.read_until("Ready:")
        assert places.secret_key() == secret
        portal.process.send_signal(signal.SIGINT)
        assert portal.end() == 0


def test_lost_part_stops_the_rest_and_is_named(places: Places) -> None:
    with _portal(places) as portal:
        portal.read_until("Ready:")
        records = portal.records()
        broker = next(record for record in records if record.name == "broker")
        os.kill(broker.pid, signal.SIGKILL)
        assert portal.end() == 1
    assert "The broker has stopped by itself (-9)." in portal.said
    assert _all_gone(records)


def test_second_run_and_reset_are_refused_while_one_runs(places: Places) -> None:
    with _portal(places) as first:
        first.read_until("Starting the broker")
        with _portal(places) as second:
            second.read_until("The portal is already running from this folder")
            assert second.end() == 1
        assert _reset(places).returncode == 1
        first.process.send_signal(signal.SIGTERM)
        assert first.end() == 0


def test_taken_port_is_said_before_anything_starts(places: Places) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with _portal(places, port=port) as portal:
            assert portal.end() == 1
    assert portal.said == (
        f"\nPort {port} is taken by another program: choose another one, such as "
        f"make run PORT={port + 1}\n"
    )


def test_reset_forgets_data_and_mail(tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.make()
    secret = places.secret_key()
    places.database.write_text("data")
    places.mail.mkdir()
    assert _reset(places).returncode == 0
    assert not places.database.exists()
    assert not places.mail.exists()
    assert places.secret_key() == secret


def _reset(places: Places) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "deploy.embedded", "reset", "--var", str(places.var)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
