"""Workers that die while they make a pack's files, or race for it: each file is made once, none is lost."""

import json
import signal
from dataclasses import dataclass
from typing import Any

import pytest

from tests.faults.conftest import Processes
from tests.faults.deeds import STORIES, Deed

pytestmark = pytest.mark.faults

PACKS = STORIES[2]
AT_TEN = "2022-10-13T10:00:00+01:00"
WITHIN_THE_LEASE = "2022-10-13T10:01:00+01:00"
AFTER_THE_LEASE = "2022-10-13T10:03:00+01:00"
ALL = ["html", "pdf", "docx", "xlsx"]
KEEP = 'INSERT INTO "actionplans_packfile"'


@dataclass(frozen=True)
class Story:
    """Starts processes on a database of the test's own."""

    processes: Processes

    def start(self, *words: str) -> Deed:
        return self.processes.start(*words, story=PACKS)

    def tell(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.processes.do("tell", story=PACKS))
        return told


@pytest.fixture
def story(processes: Processes) -> Story:
    processes.do("make", story=PACKS)
    return Story(processes)


@pytest.mark.parametrize("count", ["1", "3"])
def test_a_killed_worker_loses_no_file_and_the_next_makes_what_is_missing(
    story: Story, count: str
) -> None:
    assert story.start("look", AT_TEN, KEEP, count).wait(120) == -signal.SIGKILL
    left = story.tell()
    assert (left["state"], list(left["files"])) == ("MAKING", ALL[: int(count) - 1])

    # Somebody may still be at it.
    assert story.start("look", WITHIN_THE_LEASE).wait(120) == 0
    assert story.tell() == left

    assert story.start("look", AFTER_THE_LEASE).wait(120) == 0
    whole = story.tell()
    assert (whole["state"], list(whole["files"])) == ("FROZEN", ALL)
    assert {kind: whole["files"][kind] for kind in left["files"]} == left["files"]
    assert story.start("look", AFTER_THE_LEASE).wait(120) == 0
    assert story.tell() == whole


def test_three_workers_at_once_make_a_pack_once(story: Story) -> None:
    workers = [story.start("look", AT_TEN) for _ in range(3)]
    assert [worker.wait(120) for worker in workers] == [0, 0, 0]
    whole = story.tell()
    assert (whole["state"], whole["tries"], list(whole["files"])) == ("FROZEN", 1, ALL)
