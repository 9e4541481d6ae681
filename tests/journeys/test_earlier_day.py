"""A board member looks at the position on an earlier day, and at what was known of a plan by then."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Visitor

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("width", [1280, 390])
def test_board_member_looks_at_an_earlier_day(visit: Callable[..., Visitor], width: int) -> None:
    jean = visit(width=width)
    jean.play("Jean Aldridge")
    jean.goes_to("Dashboard")
    jean.dates("Show the position on an earlier date", "6 10 2023")
    jean.presses("Show that day")
    jean.sees("6 October 2023 is still to come")
    jean.dates("Show the position on an earlier date", "7 7 2022")
    jean.presses("Show that day")
    jean.looks_at("Dashboard")
    expect(jean.page).to_have_url(re.compile(r"/dashboard/\?on=2022-07-07$"))
    band = "What was known at the end of 7 July 2022."
    expect(jean.page.get_by_role("note")).to_contain_text(band)
    jean.sees("1 at risk, 3 on track, 1 without an update since April.")
    jean.page.goto("/dashboard/?on=2022-07-07&year=2022%2F23")
    expect(jean.page.get_by_role("note")).to_contain_text(band)
    jean.follows(re.compile(r"^\d+\. Drug related crime$"))
    jean.looks_at("History of “Drug related crime”")
    expect(jean.page.get_by_role("note")).to_contain_text("by the end of 7 July 2022.")
    jean.sees("Answer for April to June 2022")
    jean.misses("Answer for July to September 2022")
    jean.page.get_by_role("note").get_by_role("link", name="All of the history").click()
    expect(jean.page.get_by_role("note")).to_have_count(0)
    jean.sees("Answer for July to September 2022")
