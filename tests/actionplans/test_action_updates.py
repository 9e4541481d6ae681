"""What an owner or a lead person says about an action changes it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from actionplans.models import Action, ActionStatus, ActionUpdate, Rating, Via
from actionplans.services.actions import (
    apply_action_update,
)
from tests.actionplans.plan_cast import NOW, history
from tests.factories import (
    ActionFactory,
    ReviewRoundFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def told(action: Action, **what: Any) -> ActionUpdate:
    """What the lead person of an action said about it by link."""
    details: dict[str, Any] = {
        "action": action,
        "round": ReviewRoundFactory.create(is_extra=True),
        "status": ActionStatus.IN_PROGRESS,
        "by": UserFactory.create(),
        "via": Via.LINK,
        "at": NOW,
    }
    return ActionUpdate.objects.create(**details | what)


def test_action_update_moves_status_progress_and_date() -> None:
    action, absent = ActionFactory.create(due_on=date(2022, 9, 16)), UserFactory.create()
    update = told(
        action,
        progress=40,
        rating=Rating.AMBER,
        new_due_on=date(2022, 11, 30),
        reason="School holidays",
        on_behalf_of=absent,
    )
    apply_action_update(update=update)
    action.refresh_from_db()
    assert (action.status, action.progress, action.rating, action.due_on, action.version) == (
        "IN_PROGRESS",
        40,
        "AMBER",
        date(2022, 11, 30),
        2,
    )
    assert history(action) == [
        ("STATUS_CHANGED", "status", "NOT_STARTED", "IN_PROGRESS"),
        ("REDATED", "due_on", "2022-09-16", "2022-11-30"),
        ("ACTION_EDITED", "progress", "0", "40"),
        ("ACTION_EDITED", "rating", "", "AMBER"),
    ]
    said = {(event.by, event.on_behalf_of, event.via, event.at) for event in action.events.all()}
    assert said == {(update.by, absent, "LINK", NOW)}
    assert action.events.get(kind="REDATED").reason == "School holidays"


def test_action_update_complete_takes_the_london_day() -> None:
    action = ActionFactory.create(starts_on=date(2022, 11, 1))
    late = datetime(2022, 10, 5, 23, 30, tzinfo=UTC)
    apply_action_update(update=told(action, status=ActionStatus.COMPLETE, note="Done", at=late))
    action.refresh_from_db()
    assert (action.status, action.completed_on, action.progress) == (
        "COMPLETE",
        date(2022, 10, 6),
        100,
    )
    assert action.events.get(kind="COMPLETED").reason == "Done"


def test_action_update_that_repeats_what_is_known_writes_no_event() -> None:
    action = ActionFactory.create(status=ActionStatus.IN_PROGRESS, progress=40)
    apply_action_update(update=told(action, progress=40))
    assert history(action) == []


def test_action_update_of_a_closed_action_reopens_it() -> None:
    action = ActionFactory.create(status=ActionStatus.COMPLETE, completed_on=date(2022, 9, 12))
    apply_action_update(update=told(action, note="Not quite", progress=90))
    action.refresh_from_db()
    assert (action.status, action.completed_on, action.progress) == ("IN_PROGRESS", None, 90)


def test_action_update_may_cancel_what_was_complete() -> None:
    action = ActionFactory.create(status=ActionStatus.COMPLETE, completed_on=date(2022, 9, 12))
    apply_action_update(update=told(action, status=ActionStatus.CANCELLED, reason="Withdrawn"))
    action.refresh_from_db()
    assert (action.status, action.completed_on) == ("CANCELLED", None)
    assert action.events.get(kind="CANCELLED").reason == "Withdrawn"


def test_action_update_with_an_impossible_date_changes_nothing() -> None:
    action = ActionFactory.create(starts_on=date(2022, 11, 1))
    update = told(action, new_due_on=date(2022, 10, 31), reason="Sooner")
    with pytest.raises(ValidationError) as refused:
        apply_action_update(update=update)
    assert refused.value.message_dict == {
        "due_on": ["Enter a date on or after the day the action starts"]
    }
    action.refresh_from_db()
    assert (action.status, action.version, history(action)) == ("NOT_STARTED", 1, [])
