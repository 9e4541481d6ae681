"""Somebody whom the partnership does not know."""

from collections.abc import Callable

import pytest

from tests.journeys.people import Visitor

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("width", [1280, 390])
def test_stranger_finds_the_door_and_no_more(visit: Callable[..., Visitor], width: int) -> None:
    stranger = visit(width=width)
    stranger.page.goto("/")
    stranger.looks_at("A safer Borough of Melton, together")
    stranger.page.get_by_role("link", name="Sign in for partners").click()
    stranger.looks_at("Sign in")
    stranger.presses("Send me a code")
    stranger.is_told("Enter your e-mail address")
    stranger.fills("E-mail address", "nobody@example.org")
    stranger.presses("Send me a code")
    stranger.looks_at("Enter the code from our e-mail")
    stranger.sees("If the partnership knows nobody@example.org")
    stranger.page.get_by_label("Code").fill("1234-5678")
    stranger.presses("Sign in")
    stranger.looks_at("Enter the code from our e-mail")

    stranger.opens_mail("nobody@example.org", "Signing in to the Safer Melton portal")
    stranger.sees("The portal does not know the address, so there is no code.")


def test_stranger_at_a_page_that_is_not_there(visit: Callable[..., Visitor]) -> None:
    stranger = visit(width=390)
    stranger.page.goto("/no-such-page/")
    stranger.looks_at("Page not found")
    stranger.follows("Go to the portal’s first page")
    stranger.looks_at("A safer Borough of Melton, together")
    stranger.page.goto("/dashboard/")
    stranger.looks_at("Sign in")
