"""Real processes that begin at once, forked from one that has the portal in its memory already."""

import importlib
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests.mail_server import MailServer

STORIES = (
    "tests.faults.story",
    "tests.faults.files_story",
    "tests.faults.packs_story",
    "tests.faults.officers_story",
)

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(list(STORIES))


class Deed:
    """One process and what it was asked to do; it can be stopped, killed and waited for like any other."""

    def __init__(self, environment: dict[str, str], output: Path, story: str, words: list[str]):
        self.output = output
        self._process: ForkServerProcess = _FORKS.Process(
            target=_begin, args=(environment, str(output), story, words)
        )
        self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def poll(self) -> int | None:
        """How it ended, or none while it runs."""
        return self._process.exitcode

    def wait(self, seconds: float) -> int | None:
        """How it ended, once it has; none where it takes longer than this."""
        self._process.join(seconds)
        return self._process.exitcode

    def kill(self) -> None:
        """End it as a machine that fails would."""
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> None:
        """Leave nothing of it behind."""
        if self.poll() is None:
            self.kill()
        self._process.join()


def eventually(holds: Callable[[], bool], *, seconds: float = 60) -> None:
    """Wait until something holds, however slow the machine."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it has not come about"
        time.sleep(0.05)


def arrives(server: MailServer, number: int) -> None:
    """Wait until so many mails have arrived."""
    eventually(lambda: len(server.mails) >= number)


def _begin(environment: dict[str, str], output: str, story: str, words: list[str]) -> None:
    """What the forked process does: take the test's surroundings for its own, then its deed."""
    with Path(output).open("a") as kept:
        os.dup2(kept.fileno(), 1)
        os.dup2(kept.fileno(), 2)
    sys.stdout = os.fdopen(1, "w", closefd=False)
    _surround(environment)
    deed = importlib.import_module(story).DEEDS[words[0]]
    deed(*words[1:])
    sys.stdout.flush()


def _surround(environment: dict[str, str]) -> None:
    from django.conf import settings  # noqa: PLC0415 - the story has made the portal ready
    from django.db import connections  # noqa: PLC0415

    os.environ.clear()
    os.environ.update(environment)
    fresh = importlib.reload(importlib.import_module("smp_portal.settings"))
    for name in filter(str.isupper, dir(fresh)):
        setattr(settings, name, getattr(fresh, name))
    # The connection holds on to the very dictionary that it was made with.
    connections.settings["default"].update(fresh.DATABASES["default"])
