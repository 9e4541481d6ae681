"""A long step says how far it is, and a failed one says why."""

import subprocess
import sys
from pathlib import Path

from deploy.embedded.places import ROOT


def _step(tmp_path: Path, code: str, *options: str) -> subprocess.CompletedProcess[str]:
    own = ["-m", "deploy.embedded.progress", "Installing", "--log", str(tmp_path / "step.log")]
    command = [sys.executable, *own, *options, "--", sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_step_says_when_it_is_done(tmp_path: Path) -> None:
    step = _step(tmp_path, "print('quiet')")
    assert step.returncode == 0
    assert step.stdout == "Installing …\n  Installing: done in 0 s\n"
    assert (tmp_path / "step.log").read_text() == "quiet\n"


def test_failed_step_shows_its_last_words(tmp_path: Path) -> None:
    step = _step(tmp_path, "print('no room on the disk'); raise SystemExit(3)")
    assert step.returncode == 3
    assert "no room on the disk\n" in step.stdout
    assert f"Installing: this failed. All that it said: {tmp_path / 'step.log'}\n" in step.stdout


def test_long_step_counts_packages(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text("django==5.2 \\\n    --hash=sha256:0\ncelery==5.7 \\\n    --hash=sha256:1\n")
    code = "import time; print('Collecting django', flush=True); time.sleep(5.5)"
    step = _step(tmp_path, code, "--packages", str(lock))
    assert "  Installing … 1 of 2 packages, 5 s\n" in step.stdout
