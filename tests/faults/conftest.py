"""Real processes on databases of their own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.faults.deeds import STORIES, Deed
from tests.mail_server import MailServer, running_mail_server
from tests.notify_server import KEY, TEMPLATE, TOKEN, NotifyServer, running_notify_server

_PATIENCE = 120


class Processes:
    """Starts what a test asks for, on its database and with its mail server."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.environment, self.folder = environment, folder
        self.started: list[Deed | subprocess.Popen[bytes]] = []

    def start(self, *words: str, story: str = STORIES[0]) -> Deed:
        """Begin one of a story's deeds and come back at once."""
        output = self.folder / f"{len(self.started)}-{words[0]}.txt"
        deed = Deed(self.environment, output, story, list(words))
        self.started.append(deed)
        return deed

    def run_beside(self, *command: str, group: int | None = None) -> subprocess.Popen[bytes]:
        """Run a command of the portal's own; as one of a group of processes where the group is named."""
        output = (self.folder / f"{len(self.started)}-command.txt").open("wb")
        process = subprocess.Popen(
            command, env=self.environment, stdout=output, stderr=output, process_group=group
        )
        output.close()
        self.started.append(process)
        return process

    def do(self, *words: str, story: str = STORIES[0]) -> str:
        """Begin one of a story's deeds and wait until it is done; what it said."""
        deed = self.start(*words, story=story)
        assert deed.wait(_PATIENCE) == 0, deed.output.read_text()
        return deed.output.read_text()

    def tell(self) -> dict[str, dict[str, Any]]:
        """Each person's mail as it is written down, by address."""
        return {mail.pop("recipient__email"): mail for mail in json.loads(self.do("tell"))}

    def addresses(self) -> list[str]:
        """Whom the story's people are written to."""
        addresses: list[str] = json.loads(self.do("list_people"))
        return addresses

    def end(self) -> None:
        for process in self.started:
            if isinstance(process, Deed):
                process.end()
            else:
                process.kill()
                process.wait()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database with every table and no row, which is copied for each test."""
    url = os.environ["DATABASE_URL"]
    with _made(url, f"faults_{os.getpid()}", tmp_path_factory.mktemp("faults")) as address:
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(command, env=os.environ | {"DATABASE_URL": address}, check=True)
        yield address


@pytest.fixture
def database(empty_database: str, tmp_path: Path) -> Iterator[str]:
    with _made(empty_database, f"faults_{os.getpid()}_copy", tmp_path, copy=True) as address:
        yield address


class _made:  # noqa: N801 - reads as what it is: with _made(...)
    """A database file, or a database of the given PostgreSQL server, until the block ends."""

    def __init__(self, url: str, name: str, folder: Path, *, copy: bool = False) -> None:
        self.url, self.name, self.folder, self.copy = url, name, folder, copy

    def __enter__(self) -> str:
        if self.url.startswith("sqlite"):
            path = self.folder / f"{self.name}.sqlite3"
            if self.copy:
                shutil.copy(self.url.removeprefix("sqlite:///"), path)
            return f"sqlite:///{path}"
        template = f" TEMPLATE {_name_of(self.url)}" if self.copy else ""
        self._ask(f"CREATE DATABASE {self.name}{template}")
        return _named(self.url, self.name)

    def __exit__(self, *_: object) -> None:
        if not self.url.startswith("sqlite"):
            self._ask(f"DROP DATABASE {self.name} WITH (FORCE)")

    def _ask(self, words: str) -> None:
        with psycopg.connect(_named(self.url, "postgres"), autocommit=True) as connection:
            connection.execute(words)


def _named(url: str, name: str) -> str:
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def _name_of(url: str) -> str:
    return urlsplit(url).path.strip("/")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running_mail_server() as server:
        yield server


@pytest.fixture
def processes(database: str, server: MailServer, tmp_path: Path) -> Iterator[Processes]:
    environment = os.environ | {
        "DATABASE_URL": database,
        # A server that says nothing is waited for as long as a quick test can.
        "EMAIL_URL": f"smtp://127.0.0.1:{server.port}?timeout=2",
        "SENDER_MARK": str(tmp_path / "sender-mark"),
    }
    processes = Processes(environment, tmp_path)
    yield processes
    processes.end()


@pytest.fixture
def notify(processes: Processes) -> Iterator[NotifyServer]:
    """GOV.UK Notify, by which every process of the test sends."""
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
