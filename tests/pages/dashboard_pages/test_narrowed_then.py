"""The dashboard of an earlier day, narrowed by who led what and where as it was known then."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from actionplans.models import Action, ActionPlan
from actionplans.services.actions import add_action, edit_action
from actionplans.services.plans import assign_owner
from consultations.models import Community
from partners.models import Partner, User
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommunityFactory,
    PartnerFactory,
    UserFactory,
    officer,
)
from tests.pages.known_yesterday import NOW

pytestmark = pytest.mark.django_db

# Each side of the end of 4 October in London.
LAST, NEXT = (
    datetime(2022, 10, 4, 22, 59, 59, tzinfo=UTC),
    datetime(2022, 10, 4, 23, 0, tzinfo=UTC),
)
THEN = "2022-10-04"


@dataclass(frozen=True)
class Cast:
    helen: User
    county: Partner
    police: Partner
    plan: ActionPlan
    action: Action
    here: Community
    there: Community


@pytest.fixture
def cast() -> Cast:
    """The county's plan with one action, which the county leads in Asfordby."""
    county, police = PartnerFactory.create(name="County"), PartnerFactory.create(name="Police")
    plan = ActionPlanFactory.create(title="Road safety", owner=UserFactory.create(partner=county))
    action = ActionFactory.create(plan=plan, lead_partner=county)
    here, there = (CommunityFactory.create(name=name) for name in ("Asfordby", "Wymondham"))
    action.communities.add(here)
    return Cast(officer(), county, police, plan, action, here, there)


def titles(client: Client, **asked: Any) -> list[str]:
    page = client.get("/dashboard/", asked).context["page"]
    return [row.standing.plan.title for row in page.rows]


def offered(client: Client, name: str, **asked: Any) -> list[str]:
    page = client.get("/dashboard/", asked).context["page"]
    return [words for _, words in page.form.fields[name].choices]


@pytest.mark.parametrize(("at", "is_known"), [(LAST, True), (NEXT, False)])
def test_lead_of_an_action_is_who_led_it_then(
    client: Client, jean: User, cast: Cast, at: datetime, is_known: bool
) -> None:
    edit_action(action=cast.action, values={"lead_partner": cast.police}, by=cast.helen, now=at)
    assert titles(client, lead=cast.police.pk) == ["Road safety"]
    assert titles(client, on=THEN, lead=cast.police.pk) == (["Road safety"] if is_known else [])
    led = ["All organisations", "County (1)"] + (["Police (1)"] if is_known else [])
    assert offered(client, "lead", on=THEN) == led


@pytest.mark.parametrize(("at", "is_known"), [(LAST, True), (NEXT, False)])
def test_place_of_an_action_is_where_it_was_then(
    client: Client, jean: User, cast: Cast, at: datetime, is_known: bool
) -> None:
    edit_action(action=cast.action, values={"communities": [cast.there]}, by=cast.helen, now=at)
    assert titles(client, place=cast.there.pk) == ["Road safety"]
    assert titles(client, on=THEN, place=cast.there.pk) == (["Road safety"] if is_known else [])
    assert titles(client, on=THEN, place=cast.here.pk) == ([] if is_known else ["Road safety"])
    assert offered(client, "place", on=THEN) == [
        "Everywhere",
        "Wymondham (1)" if is_known else "Asfordby (1)",
    ]


def test_several_changes_are_all_put_back(client: Client, jean: User, cast: Cast) -> None:
    both, none = [cast.here, cast.there], list[Community]()
    edit_action(action=cast.action, values={"communities": both}, by=cast.helen, now=LAST)
    edit_action(action=cast.action, values={"communities": none}, by=cast.helen, now=NEXT)
    edit_action(action=cast.action, values={"communities": [cast.here]}, by=cast.helen, now=NOW)
    assert offered(client, "place", on=THEN) == ["Everywhere", "Asfordby (1)", "Wymondham (1)"]
    assert offered(client, "place") == ["Everywhere", "Asfordby (1)"]


@pytest.mark.parametrize(("at", "is_known"), [(LAST, True), (NEXT, False)])
def test_action_counts_from_the_day_on_which_it_was_added(
    client: Client, jean: User, cast: Cast, at: datetime, is_known: bool
) -> None:
    values = {"title": "Signs", "lead_partner": cast.police, "communities": [cast.there]}
    add_action(plan=cast.plan, values=values, due_on=NOW.date(), by=cast.helen, now=at)
    assert titles(client, on=THEN, lead=cast.police.pk) == (["Road safety"] if is_known else [])
    assert titles(client, on=THEN, place=cast.there.pk) == (["Road safety"] if is_known else [])


def test_owner_counts_with_the_organisation_of_who_it_was_then(
    client: Client, jean: User, cast: Cast
) -> None:
    new = UserFactory.create(partner=cast.police)
    assign_owner(plan=cast.plan, owner=new, by=cast.helen, now=NOW)
    assert titles(client, on=THEN, lead=cast.police.pk) == []
    assert titles(client, on=THEN, lead=cast.county.pk) == ["Road safety"]


def test_organisation_is_found_under_the_name_that_it_had(
    client: Client, jean: User, cast: Cast
) -> None:
    edit_action(action=cast.action, values={"lead_partner": cast.police}, by=cast.helen, now=NEXT)
    ActionPlan.objects.update(owner=None)
    cast.county.name = "County and city"
    cast.county.save()
    assert offered(client, "lead", on=THEN) == ["All organisations", "County and city (1)"]


def test_sentence_and_links_of_an_earlier_day_are_narrowed_too(
    client: Client, jean: User, cast: Cast
) -> None:
    ActionPlanFactory.create(title="Crime")
    page = client.get("/dashboard/", {"on": THEN, "lead": f"{cast.county.pk}"}).context["page"]
    assert [one.words for one in page.shares] == ["1 not yet rated"]
    assert page.clear == f"/dashboard/?on={THEN}"
    assert page.kept == [("on", THEN), ("lead", str(cast.county.pk))]
    assert titles(client, on=THEN) != ["Road safety"]
