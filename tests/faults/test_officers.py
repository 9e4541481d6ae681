"""Two officers who press at the same moment: one does it, and the other is told who did."""

import json
from pathlib import Path

import pytest

from tests.faults.conftest import Processes
from tests.faults.deeds import STORIES

pytestmark = pytest.mark.faults

OFFICERS = STORIES[3]
NAMES = {"helen@example.org": "Helen Marsh", "daniel@example.org": "Daniel Okafor"}
NOTHING = {"handlings": 0, "repeats": 0, "decisions": 0, "requests": 0, "resumed": 0}


@pytest.fixture
def story(processes: Processes) -> Processes:
    processes.do("make", story=OFFICERS)
    return processes


@pytest.fixture
def hands(tmp_path: Path) -> Path:
    """A folder in which each officer says that they have their hand on the button."""
    folder = tmp_path / "hands"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("buttons", "once"),
    [
        (("again", "again"), {"handlings": 1, "repeats": 1}),
        (("handled", "handled"), {"handlings": 1}),
        (("accept", "correct"), {"decisions": 1}),
        (("correct", "correct"), {"decisions": 1}),
        (("ask", "ask"), {"requests": 1}),
        (("resume", "resume"), {"resumed": 1}),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_of_two_officers_one_does_it_and_the_other_is_told_who_did(
    story: Processes, hands: Path, buttons: tuple[str, str], once: dict[str, int]
) -> None:
    pressing = [
        story.start("press", button, who, str(hands), story=OFFICERS)
        for button, who in zip(buttons, NAMES, strict=True)
    ]
    assert [deed.wait(60) for deed in pressing] == [0, 0], [
        deed.output.read_text() for deed in pressing
    ]
    told = {
        who: json.loads(deed.output.read_text()) for who, deed in zip(NAMES, pressing, strict=True)
    }
    [first] = [who for who, words in told.items() if words == "done"]
    [second] = [words for words in told.values() if words != "done"]
    assert NAMES[first] in second
    assert json.loads(story.do("tell", story=OFFICERS)) == NOTHING | once


@pytest.mark.parametrize("buttons", [("again", "handled"), ("handled", "again")])
def test_two_officers_with_different_buttons_for_one_mail(
    story: Processes, hands: Path, buttons: tuple[str, str]
) -> None:
    pressing = [
        story.start("press", button, who, str(hands), story=OFFICERS)
        for button, who in zip(buttons, NAMES, strict=True)
    ]
    assert [deed.wait(60) for deed in pressing] == [0, 0]
    told = [json.loads(deed.output.read_text()) for deed in pressing]
    assert told.count("done") == 1
    assert json.loads(story.do("tell", story=OFFICERS))["handlings"] == 1
