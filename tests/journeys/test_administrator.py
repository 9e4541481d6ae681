"""An administrator keeps who may come in."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Visitor

pytestmark = pytest.mark.journey


def test_administrator_adds_a_person_and_changes_a_role(visit: Callable[..., Visitor]) -> None:
    ruth = visit()
    ruth.play("Ruth Ellison")
    ruth.goes_to("People")
    ruth.sees("17 people")
    ruth.presses("Add a person")
    ruth.looks_at("Add a person")
    ruth.fills("Full name", "Zoë O’Neill-Štěpánková")
    ruth.fills("E-mail address", "Helen.Marsh@Example.org")
    ruth.fills("Post", "Parish Councillor")
    ruth.selects("Organisation", "Melton Parish Councils")
    ruth.chooses("Action plan owner")
    ruth.presses("Add this person")
    ruth.looks_at("Add a person")
    ruth.is_told("Enter another e-mail address: somebody is already listed with this one")
    ruth.fills("E-mail address", "zoe@example.org")
    ruth.presses("Add this person")
    ruth.looks_at("People")
    ruth.sees("18 people")

    ruth.follows("Zoë O’Neill-Štěpánková")
    ruth.looks_at("Zoë O’Neill-Štěpánková")
    ruth.chooses("Board member")
    ruth.presses("Save")
    ruth.looks_at("People")
    expect(ruth.row("Zoë O’Neill-Štěpánková")).to_contain_text("Board member")


def test_administrator_takes_away_a_plans_owner_and_gives_them_back(
    visit: Callable[..., Visitor],
) -> None:
    ruth = visit()
    ruth.play("Ruth Ellison")
    ruth.goes_to("People")
    ruth.follows("Lorna Fisk")
    ruth.follows("Lorna Fisk has left: stop them signing in")
    ruth.looks_at("Stop Lorna Fisk signing in?")
    ruth.presses("Stop them signing in")
    ruth.looks_at("People")
    expect(ruth.row("Lorna Fisk")).to_contain_text("Can’t sign in")
    ruth.goes_to("Dashboard")
    expect(ruth.row("5. Communication")).to_contain_text("No owner at present")
    ruth.goes_to("My work")
    expect(ruth.row("5. Communication")).to_contain_text("Nobody")
    ruth.sees("Nobody owns this plan, so nobody can be asked")

    ruth.goes_to("People")
    ruth.follows("Lorna Fisk")
    ruth.presses("Let Lorna Fisk sign in again")
    ruth.goes_to("Dashboard")
    expect(ruth.row("5. Communication")).to_contain_text("Partnerships Manager")
