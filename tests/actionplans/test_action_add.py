"""Adding an action: what is saved, and what is said when it can't be."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from actionplans.models import Action, PlanEvent
from consultations.models import Community
from partners.models import User
from tests.actionplans.plan_cast import action_form, in_parts, refused
from tests.factories import (
    ActionFactory,
    PartnerFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def add(client: Client, action: Action, **changes: Any) -> Any:
    """Send the form of a new action in the plan of this one."""
    form = action_form(action, reference="2.2", title="Parking", **in_parts("due_on", 30, 12, 2022))
    return client.post(f"/action-plans/{action.plan_id}/actions/add/", form | changes)


def test_action_add_puts_it_into_the_plan(client: Client, helen: User, action: Action) -> None:
    village = Community.objects.create(name="Asfordby", kind="VILLAGE", is_rural=True)
    ann, county = UserFactory.create(), PartnerFactory.create()
    response = add(
        client,
        action,
        lead_person=ann.pk,
        supporting_partners=[county.pk],
        communities=[village.pk],
        success_measure="Agreed by June",
        **in_parts("starts_on", 1, 9, 2022),
    )
    assert response.headers["Location"] == f"/action-plans/{action.plan_id}/"
    new = Action.objects.get(reference="2.2")
    assert (new.title, new.due_on, new.original_due_on, new.starts_on) == (
        "Parking",
        date(2022, 12, 30),
        date(2022, 12, 30),
        date(2022, 9, 1),
    )
    assert (new.lead_person, list(new.supporting_partners.all())) == (ann, [county])
    assert list(new.communities.all()) == [village]
    event = new.events.get()
    assert (event.kind, event.new, event.by) == ("ACTION_ADDED", "2.2 Parking", helen)


def test_action_add_proposes_the_next_reference(
    client: Client, helen: User, action: Action
) -> None:
    ActionFactory.create(plan=action.plan, reference="2.2")
    form = client.get(f"/action-plans/{action.plan_id}/actions/add/").context["form"]
    assert form["reference"].value() == "2.3"


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        (
            {"reference": "2.1"},
            {"reference": ["Enter another reference: the plan has an action 2.1"]},
        ),
        ({"reference": ""}, {"reference": ["Enter a reference"]}),
        (
            {"reference": "2.1.1.1.1.1"},
            {"reference": ["Enter a reference of 10 characters or fewer"]},
        ),
        ({"title": ""}, {"title": ["Enter a title for the action"]}),
        ({"lead_partner": ""}, {"lead_partner": ["Select a lead organisation"]}),
        ({"lead_partner": "x"}, {"lead_partner": ["Choose a lead organisation from the list"]}),
        (in_parts("due_on", "", "", ""), {"due_on": ["Enter the date this action is due"]}),
        (
            in_parts("due_on", 31, 2, 2023),
            {"due_on": ["31 February 2023 is not a date. Enter a real date, like 27 3 2023"]},
        ),
        (
            in_parts("due_on", 1, "", 2023),
            {"due_on": ["Complete the date this action is due with a month"]},
        ),
        (
            in_parts("starts_on", 31, 12, 2022),
            {"due_on": ["Enter a due date on or after the day the action starts"]},
        ),
        (
            {"supporting_partners": ["999"]},
            {"supporting_partners": ["Choose supporting organisations from the list"]},
        ),
    ],
)
def test_action_add_says_what_to_put_right(
    client: Client,
    helen: User,
    action: Action,
    changes: dict[str, Any],
    errors: dict[str, list[str]],
) -> None:
    typed = {"success_measure": "Typed <i>text</i> 🚲"} | changes
    response = add(client, action, **typed)
    assert refused(response) == errors
    assert "Typed &lt;i&gt;text&lt;/i&gt; 🚲" in response.content.decode()
    assert (Action.objects.count(), PlanEvent.objects.count()) == (1, 0)


def test_action_add_keeps_an_impossible_date_as_it_was_typed(
    client: Client, helen: User, action: Action
) -> None:
    page = add(client, action, **in_parts("due_on", 31, "Febtember", 2023)).content.decode()
    assert 'value="31"' in page
    assert 'value="Febtember"' in page


def test_action_add_offers_only_organisations_of_today(
    client: Client, helen: User, action: Action
) -> None:
    past = PartnerFactory.create(name="Abolished", valid_to=date(2022, 10, 4))
    assert refused(add(client, action, lead_partner=past.pk)) == {
        "lead_partner": ["Choose a lead organisation from the list"]
    }
