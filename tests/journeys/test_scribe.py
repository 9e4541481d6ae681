"""A partnership officer types in what came on paper from a market stall, by keyboard alone."""

import csv
from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Visitor

pytestmark = pytest.mark.journey

STALL = "Stall at the Tuesday market"
WORRIES = ["Drugs", "Roads", "Knives", "Burglary", "Noise"]
FEELS = ["Very safe", "Fairly safe", "Not safe"]
# Where, age, worries, safety: as somebody reads them off twenty papers.
PAPERS = [
    *[("scribe v", "1", "1,2", "3")] * 5,
    *[("scribe v", "5", "2", "1")] * 8,
    *[("scribe t", "3", "1,3,5", "2")] * 6,
    ("", "", "4", ""),
]


def add_community(helen: Visitor, name: str, kind: str) -> None:
    helen.page.goto("/communities/add/")
    helen.looks_at("Add a community")
    helen.fills("Name", name)
    helen.chooses(kind)
    helen.presses("Add the community")
    helen.looks_at("Communities")


def add_question(helen: Visitor, text: str, kind: str, offered: list[str]) -> None:
    helen.follows("Add a question")
    helen.looks_at("Add a question")
    helen.page.get_by_label("Question", exact=True).fill(text)
    helen.chooses(kind)
    helen.fills("Answers to choose from", "\n".join(offered))
    helen.presses("Add the question")
    helen.looks_at(STALL)


def set_up_a_stall(helen: Visitor) -> None:
    add_community(helen, "Scribe Village", "Village")
    add_community(helen, "Scribe Town", "Ward")
    helen.goes_to("Consultations")
    helen.presses("Add a consultation")
    helen.looks_at("Add a consultation")
    helen.fills("Title", STALL)
    helen.chooses("Poll")
    helen.presses("Add the consultation as a draft")
    helen.looks_at(STALL)
    add_question(helen, "What worries you?", "Several options", WORRIES)
    add_question(helen, "How safe do you feel?", "A scale, in the order of its options", FEELS)
    helen.presses("Open it")
    helen.looks_at("Open the consultation?")
    helen.presses("Open the consultation")
    helen.looks_at(STALL)


def type_paper(helen: Visitor, *boxes: str) -> None:
    """From the first box to the last with the Tab key, and Enter."""
    keyboard = helen.page.keyboard
    for place, typed in enumerate(boxes):
        if place:
            keyboard.press("Tab")
        keyboard.type(typed)
    keyboard.press("Enter")


def expect_the_next_paper(helen: Visitor, number: int) -> None:
    expect(helen.page.get_by_role("status")).to_contain_text(f"Paper {number} saved:")
    expect(helen.page.get_by_label("Where the person lives")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False])
def test_officer_types_in_twenty_papers_by_keyboard(
    visit: Callable[..., Visitor], scripts: bool
) -> None:
    helen = visit(scripts=scripts)
    helen.play("Helen Marsh")
    set_up_a_stall(helen)
    helen.presses("Type in paper answers")
    helen.looks_at("Type in paper answers")
    # The first paper has its day typed in; the others keep it.
    helen.page.get_by_label("Day").focus()
    keyboard = helen.page.keyboard
    for part in ("5", "10", "2022"):
        keyboard.type(part)
        keyboard.press("Tab")

    for number, boxes in enumerate(PAPERS, start=1):
        type_paper(helen, *boxes)
        if number == len(PAPERS) // 2:
            keyboard.press("Enter")
        expect_the_next_paper(helen, number)
    helen.looks_at("Type in paper answers")
    helen.sees("20 papers typed in by you today")
    # A tab or an Enter after each box: what a practised hand types in five or six seconds.
    assert max(sum(map(len, boxes)) + len(boxes) for boxes in PAPERS) <= 19

    helen.follows("All answers")
    helen.looks_at("Answers")
    helen.sees("20 answers")
    exported = helen.page.request.get(f"{helen.page.url}?export=csv").text().removeprefix("\ufeff")
    rows = list(csv.DictReader(exported.splitlines()))
    worries = Counter(one for row in rows for one in row["1. What worries you?"].split("; ") if one)
    assert worries == {"Roads": 13, "Drugs": 11, "Knives": 6, "Noise": 6, "Burglary": 1}
    assert Counter(row["2. How safe do you feel?"] for row in rows) == {
        "Very safe": 8,
        "Fairly safe": 6,
        "Not safe": 5,
        "": 1,
    }
    assert Counter(row["Place"] for row in rows) == {
        "Scribe Village": 13,
        "Scribe Town": 6,
        "Not said": 1,
    }
    assert Counter(row["Age"] for row in rows) == {
        "65 and over": 8,
        "25 to 44": 6,
        "Under 18": 5,
        "Prefer not to say": 1,
    }
    assert {row["Answered on"] for row in rows} == {"2022-10-05"}


def test_officer_puts_a_paper_right(visit: Callable[..., Visitor]) -> None:
    helen = visit()
    helen.play("Helen Marsh")
    set_up_a_stall(helen)
    helen.presses("Type in paper answers")
    helen.dates("Filled in on", "5 10 2022")
    helen.page.get_by_label("Where the person lives").focus()

    type_paper(helen, "scribe", "9", "1,6", "2")
    helen.looks_at("Type in paper answers")
    helen.is_told(
        "Type more of it: “scribe” may be Scribe Town or Scribe Village",
        "Age: “9” is not one of them. Enter a number from 1 to 6",
        "Question 1: “6” is not one of them. Enter numbers from 1 to 5, with commas between",
    )
    expect(helen.page.get_by_label("1. What worries you?")).to_have_value("1,6")
    helen.fills("Where the person lives", "scribe t")
    helen.fills("Age", "2")
    helen.fills("1. What worries you?", "1,5")
    helen.page.keyboard.press("Enter")
    expect_the_next_paper(helen, 1)

    helen.follows("Correct it")
    helen.looks_at("Correct a paper")
    expect(helen.page.get_by_label("Where the person lives")).to_have_value("Scribe Town")
    helen.fills("1. What worries you?", "4")
    helen.presses("Save the paper")
    helen.looks_at("Type in paper answers")
    expect(helen.row("Paper 1")).to_contain_text("1. Burglary")
    helen.row("Paper 1").get_by_role("link", name="Delete").click()
    helen.looks_at("Delete the paper?")
    helen.presses("Delete the paper")
    helen.looks_at("Type in paper answers")
    helen.sees("0 papers in all")
