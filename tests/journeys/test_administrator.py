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
    ruth.presses("Add the person")
    ruth.looks_at("Add a person")
    ruth.is_told("Enter another e-mail address: somebody is already listed with this one")
    ruth.fills("E-mail address", "zoe@example.org")
    ruth.presses("Add the person")
    ruth.looks_at("People")
    ruth.sees("18 people")

    ruth.follows("Zoë O’Neill-Štěpánková")
    ruth.looks_at("Zoë O’Neill-Štěpánková")
    ruth.presses("Edit")
    ruth.looks_at("Zoë O’Neill-Štěpánková")
    ruth.chooses("Board member")
    ruth.presses("Save")
    ruth.looks_at("Zoë O’Neill-Štěpánková")
    ruth.sees("Role: Action plan owner →")
    ruth.goes_to("People")
    expect(ruth.row("Zoë O’Neill-Štěpánková")).to_contain_text("Board member")


def test_administrator_lets_a_leaver_go(visit: Callable[..., Visitor]) -> None:
    """What somebody takes is theirs at once; what nobody takes shows as vacant wherever it stands."""
    martin, ruth = visit(), visit()
    martin.play("Martin Kew")
    ruth.play("Ruth Ellison")
    ruth.goes_to("People")
    ruth.follows("Martin Kew")
    ruth.follows("Martin Kew has left: say who takes their work")
    ruth.looks_at("Has Martin Kew left?")
    ruth.selects("1.5 Visits to tenants", "Joanne Peel")
    ruth.presses("Record that Martin Kew has left")
    ruth.looks_at("People")
    ruth.sees("Martin Kew can no longer sign in. 1 action is vacant now")
    expect(ruth.row("Martin Kew")).to_contain_text("Can’t sign in")

    martin.page.goto("/my-work/")
    martin.looks_at("Sign in")

    ruth.goes_to("Action plans")
    ruth.follows("1. Drug related crime")
    expect(ruth.row("1.5 Visits to tenants")).to_contain_text("Joanne Peel")
    ruth.sees("Lead person: Martin Kew, Neighbourhood Housing Manager")
    ruth.goes_to("My work")
    ruth.sees("The lead person has left, so only the plan’s owner is asked")
    ruth.follows("4.5 Digital champions in sheltered housing")
    expect(ruth.row("4.5 Digital champions")).to_contain_text("The lead person has left")


def test_administrator_takes_a_plans_owner_away_and_lets_them_back(
    visit: Callable[..., Visitor],
) -> None:
    ruth = visit()
    ruth.play("Ruth Ellison")
    ruth.goes_to("People")
    ruth.follows("Lorna Fisk")
    ruth.follows("Lorna Fisk has left: say who takes their work")
    ruth.looks_at("Has Lorna Fisk left?")
    ruth.presses("Record that Lorna Fisk has left")
    ruth.looks_at("People")
    ruth.goes_to("Dashboard")
    expect(ruth.row("5. Communication")).to_contain_text("No owner at present")
    ruth.goes_to("My work")
    expect(ruth.row("5. Communication")).to_contain_text("Nobody")
    ruth.sees("Nobody owns this plan, so nobody can be asked")

    ruth.goes_to("People")
    ruth.follows("Lorna Fisk")
    ruth.presses("Let Lorna Fisk sign in again")
    ruth.sees("Lorna Fisk can sign in again")
    ruth.goes_to("Action plans")
    ruth.follows("5. Communication")
    ruth.follows("Give the plan to someone")
    ruth.selects("New owner", "Lorna Fisk")
    ruth.presses("Change the owner")
    ruth.goes_to("Dashboard")
    expect(ruth.row("5. Communication")).to_contain_text("Partnerships Manager")
