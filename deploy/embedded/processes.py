"""Processes that never outlive the portal: tied to their parent's life, and recorded for the next run."""

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from deploy.embedded.places import ROOT

PR_SET_PDEATHSIG = 1
LINUX = sys.platform == "linux"
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Record:
    """A process as the next run can recognise it: its number alone may belong to another by then."""

    name: str
    pid: int
    started: str

    def is_alive(self) -> bool:
        return bool(self.started) and started(self.pid) == self.started


def started(pid: int) -> str:
    """When a process started, in the system's own words; empty when there is no such process."""
    if not LINUX:
        words = subprocess.run(
            ["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
        return words.stdout.strip()
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return ""
    return "" if fields[0] in "ZX" else fields[19]


def tie_to_parent(death_signal: signal.Signals) -> None:
    """Have the kernel send this process a signal when its parent is gone, kill -9 included."""
    if LINUX:
        _libc.prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)


def spawn(
    command: list[str], *, environment: dict[str, str], log: Path, last_words: signal.Signals
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own, so that Ctrl-C reaches only the one who stops it in order."""
    parent = os.getpid()
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=environment,
            cwd=ROOT,
            start_new_session=True,
            preexec_fn=_tied_to(parent, last_words),  # noqa: PLW1509 - this process has one thread
        )


def _tied_to(parent: int, last_words: signal.Signals) -> Callable[[], None]:
    def tie() -> None:
        tie_to_parent(last_words)
        # The parent may have died just before the kernel was told.
        if os.getppid() != parent:
            os._exit(1)

    return tie


def keep_records(path: Path, records: Iterable[Record]) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps([asdict(record) for record in records], indent=1))
    fresh.replace(path)


def read_records(path: Path) -> list[Record]:
    try:
        return [Record(**fields) for fields in json.loads(path.read_text())]
    except (FileNotFoundError, ValueError, TypeError):
        return []


def clear_leftovers(path: Path, *, seconds: float = 4) -> list[Record]:
    """Stop what an earlier run left behind, told by number and start time; say what was stopped."""
    leftovers = [record for record in read_records(path) if record.is_alive()]
    for record in leftovers:
        signal_group(record.pid, signal.SIGTERM)
    until = time.monotonic() + seconds
    while any(record.is_alive() for record in leftovers) and time.monotonic() < until:
        time.sleep(0.05)
    for record in leftovers:
        if record.is_alive():
            signal_group(record.pid, signal.SIGKILL)
    path.unlink(missing_ok=True)
    return leftovers


def signal_group(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, number)
