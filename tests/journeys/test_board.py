"""A board member reads, and is offered nothing to change."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Visitor

pytestmark = pytest.mark.journey

A4 = {"format": "A4"}
OFFICERS_WORDS = re.compile("^(Add|Edit|Change|Move|Complete|Cancel|Take up|Record|Accept|Give)")


def only_reads(board: Visitor, heading: str) -> None:
    board.looks_at(heading)
    main = board.page.get_by_role("main")
    for kind in ("link", "button"):
        expect(main.get_by_role(kind, name=OFFICERS_WORDS)).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 390])
def test_board_member_reads_everything(visit: Callable[..., Visitor], width: int) -> None:
    jean = visit(width=width)
    jean.play("Jean Aldridge")
    jean.sees("Thursday 20 October")
    jean.goes_to("Dashboard")
    only_reads(jean, "Dashboard")
    jean.follows("1. Drug related crime")
    only_reads(jean, "Drug related crime")
    jean.sees("Neighbourhood Inspector, Leicestershire Constabulary")
    jean.misses("Karen Doyle")
    jean.follows("July to September 2022")
    only_reads(jean, "Drug related crime")
    jean.misses("01632")
    jean.goes_to("Priorities")
    only_reads(jean, "Priorities")
    jean.follows("2. Road safety")
    only_reads(jean, "Road safety")
    jean.goes_to("Action plans")
    only_reads(jean, "Action plans")
    jean.goes_to("Reviews")
    only_reads(jean, "Reviews")


@pytest.mark.parametrize(
    ("address", "pages"), [("/dashboard/", 2), ("/priorities/road-safety/", 2)]
)
def test_board_member_prints(visit: Callable[..., Visitor], address: str, pages: int) -> None:
    jean = visit()
    jean.play("Jean Aldridge")
    jean.page.goto(address)
    jean.page.emulate_media(media="print")
    for screens_only in ("Demonstration", "Main", "Print this page"):
        expect(jean.page.get_by_label(screens_only)).to_be_hidden()
    expect(jean.page.get_by_role("heading", level=1)).to_be_visible()
    paper = jean.page.pdf(format="A4", print_background=False)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= pages
