"""A partnership officer keeps the action plans."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Visitor

pytestmark = pytest.mark.journey

TOO_LONG = "Sheds, " * 40
ACTION = "4.6 <b>Sheds</b> & “bikes” 🚲"


def opens_cybercrime(officer: Visitor) -> None:
    officer.goes_to("Action plans")
    officer.follows("4. Cybercrime")
    officer.looks_at("Cybercrime")


def test_officer_adds_an_action_after_errors(visit: Callable[..., Visitor]) -> None:
    helen = visit()
    helen.play("Helen Marsh")
    opens_cybercrime(helen)
    helen.presses("Add an action")
    helen.looks_at("Add an action")

    helen.fills("Title", TOO_LONG)
    helen.fills("What will be done", "<script>alert('hello')</script> 🚲")
    helen.dates("Due on", "31 2 2023")
    helen.presses("Add the action")
    helen.looks_at("Add an action")
    helen.is_told(
        "Enter a title for the action of 200 characters or fewer",
        "Select a lead organisation",
        "31 February 2023 is not a date. Enter a real date, like 27 3 2023",
    )
    expect(helen.page.get_by_label("Title")).to_have_value(TOO_LONG)
    expect(helen.page.get_by_label("What will be done")).to_have_value(
        "<script>alert('hello')</script> 🚲"
    )

    helen.fills("Title", ACTION.removeprefix("4.6 "))
    helen.selects("Lead organisation", "Melton Borough Council")
    helen.dates("Due on", "28 Feb 2023")
    helen.presses("Add the action")
    helen.looks_at("Cybercrime")
    expect(helen.row(ACTION)).to_contain_text("<script>alert('hello')</script> 🚲")
    expect(helen.row(ACTION)).to_contain_text("28 February 2023")


def test_officer_moves_completes_cancels_and_takes_up_an_action(
    visit: Callable[..., Visitor],
) -> None:
    helen = visit()
    helen.play("Helen Marsh")
    opens_cybercrime(helen)
    row = helen.row("4.4 Check-ups for small businesses")

    row.get_by_role("link", name="Move the date").click()
    helen.dates("New due date", "31 January 2023")
    helen.presses("Move the date")
    helen.looks_at("Move the due date")
    helen.is_told("Enter why the date moves")
    helen.fills("Why does the date move?", "The trader’s fair is in January.")
    helen.presses("Move the date")
    helen.looks_at("Cybercrime")
    expect(row).to_contain_text("31 January 2023")
    expect(row).to_contain_text("Moved once, 46 days")

    row.get_by_role("link", name="Complete").click()
    helen.looks_at("Complete the action")
    helen.presses("Mark as complete")
    helen.looks_at("Cybercrime")
    expect(row).to_contain_text("Done 5 October 2022")

    row.get_by_role("link", name="Take up again").click()
    helen.looks_at("Take the action up again")
    helen.fills("Why is the action taken up again?", "Two shops asked for more.")
    helen.presses("Take it up again")
    expect(row).to_contain_text("In progress")

    row.get_by_role("link", name="Cancel").click()
    helen.looks_at("Cancel the action")
    helen.presses("Cancel the action")
    helen.is_told("Enter why the action is cancelled")
    helen.fills("Why is the action cancelled?", "The county does it for everybody.")
    helen.presses("Cancel the action")
    helen.looks_at("Cybercrime")
    expect(row).to_contain_text("Cancelled")
    for reason in ("The trader’s fair is in January.", "The county does it for everybody."):
        helen.sees(f"“{reason}”")


def test_two_officers_edit_one_plan(visit: Callable[..., Visitor]) -> None:
    helen, daniel = visit(), visit()
    for name, officer in (("Helen Marsh", helen), ("Daniel Okafor", daniel)):
        officer.play(name)
        opens_cybercrime(officer)
        officer.presses("Edit the plan")
        officer.looks_at("Edit the plan")

    helen.fills("Title", "Cybercrime and scams")
    helen.presses("Save the plan")
    helen.looks_at("Cybercrime and scams")

    daniel.fills("Title", "Crime on the internet")
    daniel.presses("Save the plan")
    daniel.looks_at("Somebody else saved first")
    daniel.sees("Cybercrime and scams")
    expect(daniel.page.get_by_role("textbox", name="Title")).to_have_value("Crime on the internet")
    daniel.presses("Save my text")
    daniel.looks_at("Crime on the internet")


def test_officer_finds_plans(visit: Callable[..., Visitor]) -> None:
    helen = visit()
    helen.play("Helen Marsh")
    helen.goes_to("Action plans")
    helen.sees("6 action plans")
    helen.fills("Plan or action", "speed watch")
    helen.presses("Show")
    helen.looks_at("Action plans")
    helen.sees("2 action plans")
    helen.follows("Clear filters")
    helen.follows("Closed plans of earlier years")
    helen.looks_at("Action plans")
    expect(helen.page.get_by_role("row").filter(has_text="Closed")).to_have_count(6)


def test_officer_filters_on_a_phone(visit: Callable[..., Visitor]) -> None:
    helen = visit(width=390)
    helen.play("Helen Marsh")
    helen.goes_to("Action plans")
    expect(helen.page.get_by_label("Late only")).to_be_hidden()
    helen.page.get_by_text("Filter or sort this list").click()
    helen.page.get_by_label("Late only").check()
    helen.presses("Show")
    helen.looks_at("Action plans")
    helen.sees("2 action plans")
    expect(helen.page.get_by_label("Late only")).to_be_checked()
