"""Two officers keep a priority at the same time, and nothing of theirs is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Visitor

pytestmark = pytest.mark.journey

WANT = "What do we want to achieve?"
WHY = "Why has this priority been identified?"


def opens_violent_crime(officer: Visitor, name: str) -> None:
    officer.play(name)
    officer.goes_to("Priorities")
    officer.follows("3. Violent crime")
    officer.looks_at("Violent crime")
    officer.follows("Edit the priority")
    officer.looks_at("Edit the priority")


def test_two_officers_keep_one_priority(visit: Callable[..., Visitor]) -> None:
    helen, daniel = visit(), visit(width=390)
    opens_violent_crime(helen, "Helen Marsh")
    opens_violent_crime(daniel, "Daniel Okafor")

    helen.fills(WANT, "Fewer young people carry a knife.\n\n- talks in schools\n- mentors")
    helen.presses("Save the priority")
    helen.looks_at("Violent crime")
    expect(helen.page.get_by_role("listitem").filter(has_text="mentors").last).to_be_visible()

    daniel.fills(WANT, "Nobody carries a knife.")
    daniel.presses("Save the priority")
    daniel.looks_at("Somebody else saved first")
    daniel.sees("Fewer young people carry a knife.")
    expect(daniel.page.get_by_role("textbox", name=WANT)).to_have_value("Nobody carries a knife.")
    daniel.presses("Save my text")
    daniel.looks_at("Violent crime")
    daniel.sees("Nobody carries a knife.")

    daniel.follows("History")
    daniel.looks_at("History")
    daniel.sees("What we want to achieve was changed")
    daniel.sees("Helen Marsh")


def test_officer_keeps_the_reasons_of_a_priority(visit: Callable[..., Visitor]) -> None:
    helen = visit()
    opens_violent_crime(helen, "Helen Marsh")
    helen.follows("Reasons")
    helen.looks_at(WHY)
    helen.presses("Add a reason")
    helen.looks_at("Add a reason")
    helen.fills(WHY, "Young people put knives first.")
    helen.presses("Save the reason")
    helen.looks_at("Add a reason")
    helen.is_told("Select what kind of reason it is")
    helen.page.get_by_label("What people said").check()
    helen.presses("Save the reason")
    helen.looks_at(WHY)
    helen.sees("Young people put knives first.")
    helen.sees("No survey result stands behind it yet")

    last = helen.page.get_by_role("listitem").filter(has_text="Young people put knives first.")
    last.get_by_role("button", name="Move up").click()
    helen.looks_at(WHY)
    last.get_by_role("link", name="Take out").click()
    helen.looks_at("Take this reason out?")
    helen.presses("Take it out")
    helen.looks_at(WHY)
    helen.misses("Young people put knives first.")


def test_board_member_reads_how_our_priorities_and_the_countys_meet(
    visit: Callable[..., Visitor],
) -> None:
    jean = visit(width=390)
    jean.play("Jean Aldridge")
    jean.goes_to("Dashboard")
    jean.follows("How our priorities and the county’s meet")
    jean.looks_at("How our priorities and the county’s meet")
    jean.sees("led countywide")
    jean.follows("Our priorities and the pressures")
    jean.looks_at("Our priorities and the pressures")
    jean.sees("No priority meets this yet")
    jean.goes_to("Priorities")
    jean.follows("Read the working plan whole")
    jean.looks_at("The working plan")
    jean.misses("Take out")
