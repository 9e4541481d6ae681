"""Editing an action: what is saved, what is said when it can't be, and when two people edit."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from actionplans.models import Action, ActionStatus, PlanEvent
from partners.models import User
from tests.actionplans.plan_cast import action_form, in_parts, refused
from tests.factories import (
    ActionFactory,
    PartnerFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def edit(client: Client, action: Action, **changes: Any) -> Any:
    """Send the edit form of an action."""
    url = f"/action-plans/actions/{action.pk}/edit/"
    return client.post(url, action_form(action, **changes))


def test_action_edit_saves_and_remembers(client: Client, helen: User, action: Action) -> None:
    response = edit(
        client, action, title="Watch", status="IN_PROGRESS", progress="40", rating="RED"
    )
    assert response.headers["Location"] == f"/action-plans/{action.plan_id}/"
    action.refresh_from_db()
    assert (action.title, action.status, action.progress, action.rating, action.version) == (
        "Watch",
        "IN_PROGRESS",
        40,
        "RED",
        2,
    )
    events = action.events.order_by("pk").values_list("kind", "field", "old", "new")
    assert set(events) == {
        ("ACTION_EDITED", "title", "Speed watch", "Watch"),
        ("STATUS_CHANGED", "status", "NOT_STARTED", "IN_PROGRESS"),
        ("ACTION_EDITED", "progress", "0", "40"),
        ("ACTION_EDITED", "rating", "", "RED"),
    }


def test_action_edit_never_moves_the_date(client: Client, helen: User, action: Action) -> None:
    edit(client, action, title="Watch", **in_parts("due_on", 1, 1, 2030))
    action.refresh_from_db()
    assert (action.title, action.due_on) == ("Watch", date(2022, 12, 30))


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        (
            {"title": "x" * 201},
            {"title": ["Enter a title for the action of 200 characters or fewer"]},
        ),
        ({"progress": "101"}, {"progress": ["The progress must be 100 or less"]}),
        ({"progress": "-1"}, {"progress": ["The progress must be 0 or more"]}),
        ({"progress": "half"}, {"progress": ["Enter the progress in figures, like 40"]}),
        ({"progress": ""}, {"progress": ["Enter the progress"]}),
        ({"status": "COMPLETE"}, {"status": ["Choose the status from the list"]}),
        ({"rating": "GREY"}, {"rating": ["Choose the rating from the list"]}),
        (
            in_parts("starts_on", 31, 12, 2022),
            {"starts_on": ["Enter a start date on or before the day it is due, 30 December 2022"]},
        ),
        (
            {"reference": "2.9"},
            {"reference": ["Enter another reference: the plan has an action 2.9"]},
        ),
    ],
)
def test_action_edit_says_what_to_put_right(
    client: Client,
    helen: User,
    action: Action,
    changes: dict[str, Any],
    errors: dict[str, list[str]],
) -> None:
    ActionFactory.create(plan=action.plan, reference="2.9")
    response = edit(client, action, **({"description": "Typed text"} | changes))
    assert refused(response) == errors
    assert "Typed text" in response.content.decode()
    assert "2.1 Speed watch" in response.content.decode()
    action.refresh_from_db()
    assert (action.title, action.version, PlanEvent.objects.count()) == ("Speed watch", 1, 0)


def test_action_edit_refuses_a_lead_person_who_left(
    client: Client, helen: User, action: Action
) -> None:
    leaver = UserFactory.create(is_active=False)
    assert refused(edit(client, action, lead_person=leaver.pk)) == {
        "lead_person": ["Choose a lead person who still takes part"]
    }


def test_action_edit_keeps_what_was_chosen_before(client: Client, helen: User) -> None:
    past = PartnerFactory.create(valid_to=date(2022, 3, 31))
    leaver = UserFactory.create(is_active=False)
    action = ActionFactory.create(lead_partner=past, lead_person=leaver)
    action.supporting_partners.add(past)
    assert edit(client, action, title="New", supporting_partners=[past.pk]).status_code == 302
    action.refresh_from_db()
    assert (action.title, action.lead_partner, action.lead_person) == ("New", past, leaver)
    assert [event.field for event in action.events.all()] == ["title"]


def test_action_edit_of_a_closed_action_leaves_its_status(client: Client, helen: User) -> None:
    action = ActionFactory.create(
        status=ActionStatus.COMPLETE, completed_on=date(2022, 9, 12), progress=100
    )
    edit(client, action, title="New", status="NOT_STARTED", progress="0")
    action.refresh_from_db()
    assert (action.title, action.status, action.progress) == ("New", "COMPLETE", 100)


def test_action_edit_shows_both_texts_to_who_saves_second(
    client: Client, helen: User, action: Action
) -> None:
    county = PartnerFactory.create(name="County Council")
    edit(client, action, title="Hers", status="IN_PROGRESS", supporting_partners=[county.pk])
    response = edit(client, action, title="Mine")
    assert response.status_code == 409
    told = [(one.label, one.saved, one.typed) for one in response.context["differences"]]
    assert told == [
        ("Title", "Hers", "Mine"),
        ("Supporting organisations", "County Council", ""),
        ("Status", "In progress", "Not started"),
    ]
    action.refresh_from_db()
    assert (action.title, action.version) == ("Hers", 2)
    assert edit(client, action, title="Mine").status_code == 302
