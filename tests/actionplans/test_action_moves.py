"""What happens when an action's date moves."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplans.models import Action, ActionStatus, Via
from actionplans.services.actions import (
    redate_action,
)
from tests.actionplans.plan_cast import NOW, history
from tests.factories import (
    ActionFactory,
    UserFactory,
    officer,
)

pytestmark = pytest.mark.django_db


def test_action_redated_keeps_its_first_date() -> None:
    action = ActionFactory.create(due_on=date(2022, 6, 2))
    person = UserFactory.create()
    redate_action(
        action=action,
        due_on=date(2022, 9, 16),
        reason="The schools asked for it",
        by=officer(),
        now=NOW,
        via=Via.PHONE,
        on_behalf_of=person,
    )
    action.refresh_from_db()
    assert (action.due_on, action.original_due_on) == (date(2022, 9, 16), date(2022, 6, 2))
    assert action.days_moved == 106
    event = action.events.get()
    assert (event.kind, event.field, event.old, event.new, event.reason) == (
        "REDATED",
        "due_on",
        "2022-06-02",
        "2022-09-16",
        "The schools asked for it",
    )
    assert (event.via, event.on_behalf_of) == ("PHONE", person)


@pytest.mark.parametrize(
    ("details", "change", "message"),
    [
        ({}, {"reason": " "}, {"reason": ["Say why the date moves"]}),
        (
            {},
            {"due_on": date(2022, 12, 30)},
            {"due_on": ["Enter a date other than the one it is due on now"]},
        ),
        (
            {"starts_on": date(2022, 11, 1)},
            {"due_on": date(2022, 10, 31)},
            {"due_on": ["Enter a date on or after the day the action starts"]},
        ),
        (
            {"status": ActionStatus.CANCELLED},
            {},
            {"__all__": ["This action is closed: reopen it first"]},
        ),
    ],
)
def test_action_redated_against_the_rules_is_refused(
    details: dict[str, Any], change: dict[str, Any], message: dict[str, list[str]]
) -> None:
    action = ActionFactory.create(**details)
    move: dict[str, Any] = {
        "due_on": date(2023, 1, 31),
        "reason": "A reason",
        "by": officer(),
        "now": NOW,
    } | change
    with pytest.raises(ValidationError) as refused:
        redate_action(action=action, **move)
    assert _messages(refused.value) == message
    action.refresh_from_db()
    assert (action.due_on, action.version, history(action)) == (date(2022, 12, 30), 1, [])


def _messages(error: ValidationError) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}


@settings(max_examples=25)
@given(st.lists(st.integers(min_value=-60, max_value=60), max_size=6))
def test_action_moves_and_their_history_agree(steps: list[int]) -> None:
    action, helen = ActionFactory.create(due_on=date(2022, 6, 2)), officer()
    for step in steps:
        day = action.due_on + timedelta(days=step)
        if step:
            action = redate_action(action=action, due_on=day, reason="A reason", by=helen, now=NOW)
        else:
            with pytest.raises(ValidationError):
                redate_action(action=action, due_on=day, reason="Same", by=helen, now=NOW)
            action.refresh_from_db()
    moved: Any = Action.objects.with_moves().get(pk=action.pk)
    assert (moved.due_on - moved.original_due_on).days == sum(steps)
    assert (moved.days_moved, moved.times_moved) == (
        sum(steps),
        len([step for step in steps if step]),
    )
