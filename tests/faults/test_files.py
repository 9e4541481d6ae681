"""Workers that die while they load a file of answers, or race for it: all of it is loaded once, or nothing."""

import json
import signal
from dataclasses import dataclass
from typing import Any

import pytest

from tests.faults.conftest import Processes
from tests.faults.deeds import STORIES, Deed

pytestmark = pytest.mark.faults

FILES = STORIES[1]
AT_TEN = "2020-04-06T10:00:00+01:00"
WITHIN_THE_LEASE = "2020-04-06T10:01:00+01:00"
AFTER_THE_LEASE = "2020-04-06T10:03:00+01:00"
LOADED = {"state": "LOADED", "taken": 2500, "rows": 0, "responses": 2500, "answers": 10_000}


@dataclass(frozen=True)
class Story:
    """Starts processes on a database of the test's own."""

    processes: Processes

    def start(self, *words: str) -> Deed:
        return self.processes.start(*words, story=FILES)

    def tell(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.processes.do("tell", story=FILES))
        return told


@pytest.fixture
def story(processes: Processes) -> Story:
    processes.do("make", "2500", story=FILES)
    return Story(processes)


@pytest.mark.parametrize(
    ("statement", "count"),
    [
        ("SELECT", "6"),
        ('INSERT INTO "consultations_response" ', "2"),
        ('INSERT INTO "consultations_answer" ', "3"),
    ],
)
def test_a_killed_worker_leaves_nothing_and_the_next_look_loads_it_once(
    story: Story, statement: str, count: str
) -> None:
    assert story.start("look", AT_TEN, statement, count).wait(120) == -signal.SIGKILL
    left = story.tell()
    assert (left["state"], left["responses"], left["answers"]) == ("LOADING", 0, 0)
    assert left["rows"] == 2500

    # Somebody may still be at it.
    assert story.start("look", WITHIN_THE_LEASE).wait(120) == 0
    assert story.tell()["responses"] == 0

    assert story.start("look", AFTER_THE_LEASE).wait(120) == 0
    assert story.tell() == LOADED
    assert story.start("look", AFTER_THE_LEASE).wait(120) == 0
    assert story.tell() == LOADED


def test_three_workers_at_once_load_a_file_once(story: Story) -> None:
    workers = [story.start("look", AT_TEN) for _ in range(3)]
    assert [worker.wait(120) for worker in workers] == [0, 0, 0]
    assert story.tell() == LOADED
