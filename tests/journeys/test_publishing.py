"""An officer publishes the plan, and a resident finds their village in it."""

from collections.abc import Callable

import pytest

from tests.journeys.people import Visitor

pytestmark = pytest.mark.journey

VILLAGE = "Little Example"


def publishes(helen: Visitor) -> None:
    """Add a village, make a draft, read it, publish it."""
    helen.play("Helen Marsh")
    helen.page.goto("/communities/add/")
    helen.fills("Name", VILLAGE)
    helen.chooses("Village")
    helen.presses("Add the community")
    helen.goes_to("Editions")
    helen.presses("Make a draft")
    helen.looks_at("Make a draft of the next edition")
    helen.presses("Make the draft")
    helen.looks_at("Community safety plan")
    helen.follows("Road safety")
    helen.page.get_by_role("navigation", name="Main").get_by_role("link", name="Places").click()
    helen.looks_at("What is happening where you live")
    helen.follows(VILLAGE)
    helen.looks_at(VILLAGE)
    helen.page.get_by_label("Preview").get_by_role("link", name="Publish it").click()
    helen.looks_at("Publish this edition?")
    helen.sees("5 priorities")
    helen.presses("Publish it")
    helen.looks_at("Editions")
    helen.sees("is published: everybody can read it now")


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, True), (390, False)])
def test_resident_finds_a_village_in_what_the_officer_published(
    visit: Callable[..., Visitor], width: int, *, scripts: bool
) -> None:
    publishes(visit())
    resident = visit(width=width, scripts=scripts)
    resident.page.goto("/")
    resident.looks_at("A safer Borough of Melton, together")
    resident.sees("What we put first, 2021 to 2024")
    resident.selects("Your town, village or group", VILLAGE)
    resident.presses("Show what is happening")
    resident.looks_at(VILLAGE)
    resident.sees(f"Nothing is planned in {VILLAGE} alone yet")
    resident.follows("Road safety")
    resident.looks_at("Road safety")
    resident.sees("Why this is a priority")
    resident.sees("Led by Leicestershire County Council")
    resident.misses("Tom Ashby")
    for link, heading in (
        ("The plan", "Community safety plan"),
        ("Places", "What is happening where you live"),
        ("Who we are", "Who we are"),
        ("Contact", "How to reach us"),
    ):
        nav = resident.page.get_by_role("navigation", name="Main")
        nav.get_by_role("link", name=link).click()
        resident.looks_at(heading)
    for link, heading in (
        ("Accessibility", "Accessibility statement"),
        ("Privacy", "Privacy"),
        ("Cookies", "Cookies"),
    ):
        resident.page.get_by_role("contentinfo").get_by_role("link", name=link).click()
        resident.looks_at(heading)
    resident.page.goto("/plan/no-such-priority/")
    resident.looks_at("Page not found")
    resident.follows("what is happening where you live")
    resident.looks_at("What is happening where you live")
