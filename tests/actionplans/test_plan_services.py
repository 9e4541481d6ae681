"""What happens when a plan is made, edited, given to somebody, activated, closed or reopened."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from actionplans.models import (
    ActionPlan,
    PlanEvent,
    PlanStatus,
    Rating,
    Review,
    ReviewAnswer,
    ReviewState,
    Via,
)
from actionplans.services.plans import add_plan, assign_owner, change_status, edit_plan
from smp_portal.foundation.versions import VersionConflict
from tests.factories import (
    ActionPlanFactory,
    PriorityFactory,
    ReviewFactory,
    ReviewRoundFactory,
    UserFactory,
    officer,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 10, 5, 8, 30, tzinfo=UTC)


def history(plan: ActionPlan) -> list[tuple[str, str, str, str]]:
    """The plan's history, oldest first."""
    events = PlanEvent.objects.filter(plan=plan).order_by("pk")
    return [(event.kind, event.field, event.old, event.new) for event in events]


def test_plan_added_is_a_draft_with_its_owner() -> None:
    tom = UserFactory.create(full_name="Tom Ashby", post="Road Safety Officer")
    plan = add_plan(
        values={
            "priority": PriorityFactory.create(),
            "number": 2,
            "title": "Road safety",
            "year": "2022/23",
            "owner": tom,
            "starts_on": date(2022, 4, 1),
            "ends_on": date(2023, 3, 31),
            "is_restricted": True,
            "readers": [tom],
        },
        by=officer(),
        now=NOW,
    )
    assert (plan.status, list(plan.readers.all())) == ("DRAFT", [tom])
    assert history(plan) == [
        ("PLAN_CREATED", "", "", "2. Road safety 2022/23"),
        ("OWNER_CHANGED", "owner", "", "Tom Ashby, Road Safety Officer"),
    ]


def test_plan_added_with_a_number_in_use_is_refused() -> None:
    plan = ActionPlanFactory.create(number=2, year="2022/23")
    with pytest.raises(ValidationError) as refused:
        add_plan(
            values={
                "priority": plan.priority,
                "number": 2,
                "title": "Twice",
                "year": "2022/23",
                "starts_on": date(2022, 4, 1),
                "ends_on": date(2023, 3, 31),
            },
            by=officer(),
            now=NOW,
        )
    assert refused.value.messages == ["Another plan of this year has this number."]


def test_plan_edited_writes_one_event_a_field_that_differs() -> None:
    ann = UserFactory.create(full_name="Ann Lee", post="Schools Officer")
    plan = ActionPlanFactory.create(title="Old")
    edit_plan(
        plan=plan,
        values={
            "title": "New",
            "starts_on": date(2022, 4, 1),
            "ends_on": date(2023, 4, 30),
            "deputy": ann,
            "is_restricted": True,
            "readers": [ann],
        },
        by=officer(),
        now=NOW,
    )
    assert history(plan) == [
        ("PLAN_EDITED", "title", "Old", "New"),
        ("PLAN_EDITED", "ends_on", "2023-03-31", "2023-04-30"),
        ("PLAN_EDITED", "deputy", "", "Ann Lee, Schools Officer"),
        ("PLAN_EDITED", "is_restricted", "no", "yes"),
        ("PLAN_EDITED", "readers", "", "Ann Lee, Schools Officer"),
    ]


def test_plan_edited_against_the_rules_changes_nothing() -> None:
    plan = ActionPlanFactory.create(title="Old")
    with pytest.raises(ValidationError) as refused:
        edit_plan(
            plan=plan,
            values={"title": "New", "ends_on": date(2022, 4, 1)},
            by=officer(),
            now=NOW,
        )
    assert refused.value.messages == ["The plan must end after it starts."]
    plan.refresh_from_db()
    assert (plan.title, plan.version, history(plan)) == ("Old", 1, [])


def test_plan_edited_by_two_is_a_conflict() -> None:
    plan = ActionPlanFactory.create(title="Old")
    edit_plan(plan=plan, values={"title": "First"}, by=officer(), now=NOW, version=1)
    with pytest.raises(VersionConflict):
        edit_plan(plan=plan, values={"title": "Second"}, by=officer(), now=NOW, version=1)
    plan.refresh_from_db()
    assert (plan.title, plan.version) == ("First", 2)


def test_plan_edit_never_changes_the_owner() -> None:
    with pytest.raises(ValueError, match="owner"):
        edit_plan(plan=ActionPlanFactory.create(), values={"owner": None}, by=officer(), now=NOW)


def test_plan_given_to_somebody_new_says_from_whom_and_why() -> None:
    tom = UserFactory.create(full_name="Tom Ashby", post="Road Safety Officer")
    ann = UserFactory.create(full_name="Ann Lee", post="Schools Officer")
    plan, helen = ActionPlanFactory.create(owner=tom), officer()
    assign_owner(plan=plan, owner=ann, by=helen, now=NOW, reason="Tom moved post")
    plan.refresh_from_db()
    assert plan.owner == ann
    event = plan.events.get()
    assert (event.kind, event.field, event.old, event.new, event.reason, event.by) == (
        "OWNER_CHANGED",
        "owner",
        "Tom Ashby, Road Safety Officer",
        "Ann Lee, Schools Officer",
        "Tom moved post",
        helen,
    )


def test_plan_left_vacant_is_remembered() -> None:
    plan = ActionPlanFactory.create(owner__full_name="Tom Ashby", owner__post="Inspector")
    assign_owner(plan=plan, owner=None, by=officer(), now=NOW)
    plan.refresh_from_db()
    assert (plan.owner, plan.is_vacant) == (None, True)
    assert history(plan) == [("OWNER_CHANGED", "owner", "Tom Ashby, Inspector", "")]


def test_plan_given_to_its_deputy_has_no_deputy_any_more() -> None:
    ann = UserFactory.create(full_name="Ann Lee", post="Schools Officer")
    plan = ActionPlanFactory.create(deputy=ann, owner=None)
    assign_owner(plan=plan, owner=ann, by=officer(), now=NOW)
    plan.refresh_from_db()
    assert (plan.owner, plan.deputy) == (ann, None)
    assert history(plan) == [
        ("PLAN_EDITED", "deputy", "Ann Lee, Schools Officer", ""),
        ("OWNER_CHANGED", "owner", "", "Ann Lee, Schools Officer"),
    ]


def test_plan_given_to_somebody_who_left_is_refused() -> None:
    plan, leaver = ActionPlanFactory.create(), UserFactory.create(is_active=False)
    with pytest.raises(ValidationError) as refused:
        assign_owner(plan=plan, owner=leaver, by=officer(), now=NOW)
    assert refused.value.message_dict == {"owner": ["Choose an owner who still takes part"]}
    with pytest.raises(ValidationError) as refused:
        edit_plan(plan=plan, values={"deputy": leaver}, by=officer(), now=NOW)
    assert refused.value.message_dict == {"deputy": ["Choose a deputy who still takes part"]}
    assert history(plan) == []


def test_plan_activated_is_remembered() -> None:
    plan = ActionPlanFactory.create(status=PlanStatus.DRAFT)
    change_status(plan=plan, status=PlanStatus.ACTIVE, by=officer(), now=NOW)
    plan.refresh_from_db()
    assert plan.status == "ACTIVE"
    assert history(plan) == [("STATUS_CHANGED", "status", "DRAFT", "ACTIVE")]


def test_plan_that_was_active_is_no_draft_again() -> None:
    plan = ActionPlanFactory.create()
    with pytest.raises(ValidationError) as refused:
        edit_plan(plan=plan, values={"status": "DRAFT"}, by=officer(), now=NOW)
    assert refused.value.message_dict == {
        "status": ["A plan that has been active can’t be a draft again"]
    }


def review(plan: ActionPlan, state: ReviewState) -> Review:
    """A review of a plan in a round of its own that is open now."""
    opened = datetime(2022, 10, 3, 8, tzinfo=UTC)
    round_ = ReviewRoundFactory.create(is_extra=True, opened_at=opened)
    return ReviewFactory.create(plan=plan, round=round_, state=state)


def test_plan_closed_is_asked_nothing_more() -> None:
    plan = ActionPlanFactory.create()
    reviews = {state: review(plan, state) for state in ReviewState}
    elsewhere = review(ActionPlanFactory.create(), ReviewState.AWAITED)
    change_status(plan=plan, status=PlanStatus.CLOSED, by=officer(), now=NOW)
    states = {state: Review.objects.get(pk=row.pk).state for state, row in reviews.items()}
    assert states == {
        "AWAITED": "MISSED",
        "ANSWERED": "ANSWERED",
        "RETURNED": "MISSED",
        "ACCEPTED": "ACCEPTED",
        "MISSED": "MISSED",
        "CANCELLED": "CANCELLED",
    }
    elsewhere.refresh_from_db()
    assert elsewhere.state == "AWAITED"


def test_plan_reopened_is_asked_again_in_the_round_that_is_open() -> None:
    plan = ActionPlanFactory.create()
    awaited, returned = review(plan, ReviewState.AWAITED), review(plan, ReviewState.RETURNED)
    earlier = ReviewFactory.create(plan=plan, round__is_extra=True, state=ReviewState.MISSED)
    ReviewAnswer.objects.create(
        review=returned, rating=Rating.GREEN, by=UserFactory.create(), via=Via.LINK, at=NOW
    )
    change_status(plan=plan, status=PlanStatus.CLOSED, by=officer(), now=NOW)
    change_status(plan=plan, status=PlanStatus.ACTIVE, by=officer(), now=NOW)
    states = [Review.objects.get(pk=row.pk).state for row in (awaited, returned, earlier)]
    assert states == ["AWAITED", "RETURNED", "MISSED"]
    assert history(plan) == [
        ("STATUS_CHANGED", "status", "ACTIVE", "CLOSED"),
        ("STATUS_CHANGED", "status", "CLOSED", "ACTIVE"),
    ]
