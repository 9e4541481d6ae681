"""The pages on which an action is moved, completed, cancelled and taken up again."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from actionplans.models import Action, ActionStatus, PlanEvent
from partners.models import User
from tests.actionplans.plan_cast import in_parts, refused
from tests.factories import ActionFactory, ActionPlanFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def action() -> Action:
    return ActionFactory.create(
        plan=ActionPlanFactory.create(),
        reference="2.1",
        title="Speed watch",
        starts_on=date(2022, 9, 1),
        due_on=date(2022, 9, 16),
    )


def send(client: Client, deed: str, action: Action, **data: Any) -> Any:
    """Send one of the action's pages, as somebody who saw it as it was at first."""
    return client.post(f"/action-plans/actions/{action.pk}/{deed}/", {"version": 1} | data)


def test_action_redate_moves_the_date(client: Client, helen: User, action: Action) -> None:
    data = in_parts("due_on", 30, 11, 2022) | {"reason": "School holidays"}
    response = send(client, "redate", action, **data)
    assert response.headers["Location"] == f"/action-plans/{action.plan_id}/"
    action.refresh_from_db()
    event = action.events.get()
    assert (action.due_on, action.original_due_on, action.version) == (
        date(2022, 11, 30),
        date(2022, 9, 16),
        2,
    )
    assert (event.kind, event.old, event.new, event.reason, event.by, event.via) == (
        "REDATED",
        "2022-09-16",
        "2022-11-30",
        "School holidays",
        helen,
        "PORTAL",
    )
    assert "The date is moved" in client.get(response.headers["Location"]).content.decode()


def test_action_redate_says_when_it_was_first_due(
    client: Client, helen: User, action: Action
) -> None:
    send(client, "redate", action, **in_parts("due_on", 30, 11, 2022), reason="Holidays")
    page = client.get(f"/action-plans/actions/{action.pk}/redate/").content.decode()
    assert "Due on 30 November 2022 now; first due on 16 September 2022." in page


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        (
            in_parts("due_on", "", "", ""),
            {"due_on": ["Enter the date this action is due"]},
        ),
        (
            in_parts("due_on", 16, 9, 2022),
            {"due_on": ["Enter a date other than 16 September 2022: that is when it is due now"]},
        ),
        (
            in_parts("due_on", 31, 8, 2022),
            {"due_on": ["Enter a date on or after the day the action starts, 1 September 2022"]},
        ),
        ({"reason": ""}, {"reason": ["Enter why the date moves"]}),
        ({"reason": " \n "}, {"reason": ["Enter why the date moves"]}),
        (
            {"reason": "x" * 501},
            {"reason": ["Shorten why the date moves to 500 characters or fewer"]},
        ),
    ],
)
def test_action_redate_says_what_to_put_right(
    client: Client,
    helen: User,
    action: Action,
    data: dict[str, str],
    errors: dict[str, list[str]],
) -> None:
    typed = in_parts("due_on", 1, 12, 2022) | {"reason": "Typed text"} | data
    response = send(client, "redate", action, **typed)
    assert refused(response) == errors
    assert "reason" in data or "Typed text" in response.content.decode()
    action.refresh_from_db()
    assert (action.due_on, action.version, PlanEvent.objects.count()) == (date(2022, 9, 16), 1, 0)


def test_action_redate_by_two_keeps_the_second_ones_reason(
    client: Client, helen: User, action: Action
) -> None:
    send(client, "redate", action, **in_parts("due_on", 30, 11, 2022), reason="First")
    response = send(client, "redate", action, **in_parts("due_on", 1, 12, 2022), reason="Second")
    assert response.status_code == 409
    told = [(one.label, one.saved, one.typed) for one in response.context["differences"]]
    assert told == [
        ("New due date", "30 November 2022", "1 December 2022"),
        ("Why does the date move?", "", "Second"),
    ]
    action.refresh_from_db()
    assert action.due_on == date(2022, 11, 30)
    assert [event.reason for event in action.events.all()] == ["First"]


def test_action_complete_records_the_day(client: Client, helen: User, action: Action) -> None:
    data = in_parts("completed_on", 12, 9, 2022) | {"note": "Ten villages"}
    assert send(client, "complete", action, **data).status_code == 302
    action.refresh_from_db()
    assert (action.status, action.completed_on, action.progress) == (
        "COMPLETE",
        date(2022, 9, 12),
        100,
    )
    assert action.events.get(kind="COMPLETED").reason == "Ten villages"


def test_action_complete_offers_today(client: Client, helen: User, action: Action) -> None:
    form = client.get(f"/action-plans/actions/{action.pk}/complete/").context["form"]
    assert form.initial["completed_on"] == date(2022, 10, 5)


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (("", "", ""), "Enter the date this action was completed"),
        ((6, 10, 2022), "Enter today or an earlier day: this one is still to come"),
        (
            (31, 8, 2022),
            "Enter a date on or after the day the action started, 1 September 2022",
        ),
    ],
)
def test_action_complete_says_what_to_put_right(
    client: Client, helen: User, action: Action, day: tuple[Any, Any, Any], message: str
) -> None:
    data = in_parts("completed_on", *day) | {"note": "Typed text"}
    response = send(client, "complete", action, **data)
    assert refused(response) == {"completed_on": [message]}
    assert "Typed text" in response.content.decode()
    action.refresh_from_db()
    assert (action.status, PlanEvent.objects.count()) == ("NOT_STARTED", 0)


def test_action_cancel_asks_why_and_can_be_undone(
    client: Client, helen: User, action: Action
) -> None:
    assert refused(send(client, "cancel", action, reason="")) == {
        "reason": ["Enter why the action is cancelled"]
    }
    assert send(client, "cancel", action, reason="No funding").status_code == 302
    action.refresh_from_db()
    assert action.status == "CANCELLED"
    assert refused(send(client, "reopen", action, version=2, reason="")) == {
        "reason": ["Enter why the action is taken up again"]
    }
    assert send(client, "reopen", action, version=2, reason="Funding found").status_code == 302
    action.refresh_from_db()
    assert (action.status, action.version) == ("IN_PROGRESS", 3)
    kinds = action.events.order_by("pk").values_list("kind", "reason")
    assert list(kinds) == [("CANCELLED", "No funding"), ("STATUS_CHANGED", "Funding found")]


@pytest.mark.parametrize("deed", ["redate", "complete", "cancel"])
def test_closed_action_asks_to_be_reopened_first(client: Client, helen: User, deed: str) -> None:
    action = ActionFactory.create(status=ActionStatus.CANCELLED)
    data = in_parts("due_on", 1, 2, 2023) | in_parts("completed_on", 1, 10, 2022)
    response = send(client, deed, action, reason="Why", **data)
    assert refused(response) == {"__all__": ["This action is closed: reopen it first"]}
    assert PlanEvent.objects.count() == 0


def test_open_action_is_not_reopened(client: Client, helen: User, action: Action) -> None:
    response = send(client, "reopen", action, reason="Why")
    assert refused(response) == {"__all__": ["This action is open already"]}


@pytest.mark.parametrize("deed", ["redate", "complete", "cancel", "reopen"])
def test_deeds_are_not_done_by_reading(
    client: Client, helen: User, action: Action, deed: str
) -> None:
    url = f"/action-plans/actions/{action.pk}/{deed}/"
    assert client.get(f"{url}?reason=Why&version=1").status_code == 200
    assert client.head(url).status_code == 200
    assert PlanEvent.objects.count() == 0
