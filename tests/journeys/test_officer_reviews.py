"""A partnership officer brings answers in, and decides on them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Visitor

pytestmark = pytest.mark.journey

ASKED = "A question about your update: July to September 2022"
REASON = "Which two schools, and what could the board offer them?"


def decides_on_drugs(officer: Visitor) -> None:
    officer.play("Helen Marsh")
    officer.follows("1. Drug related crime")
    officer.looks_at("Drug related crime")


def test_officer_records_what_was_said_on_the_telephone(visit: Callable[..., Visitor]) -> None:
    helen = visit()
    helen.play("Helen Marsh")
    helen.row("3. Violent crime").get_by_role("link", name="Record an answer").click()
    helen.looks_at("Record an answer for Violent crime")
    helen.fills("What has changed, in a sentence or two", "Two mentors have left.")
    helen.presses("Send")
    helen.is_told(
        "Select how the answer came",
        "Select who gave the answer",
        "Choose whether this plan will deliver what it set out to",
    )
    helen.chooses("By telephone")
    helen.chooses("Simon Reeve, Violence Reduction Lead, Leicestershire Constabulary")
    helen.chooses("Off track")
    helen.presses("Send")
    helen.looks_at("Violent crime")
    helen.sees("Two mentors have left.")
    helen.sees("for Simon Reeve · by telephone")


def test_officer_returns_an_answer_and_its_owner_is_told(visit: Callable[..., Visitor]) -> None:
    helen, karen = visit(), visit()
    decides_on_drugs(helen)
    helen.chooses("Return it to the owner")
    helen.presses("Save the decision")
    helen.is_told("Say why you return it, so that the owner knows what to do")
    helen.fills("Why, in words for the owner", REASON)
    helen.presses("Save the decision")
    helen.looks_at("Drug related crime")
    helen.sees("Returned to the owner")

    karen.play("Karen Doyle")
    karen.sees("returned by the partnership team")
    karen.follows("Drug related crime action plan")
    karen.looks_at("Drug related crime")
    karen.sees(REASON)

    karen.lets_a_night_pass()
    karen.opens_mail("karen.doyle@example.org", ASKED)
    karen.sees(REASON)
    karen.opens_the_link_in_the_mail()
    karen.looks_at("1 update due by Monday 10 October")


def test_officer_corrects_a_rating(visit: Callable[..., Visitor]) -> None:
    helen, jean = visit(), visit()
    decides_on_drugs(helen)
    expect(helen.page.get_by_label("Off track")).to_be_hidden()
    helen.chooses("Correct the rating")
    helen.chooses("Off track")
    helen.fills("Why, in words for the owner", "Two of three schools have stopped.")
    helen.presses("Save the decision")
    helen.looks_at("Drug related crime")
    helen.sees("Two of three schools have stopped.")

    jean.play("Jean Aldridge")
    jean.goes_to("Dashboard")
    expect(jean.row("1. Drug related crime")).to_contain_text("Off track")


def test_officer_moves_a_rounds_dates(visit: Callable[..., Visitor]) -> None:
    helen = visit()
    helen.play("Helen Marsh")
    helen.page.get_by_role("link", name="Rounds", exact=True).click()
    helen.looks_at("Reporting rounds")
    helen.follows("July to September 2022")
    helen.looks_at("July to September 2022")
    helen.presses("Move its dates")
    helen.looks_at("July to September 2022")
    helen.dates("Answers due on", "8 10 2022")
    helen.presses("Show the new days")
    helen.looks_at("July to September 2022")
    helen.is_told(re.compile("Saturday 8 October"))
    helen.dates("Answers due on", "12 10 2022")
    helen.presses("Show the new days")
    helen.sees("Nothing is saved yet.")
    helen.presses("Save these days")
    helen.looks_at("July to September 2022")
    helen.sees("Answers due: 10 October 2022")
    helen.goes_to("My work")
    helen.sees("Answers are due Wednesday 12 October")
