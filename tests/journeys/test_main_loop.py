"""The whole loop: an owner is asked and answers, an officer accepts, the board sees it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Visitor

pytestmark = pytest.mark.journey

PHONE = 390
ASKED = "2 updates due by Monday 10 October: July to September 2022"


def gives_road_safety_to(officer: Visitor, owner: str) -> None:
    officer.play("Helen Marsh")
    officer.goes_to("Action plans")
    officer.follows("2. Road safety")
    officer.looks_at("Road safety")
    officer.sees("Nobody owns this plan")
    officer.follows("Give the plan to someone")
    officer.looks_at("Who owns this plan from now on?")
    officer.selects("New owner", owner)
    officer.presses("Change the owner")
    officer.looks_at("Road safety")
    officer.sees("Tom Ashby")


def answers_for_road_safety(owner: Visitor) -> None:
    owner.opens_the_link_in_the_mail()
    owner.looks_at("2 updates due by Monday 10 October")
    owner.follows("Road safety action plan")
    owner.looks_at("Road safety action plan")
    owner.presses("Send and go to the next")
    owner.looks_at("Road safety action plan")
    owner.is_told("Choose whether this plan will deliver what it set out to")
    expect(owner.page.get_by_role("radio", name="On track")).to_be_focused()
    owner.fills("What has changed, in a sentence or two", "All ten villages run.")
    owner.chooses("On track")
    owner.presses("Send and go to the next")


def test_main_loop(visit: Callable[..., Visitor]) -> None:
    officer, owner, board = visit(), visit(width=PHONE), visit()
    gives_road_safety_to(officer, "Tom Ashby")
    officer.lets_a_night_pass()

    owner.opens_mail("tom.ashby@example.org", ASKED)
    answers_for_road_safety(owner)
    owner.looks_at("1.4 Lighting survey of three parks")
    owner.page.get_by_label("Status").select_option(label="In progress")
    owner.page.locator("textarea").fill("Two of three parks are surveyed.")
    owner.presses(re.compile("^Send"))
    owner.looks_at("Thank you")

    board.play("Jean Aldridge")
    board.goes_to("Dashboard")
    board.sees("Awaiting the officer")

    officer.goes_to("My work")
    officer.sees("All ten villages run.")
    officer.follows("2. Road safety")
    officer.chooses("Accept it")
    officer.presses("Save the decision")

    board.goes_to("Dashboard")
    board.sees("1 at risk, 3 on track, 1 without an update since April, 1 not yet rated.")
    board.sees("3 of 6 answers are in, due Monday 10 October.")
    expect(board.row("2. Road safety")).to_contain_text("Better than July (at risk)")
    expect(board.row("2. Road safety")).to_contain_text("One action is 20 days late")
