"""The worker and its beat, as a supervisor would start them, but looking every second."""

import sys

from tests.faults.conftest import Processes

_CELERY = (sys.executable, "-m", "celery", "-A", "tests.faults.quick_schedule")


def start_workers(processes: Processes, *, at_once: int = 1, beats: int = 1) -> int:
    """A worker with so many hands, and its beats, as one group of processes; its number."""
    pool = ("--pool=prefork", f"--concurrency={at_once}") if at_once > 1 else ("--pool=solo",)
    worker = processes.run_beside(*_CELERY, "worker", "-l", "error", *pool, group=0)
    for number in range(beats):
        schedule = processes.folder / f"schedule-{worker.pid}-{number}"
        pid_file = ("--pidfile=", f"--schedule={schedule}")
        processes.run_beside(*_CELERY, "beat", "-l", "error", *pid_file, group=worker.pid)
    return worker.pid
