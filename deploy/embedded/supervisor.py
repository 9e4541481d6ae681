"""Starts the parts in order, watches them, and stops all of them together."""

import contextlib
import fcntl
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from deploy.embedded.parts import CannotStart, Part
from deploy.embedded.places import Places
from deploy.embedded.processes import Record, keep_records, signal_group, spawn, started

READY_WITHIN = 60  # seconds
STOPPED_WITHIN = 5  # seconds
LARGEST_LOG = 5_000_000  # bytes
WORKING_PARTS = ("prepare", "beat", "web", "worker")


class Stopped(Exception):
    """Someone asked the portal to stop."""


class Supervisor:
    def __init__(self, places: Places, environment: dict[str, str]) -> None:
        self.places = places
        self.environment = environment
        self.running: list[tuple[Part, subprocess.Popen[bytes]]] = []
        self.asked_to_stop = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)

    def _ask_to_stop(self, *_: object) -> None:
        self.asked_to_stop = True

    def start(self, part: Part) -> subprocess.Popen[bytes]:
        log = self._log_of(part)
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_suffix(".log.old"))
        process = spawn(
            part.command, environment=self.environment, log=log, last_words=part.last_words
        )
        self.running.append((part, process))
        self._record()
        return process

    def start_and_wait_for(self, part: Part) -> None:
        self.start(part)
        self.wait_for(part)

    def wait_for(self, *parts: Part) -> None:
        """Return once these parts are ready; say which one is not."""
        until = time.monotonic() + READY_WITHIN
        for part in parts:
            while not part.is_ready():
                self._look()
                if time.monotonic() > until:
                    raise CannotStart(self._about(part, f"is not ready after {READY_WITHIN} s"))
                time.sleep(0.05)

    def run_to_its_end(self, part: Part) -> None:
        process = self.start(part)
        while process.poll() is None:
            self._look()
            time.sleep(0.05)
        self._look()
        self.running.remove((part, process))

    def watch(self) -> NoReturn:
        """Stay until someone asks to stop, or a part ends by itself."""
        while True:
            self._look()
            time.sleep(0.2)

    def _look(self) -> None:
        if self.asked_to_stop:
            raise Stopped
        for part, process in self.running:
            ended = process.poll()
            if ended is not None and (ended or not part.ends):
                raise CannotStart(self._about(part, f"has stopped by itself ({ended})"))

    def stop(self) -> None:
        """Stop the parts in the order that loses nothing: what uses the broker and the mail goes first."""
        for names in (WORKING_PARTS, None):
            group = [p for part, p in self.running if names is None or part.name in names]
            for process in group:
                signal_group(process.pid, signal.SIGTERM)
            self._wait_for_end(group)
        self.places.records.unlink(missing_ok=True)
        self.places.environment.unlink(missing_ok=True)

    def _wait_for_end(self, group: list[subprocess.Popen[bytes]]) -> None:
        until = time.monotonic() + STOPPED_WITHIN
        while any(process.poll() is None for process in group) and time.monotonic() < until:
            time.sleep(0.05)
        for process in group:
            if process.poll() is None:
                signal_group(process.pid, signal.SIGKILL)
            process.wait()

    def _record(self) -> None:
        keep_records(
            self.places.records,
            [Record(part.name, p.pid, started(p.pid)) for part, p in self.running],
        )

    def _log_of(self, part: Part) -> Path:
        return self.places.logs / f"{part.name}.log"

    def _about(self, part: Part, words: str) -> str:
        log = self._log_of(part)
        last = "".join(
            f"\n    {line}" for line in log.read_text(errors="replace").splitlines()[-12:]
        )
        return f"The {part.name} {words}. The end of {log}:{last}"


@contextlib.contextmanager
def only_one(places: Places) -> Iterator[None]:
    """Refuse to run twice in the same folder; the kernel lets go of the lock however the holder ends."""
    with places.lock.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                "The portal is already running from this folder: "
                "stop it first with Ctrl-C where it was started."
            ) from None
        yield
