"""A partnership officer keeps what stands behind the plan: answers from a file, a measure, a reason that rests on a result."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Visitor

pytestmark = pytest.mark.journey

SURVEY = Path(__file__).parents[2] / "samples" / "resident-survey-2020.csv"
# The worker looks for files once a minute, or when it is told of one; then it loads a thousand answers.
LOOKS = 90
WHY = "Why has this priority been identified?"


def waits_until_it_is_loaded(officer: Visitor) -> None:
    """Look on while the page looks again by itself; a browser without scripts is asked to."""
    loaded = officer.page.get_by_text("Loaded", exact=True)
    for _look in range(0 if officer.has_scripts else LOOKS):
        if loaded.is_visible():
            break
        officer.page.wait_for_timeout(1_000)
        officer.page.reload()
    expect(loaded).to_be_visible(timeout=LOOKS * 1_000)


@pytest.mark.parametrize("scripts", [True, False])
def test_officer_loads_a_file_of_answers(visit: Callable[..., Visitor], scripts: bool) -> None:
    helen = visit(scripts=scripts)
    helen.play("Helen Marsh")
    helen.goes_to("Consultations")
    helen.presses("Add a consultation")
    helen.fills("Title", "The survey once more")
    helen.chooses("Survey")
    helen.dates("Opened on", "6 1 2020")
    helen.dates("Closed on", "31 5 2020")
    helen.presses("Add the consultation as a draft")
    helen.looks_at("The survey once more")

    helen.follows("Add a file of answers")
    helen.looks_at("Add a file of answers")
    helen.presses("Look at the file")
    helen.is_told("Choose the file with the answers")
    helen.page.get_by_label("File with the answers").set_input_files(SURVEY)
    helen.presses("Look at the file")
    helen.looks_at(SURVEY.name)
    helen.sees("1,043 answers of 1,043 rows can be loaded. Nothing is loaded yet.")
    expect(helen.page.get_by_role("region", name="Never kept")).to_contain_text("Email")

    # Who wants to hear of the results is nothing to count: that column is left out, and the page says so first.
    helen.selects(
        "What is “Would you like to hear about the results?” taken for?", "Leave this column out"
    )
    helen.presses("Load 1,043 answers")
    helen.looks_at(SURVEY.name)
    helen.presses("Load 1,043 answers")
    waits_until_it_is_loaded(helen)
    helen.looks_at(SURVEY.name)
    helen.sees("1,043 answers of 1,043 rows loaded by Helen Marsh")

    helen.follows("See the consultation with its answers")
    helen.looks_at("The survey once more")
    helen.follows("See what people answered")
    helen.looks_at("What people answered")
    helen.misses("Would you like to hear about the results?")
    expect(helen.row("Drug related crime")).to_contain_text("483 people")


def test_officer_defines_a_measure_and_records_what_it_reads(
    visit: Callable[..., Visitor],
) -> None:
    helen = visit()
    helen.play("Helen Marsh")
    helen.goes_to("Action plans")
    helen.follows("4. Cybercrime")
    helen.looks_at("Cybercrime")
    helen.follows("Define another measure")
    helen.looks_at("Define a measure")
    helen.fills("What is measured?", "Shops that keep copies")
    helen.chooses("Agreed")
    helen.fills("With whom was it agreed?", "The shops in the market place")
    helen.dates("When was it agreed?", "5 9 2022")
    helen.fills("What is counted", "shops")
    helen.presses("Add the measure")
    helen.looks_at("Define a measure")
    helen.is_told("Select which way is better")
    helen.chooses("More is better")
    helen.presses("Add the measure")
    helen.looks_at("Shops that keep copies")
    helen.sees("No reading yet.")

    helen.presses("Add a reading")
    helen.looks_at("Add a reading")
    # The quarter that has just ended is there to begin with.
    helen.page.get_by_label("The figure").fill("31")
    helen.fills("Of how many", "30")
    helen.fills("What lies behind it", "Nine shops came to the evening in August.")
    helen.presses("Record the reading")
    helen.looks_at("Add a reading")
    helen.is_told("The figure can’t be more than there are in all")
    helen.fills("Of how many", "40")
    helen.presses("Record the reading")
    helen.looks_at("Shops that keep copies")
    expect(helen.row("July to September 2022")).to_contain_text("31 of 40")
    helen.sees("Nine shops came to the evening in August.")

    helen.follows("Cybercrime")
    helen.looks_at("Cybercrime")
    measures = helen.page.get_by_role("region", name="Measures of success")
    expect(measures).to_contain_text("Shops that keep copies 31 of 40")


def test_officer_rests_a_reason_on_a_result(visit: Callable[..., Visitor]) -> None:
    helen = visit()
    helen.play("Helen Marsh")
    helen.goes_to("Priorities")
    helen.follows("4. Cybercrime")
    helen.looks_at("Cybercrime")
    helen.follows("Edit the priority")
    helen.follows("Reasons")
    helen.looks_at(WHY)
    helen.presses("Add a reason")
    helen.looks_at("Add a reason")
    helen.chooses("The law")
    helen.fills(WHY, "People are cheated on the telephone.")
    helen.selects("Which survey result does it rest on?", "Drug related crime is the first concern")
    helen.presses("Save the reason")
    helen.looks_at("Add a reason")
    helen.is_told("Only a reason from what people said rests on a survey result.")
    helen.page.get_by_label("What people said").check()
    helen.presses("Save the reason")
    helen.looks_at(WHY)
    helen.sees("Rests on the survey result “Drug related crime is the first concern")

    helen.page.goto("/priorities/cybercrime/")
    helen.looks_at("Cybercrime")
    helen.sees("People are cheated on the telephone.")
    helen.sees("Based on the survey result above")
    helen.page.goto("/consultations/findings/1/")
    helen.sees("People are cheated on the telephone.")
    helen.sees("A reason for Cybercrime")
