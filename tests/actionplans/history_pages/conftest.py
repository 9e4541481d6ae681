"""A road safety plan to which something happened."""

from datetime import date

import pytest

from actionplans.models import (
    Action,
    ActionPlan,
    ActionStatus,
    DecisionKind,
    Rating,
    Review,
    Via,
)
from actionplans.reminders.tick import run_tick
from actionplans.services.actions import redate_action
from actionplans.services.given import ActionGiven
from actionplans.services.reviews import decide_review, record_not_mine, update_action
from partners.models import User
from tests.actionplans.asking import answer, road_safety
from tests.actionplans.history_pages.reading import later
from tests.actionplans.reminding import at
from tests.factories import (
    ActionFactory,
    UserFactory,
)


@pytest.fixture
def review() -> Review:
    return road_safety()


@pytest.fixture
def plan(review: Review) -> ActionPlan:
    return review.plan


@pytest.fixture
def watch(plan: ActionPlan) -> Action:
    lead = UserFactory.create(full_name="Lea Lead", post="Volunteer lead")
    return ActionFactory.create(
        plan=plan, reference="2.1", title="Watch", lead_person=lead, due_on=date(2022, 9, 2)
    )


@pytest.fixture
def story(review: Review, watch: Action, helen: User) -> None:
    """Mails on Wednesday morning, an answer, its return, a lead's words, a moved date and "this isn't mine"."""
    run_tick(now=at(5))
    said = answer(review, now=later(40), rating=Rating.AMBER, narrative="Two trained.")
    decide_review(
        review=review,
        answer=said,
        kind=DecisionKind.RETURN,
        by=helen,
        now=later(50),
        reason="Which villages?",
    )
    lead = watch.lead_person
    assert lead is not None
    given = ActionGiven(
        action=watch, status=ActionStatus.IN_PROGRESS, progress=40, note="Six villages"
    )
    update_action(
        given=given, round=review.round, by=lead, on_behalf_of=None, via=Via.LINK, now=later(60)
    )
    watch.refresh_from_db()
    redate_action(
        action=watch, due_on=date(2022, 11, 4), reason="Banners late", by=helen, now=later(70)
    )
    record_not_mine(review=review, by=lead, who_then="Ask the clerk", via=Via.PORTAL, now=later(80))
