"""Nothing that the portal starts outlives it, and nobody else's process is touched."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.embedded.places import ROOT
from deploy.embedded.processes import (
    Record,
    clear_leftovers,
    keep_records,
    read_records,
    spawn,
    started,
)

PARENT = """
    import os, signal, sys
    from pathlib import Path
    from deploy.embedded.processes import spawn
    child = spawn(["sleep", "60"], environment=dict(os.environ), log=Path(sys.argv[1]), last_words=signal.SIGKILL)
    print(child.pid, flush=True)
    signal.pause()
"""


@pytest.fixture
def sleeper(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = spawn(
        ["sleep", "60"],
        environment=dict(os.environ),
        log=tmp_path / "sleeper.log",
        last_words=signal.SIGKILL,
    )
    yield process
    process.kill()
    process.wait()


def _becomes_true(condition: Callable[[], bool], *, seconds: float = 5) -> bool:
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)
    return condition()


def test_started_is_empty_without_a_process(sleeper: subprocess.Popen[bytes]) -> None:
    assert started(sleeper.pid) != ""
    sleeper.kill()
    sleeper.wait()
    assert started(sleeper.pid) == ""


def test_started_is_empty_for_a_process_that_has_ended(sleeper: subprocess.Popen[bytes]) -> None:
    sleeper.kill()
    assert _becomes_true(lambda: started(sleeper.pid) == "")


def test_spawn_dies_with_a_killed_parent(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PARENT), str(tmp_path / "log")],
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert started(child) != ""
        parent.kill()
        assert _becomes_true(lambda: started(child) == "")


def test_clear_leftovers_stops_a_recorded_process(
    tmp_path: Path, sleeper: subprocess.Popen[bytes]
) -> None:
    path = tmp_path / "processes.json"
    record = Record("broker", sleeper.pid, started(sleeper.pid))
    keep_records(path, [record])
    assert clear_leftovers(path) == [record]
    assert sleeper.wait(timeout=5) == -signal.SIGTERM
    assert not path.exists()


def test_clear_leftovers_kills_one_that_does_not_stop(tmp_path: Path) -> None:
    deaf = spawn(
        ["sh", "-c", "trap '' TERM; echo listening; while :; do sleep 0.1; done"],
        environment=dict(os.environ),
        log=tmp_path / "deaf.log",
        last_words=signal.SIGKILL,
    )
    assert _becomes_true(lambda: (tmp_path / "deaf.log").stat().st_size > 0)
    path = tmp_path / "processes.json"
    keep_records(path, [Record("worker", deaf.pid, started(deaf.pid))])
    clear_leftovers(path, seconds=0.3)
    assert deaf.wait(timeout=5) == -signal.SIGKILL


def test_clear_leftovers_leaves_a_number_that_belongs_to_another(
    tmp_path: Path, sleeper: subprocess.Popen[bytes]
) -> None:
    path = tmp_path / "processes.json"
    keep_records(path, [Record("broker", sleeper.pid, "1")])
    assert clear_leftovers(path) == []
    assert sleeper.poll() is None


@pytest.mark.parametrize("words", ["", "{", "[1]", '[{"name": "broker"}]'])
def test_records_are_empty_when_half_written(tmp_path: Path, words: str) -> None:
    path = tmp_path / "processes.json"
    path.write_text(words)
    assert read_records(path) == []
