"""An action plan owner signs in by the code in the mail."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Visitor

pytestmark = pytest.mark.journey

CODE = "Your code for the Safer Melton portal"
CHANGED = "What has changed, in a sentence or two"


def signs_in(owner: Visitor, address: str) -> None:
    owner.page.goto("/accounts/login/")
    owner.fills("E-mail address", address)
    owner.presses("Send me a code")
    owner.looks_at("Enter the code from our e-mail")
    here = owner.page.url
    owner.opens_mail(address, CODE)
    code = re.search(r"\b\d{4}-\d{4}\b", owner.page.get_by_role("main").inner_text())
    assert code is not None
    owner.page.goto(here)
    owner.page.get_by_label("Code").fill(code[0])
    owner.presses("Sign in")
    owner.looks_at("My work")


def test_owner_signs_in_and_answers(visit: Callable[..., Visitor]) -> None:
    lorna = visit()
    signs_in(lorna, "lorna.fisk@example.org")
    lorna.sees("1 update waits for your answer")
    lorna.follows("Communication and engagement action plan")
    lorna.looks_at("Communication and engagement")
    lorna.chooses("On track")
    lorna.fills(CHANGED, "Seventeen events so far.")
    lorna.presses("Send")
    lorna.looks_at("Communication and engagement")
    lorna.sees("Seventeen events so far.")
    lorna.goes_to("My work")
    lorna.misses("waits for your answer")


def test_owner_who_was_signed_out_keeps_the_text(visit: Callable[..., Visitor]) -> None:
    lorna = visit(width=390)
    signs_in(lorna, "lorna.fisk@example.org")
    lorna.follows("Communication and engagement action plan")
    lorna.chooses("At risk")
    lorna.fills(CHANGED, "The hall in Bottesford has closed.\n<b>No other</b> until May.")
    other = lorna.page.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="Sign out").click()
    expect(other.get_by_role("heading", level=1)).to_have_text(
        "A safer Borough of Melton, together"
    )

    lorna.presses("Send")
    lorna.looks_at("You have been signed out")
    kept = lorna.page.get_by_label(CHANGED)
    expect(kept).to_have_value("The hall in Bottesford has closed.\n<b>No other</b> until May.")
    with lorna.page.context.expect_page() as opened:
        lorna.follows(re.compile("^Sign in"))
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Sign in")
