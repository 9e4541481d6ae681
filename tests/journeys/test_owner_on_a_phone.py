"""An action plan owner answers from the mail's link, on a phone between two meetings."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.people import Visitor

pytestmark = pytest.mark.journey

PHONE = 390
DUE = "1 update due by Monday 10 October"
CHANGED = "What has changed, in a sentence or two"
NO_RATING = "Choose whether this plan will deliver what it set out to"
NOBODYS_LINK = "This link doesn’t open anything"
TABS = 60


def opens_the_link_to(owner: Visitor, address: str) -> None:
    owner.lets_a_night_pass()
    owner.opens_mail(address, f"{DUE}: July to September 2022")
    owner.opens_the_link_in_the_mail()
    owner.looks_at(DUE)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_owner_answers_and_corrects_it(visit: Callable[..., Visitor], scripts: bool) -> None:
    lorna = visit(width=PHONE, scripts=scripts)
    opens_the_link_to(lorna, "lorna.fisk@example.org")
    lorna.follows("Communication and engagement action plan")
    lorna.looks_at("Communication and engagement action plan")
    lorna.fills(CHANGED, "Seventeen events so far.")
    lorna.presses("Send")
    lorna.looks_at("Communication and engagement action plan")
    lorna.is_told(NO_RATING)
    expect(lorna.page.get_by_label(CHANGED)).to_have_value("Seventeen events so far.")
    lorna.chooses("Nothing has changed since July")
    lorna.presses("Send")
    lorna.looks_at("Thank you")
    lorna.sees("On track")

    lorna.follows("Correct it")
    lorna.looks_at("Communication and engagement action plan")
    lorna.chooses("At risk")
    lorna.fills(CHANGED, "The hall in Bottesford has closed.")
    lorna.presses("Send")
    lorna.looks_at("Thank you")
    lorna.sees("At risk")


def test_owner_says_that_it_is_not_theirs(visit: Callable[..., Visitor]) -> None:
    simon, helen = visit(width=PHONE), visit()
    opens_the_link_to(simon, "simon.reeve@example.org")
    simon.follows("Violent crime action plan")
    simon.follows("This isn’t mine")
    simon.looks_at("This isn’t mine")
    simon.presses("Tell the partnership team")
    simon.is_told("Say who should be asked, or that you don’t know")
    simon.fills("Who should we ask instead?", "I moved in June: the new inspector.")
    simon.presses("Tell the partnership team")
    simon.looks_at(DUE)
    simon.sees("You told us that this isn’t yours.")

    helen.play("Helen Marsh")
    helen.sees("Simon Reeve says this isn’t theirs")
    helen.sees("I moved in June: the new inspector.")


def test_owner_answers_with_the_keyboard_alone(visit: Callable[..., Visitor]) -> None:
    lorna = visit()
    opens_the_link_to(lorna, "lorna.fisk@example.org")
    page = lorna.page
    tabs_to(lorna, page.get_by_role("link", name="Communication and engagement action plan"))
    page.keyboard.press("Enter")
    lorna.looks_at("Communication and engagement action plan")
    tabs_to(lorna, page.get_by_role("radio", name="On track"))
    page.keyboard.press("ArrowDown")
    tabs_to(lorna, page.get_by_label(CHANGED))
    page.keyboard.type("The hall in Bottesford has closed.")
    tabs_to(lorna, page.get_by_label("Ask the partnership team for help"))
    page.keyboard.press("Space")
    tabs_to(lorna, page.get_by_role("button", name="Send"))
    page.keyboard.press("Enter")
    lorna.looks_at("Thank you")
    lorna.sees("At risk")


def tabs_to(visitor: Visitor, wanted: Locator) -> None:
    """Press Tab until something has the focus, and see that it shows."""
    for _press in range(TABS):
        visitor.page.keyboard.press("Tab")
        if wanted.evaluate("wanted => wanted === document.activeElement"):
            break
    expect(wanted).to_be_focused()


def test_a_link_that_was_changed_opens_nothing(visit: Callable[..., Visitor]) -> None:
    lorna = visit(width=PHONE)
    opens_the_link_to(lorna, "lorna.fisk@example.org")
    home = lorna.page.url
    for address in (f"{home[:-2]}x/", f"{home}999/", f"{home}actions/1/", "/r/", "/r/x/y/z/"):
        lorna.page.goto(address)
        lorna.looks_at(re.compile(f"{NOBODYS_LINK}|Page not found"))
        lorna.misses("Lorna")
