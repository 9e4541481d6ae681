"""The whole portal as `make run` starts it, and people in front of it."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from playwright.sync_api import Browser
from psycopg import sql

from deploy.embedded.parts import free_port
from tests.environment import given_broker
from tests.journeys.people import Visitor

ROOT = Path(__file__).parents[2]
DESK = 1280
STARTS_WITHIN = 90


@pytest.fixture(scope="session")
def portal_folder() -> Iterator[Path]:
    """Where a portal of this test run's own keeps what it keeps."""
    # A socket's path is limited to 107 bytes: pytest's own folders are too deep.
    with tempfile.TemporaryDirectory(prefix="journey-") as folder:
        yield Path(folder)


@pytest.fixture
def logs(portal_folder: Path) -> Path:
    """The folder of what the portal's web server and worker write of what they do."""
    return portal_folder / "log"


@pytest.fixture(scope="session")
def portal(portal_folder: Path) -> Iterator[str]:
    """The address of that portal, with its worker, its mail and the demonstration."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "deploy.embedded",
        "run",
        "--tied",
        "--var",
        str(portal_folder),
    ]
    environment = {**os.environ, "PORT": str(port)}
    log = portal_folder / "start.log"
    with (
        log.open("w") as output,
        subprocess.Popen(
            [*command, *_servers()], cwd=ROOT, env=environment, stdout=output, stderr=output
        ) as process,
    ):
        try:
            _wait_until_ready(process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGTERM)


def _servers() -> Iterator[str]:
    """The real servers that the suite was given, if it was: a database of the journeys' own on them."""
    given = connections["default"].settings_dict
    if given["ENGINE"].endswith("postgresql"):
        name = f"journeys_{os.getpid()}"
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as link:
            link.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield from ["--database", os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"]
    if broker := given_broker(shelf=1):
        yield from ["--broker", broker]


def _wait_until_ready(process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while "Ready:" not in log.read_text():
        if process.poll() is not None or time.monotonic() > until:
            pytest.fail(f"The portal has not started: {log.read_text()}")
        time.sleep(0.1)


@pytest.fixture
def visit(portal: str, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Somebody who opens the portal, on a desk or on a phone, at the story's first morning."""
    visitors: list[Visitor] = []

    def arrive(*, width: int = DESK, scripts: bool = True) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, base_url=portal, java_script_enabled=scripts
        )
        visitors.append(Visitor(context.new_page(), has_scripts=scripts))
        return visitors[-1]

    arrive().start_again()
    yield arrive
    for visitor in visitors:
        visitor.leave()
