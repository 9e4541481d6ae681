"""What happens when an action is added, edited, completed, cancelled or taken up again."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actionplans.models import ActionStatus
from actionplans.services.actions import (
    add_action,
    cancel_action,
    complete_action,
    edit_action,
    reopen_action,
)
from smp_portal.foundation.versions import VersionConflict
from tests.actionplans.plan_cast import NOW, history
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    PartnerFactory,
    UserFactory,
    officer,
)

pytestmark = pytest.mark.django_db


def test_action_added_is_remembered() -> None:
    plan, helen, council = ActionPlanFactory.create(), officer(), PartnerFactory.create()
    action = add_action(
        plan=plan,
        values={
            "reference": "2.1",
            "title": "Community speed watch",
            "lead_partner": council,
            "supporting_partners": [council],
        },
        due_on=date(2022, 12, 30),
        by=helen,
        now=NOW,
    )
    assert action.original_due_on == date(2022, 12, 30)
    assert list(action.supporting_partners.all()) == [council]
    (event,) = plan.events.all()
    assert (event.kind, event.new, event.by, event.at, event.action) == (
        "ACTION_ADDED",
        "2.1 Community speed watch",
        helen,
        NOW,
        action,
    )


def test_action_added_with_a_reference_in_use_is_refused() -> None:
    action = ActionFactory.create(reference="2.1")
    with pytest.raises(ValidationError) as refused:
        add_action(
            plan=action.plan,
            values={"reference": "2.1", "title": "Twice", "lead_partner": action.lead_partner},
            due_on=date(2022, 12, 30),
            by=officer(),
            now=NOW,
        )
    assert refused.value.messages == ["The plan already has an action with this reference."]


def test_action_edited_writes_one_event_a_field_that_differs() -> None:
    before = UserFactory.create(full_name="Tom Ashby", post="Road Safety Officer")
    after = UserFactory.create(full_name="Ann Lee", post="Schools Officer")
    action = ActionFactory.create(title="Old", reference="2.1", lead_person=before)
    edit_action(
        action=action,
        values={"title": "New", "reference": "2.1", "lead_person": after, "progress": 30},
        by=officer(),
        now=NOW,
    )
    assert history(action) == [
        ("ACTION_EDITED", "title", "Old", "New"),
        (
            "ACTION_EDITED",
            "lead_person",
            "Tom Ashby, Road Safety Officer",
            "Ann Lee, Schools Officer",
        ),
        ("ACTION_EDITED", "progress", "0", "30"),
    ]


def test_action_edited_with_nothing_new_writes_no_event() -> None:
    action = ActionFactory.create(title="Same")
    edit_action(action=action, values={"title": "Same"}, by=officer(), now=NOW)
    assert history(action) == []


def test_action_edited_by_two_is_a_conflict_and_changes_nothing() -> None:
    action = ActionFactory.create(title="Old")
    edit_action(action=action, values={"title": "First"}, by=officer(), now=NOW, version=1)
    with pytest.raises(VersionConflict):
        edit_action(action=action, values={"title": "Second"}, by=officer(), now=NOW, version=1)
    action.refresh_from_db()
    assert (action.title, action.version) == ("First", 2)
    assert history(action) == [("ACTION_EDITED", "title", "Old", "First")]


def test_action_edit_never_moves_a_date() -> None:
    action = ActionFactory.create()
    with pytest.raises(ValueError, match="due_on"):
        edit_action(action=action, values={"due_on": date(2023, 1, 1)}, by=officer(), now=NOW)


def test_action_given_to_somebody_who_left_is_refused() -> None:
    action, leaver = ActionFactory.create(), UserFactory.create(is_active=False)
    with pytest.raises(ValidationError) as refused:
        edit_action(action=action, values={"lead_person": leaver}, by=officer(), now=NOW)
    assert refused.value.message_dict == {
        "lead_person": ["Choose a lead person who still takes part"]
    }


def test_action_whose_lead_left_can_still_be_edited() -> None:
    leaver = UserFactory.create(is_active=False)
    action = ActionFactory.create(lead_person=leaver)
    edit_action(
        action=action, values={"title": "New", "lead_person": leaver}, by=officer(), now=NOW
    )
    action.refresh_from_db()
    assert action.title == "New"


def test_action_completed_is_all_done() -> None:
    action = ActionFactory.create(status=ActionStatus.IN_PROGRESS, progress=60)
    complete_action(
        action=action, completed_on=date(2022, 9, 12), by=officer(), now=NOW, note="Ten villages"
    )
    action.refresh_from_db()
    assert (action.status, action.completed_on, action.progress) == (
        "COMPLETE",
        date(2022, 9, 12),
        100,
    )
    assert history(action) == [
        ("COMPLETED", "status", "IN_PROGRESS", "COMPLETE"),
        ("ACTION_EDITED", "completed_on", "", "2022-09-12"),
        ("ACTION_EDITED", "progress", "60", "100"),
    ]
    assert action.events.get(kind="COMPLETED").reason == "Ten villages"


@pytest.mark.parametrize(
    ("completed_on", "message"),
    [
        (date(2022, 10, 6), "Enter today or an earlier day"),
        (date(2022, 8, 31), "Enter a day on or after the action’s start"),
    ],
)
def test_action_completed_on_an_impossible_day_is_refused(completed_on: date, message: str) -> None:
    action = ActionFactory.create(starts_on=date(2022, 9, 1))
    with pytest.raises(ValidationError) as refused:
        complete_action(action=action, completed_on=completed_on, by=officer(), now=NOW)
    assert refused.value.message_dict == {"completed_on": [message]}
    action.refresh_from_db()
    assert (action.status, history(action)) == ("NOT_STARTED", [])


def test_action_completed_on_its_first_day_or_today_is_fine() -> None:
    for day in (date(2022, 9, 1), date(2022, 10, 5)):
        action = ActionFactory.create(starts_on=date(2022, 9, 1))
        complete_action(action=action, completed_on=day, by=officer(), now=NOW)
        action.refresh_from_db()
        assert action.completed_on == day


def test_action_completed_twice_is_refused() -> None:
    action = ActionFactory.create()
    complete_action(action=action, completed_on=date(2022, 9, 12), by=officer(), now=NOW)
    with pytest.raises(ValidationError) as refused:
        complete_action(action=action, completed_on=date(2022, 9, 13), by=officer(), now=NOW)
    assert refused.value.messages == ["This action is closed: reopen it first"]


def test_action_cancelled_says_why() -> None:
    action = ActionFactory.create(progress=20)
    cancel_action(action=action, reason="No funding", by=officer(), now=NOW)
    action.refresh_from_db()
    assert (action.status, action.progress, action.completed_on) == ("CANCELLED", 20, None)
    assert history(action) == [("CANCELLED", "status", "NOT_STARTED", "CANCELLED")]
    assert action.events.get().reason == "No funding"


def test_action_cancelled_without_a_reason_is_refused() -> None:
    action = ActionFactory.create()
    with pytest.raises(ValidationError) as refused:
        cancel_action(action=action, reason="  ", by=officer(), now=NOW)
    assert refused.value.message_dict == {"reason": ["Say why the action is cancelled"]}


def test_action_reopened_is_in_progress_again() -> None:
    action = ActionFactory.create(
        status=ActionStatus.COMPLETE, completed_on=date(2022, 9, 12), progress=100
    )
    reopen_action(action=action, by=officer(), now=NOW, reason="Two villages stopped")
    action.refresh_from_db()
    assert (action.status, action.completed_on) == ("IN_PROGRESS", None)
    assert history(action) == [
        ("STATUS_CHANGED", "status", "COMPLETE", "IN_PROGRESS"),
        ("ACTION_EDITED", "completed_on", "2022-09-12", ""),
    ]


def test_action_reopened_while_open_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        reopen_action(action=ActionFactory.create(), by=officer(), now=NOW)
    assert refused.value.messages == ["This action is open already"]
