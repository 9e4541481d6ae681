"""Asking the person who leads an action at once, out of turn, and at most once an hour."""

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from actionplans.models import (
    Action,
    ActionStatus,
    EventKind,
    PlanEvent,
    Reminder,
    ReminderState,
    Review,
    Stage,
)
from actionplans.reminders.tick import run_tick
from actionplans.services.asking import NOTHING_OWED, ask_now
from partners.models import User
from tests.actionplans.asking import road_safety, text
from tests.actionplans.reminding import at
from tests.factories import AbsenceFactory, ActionFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def review() -> Review:
    return road_safety()


@pytest.fixture
def rosemary() -> User:
    return UserFactory.create(full_name="Rosemary Hale", post="Parish Clerk")


@pytest.fixture
def signs(review: Review, rosemary: User) -> Action:
    return ActionFactory.create(
        plan=review.plan, reference="2.5", title="Gateway signs", lead_person=rosemary
    )


def test_action_ask_now_goes_to_its_lead_person(
    client: Client,
    helen: User,
    review: Review,
    signs: Action,
    mailoutbox: list[EmailMultiAlternatives],
) -> None:
    rosemary = User.objects.get(full_name="Rosemary Hale")
    run_tick(now=at(5))
    mailoutbox.clear()
    url = f"/reviews/{review.pk}/actions/{signs.pk}/ask-now/"
    assert url in text(client.get(f"/reviews/{review.pk}/"))
    assert "Ask Rosemary Hale now?" in text(client.get(url))
    client.post(url)
    event = PlanEvent.objects.get(kind=EventKind.ASKED_NOW)
    assert (event.action, event.new, event.by) == (signs, "Rosemary Hale, Parish Clerk", helen)
    run_tick(now=at(5, 9, 31))
    asked = Reminder.objects.get(recipient=rosemary, state=ReminderState.SENT, handover=event)
    assert asked.stage == Stage.ASKED
    assert [line["title"] for line in asked.listed] == ["2.5 Gateway signs"]
    assert [mail.to for mail in mailoutbox] == [[rosemary.email]]


def test_action_ask_now_is_once_an_hour_for_a_person(
    helen: User, review: Review, signs: Action, rosemary: User
) -> None:
    other = ActionFactory.create(plan=review.plan, reference="2.6", lead_person=rosemary)
    ask_now(review=review, action=signs, by=helen, now=at(5, 9, 30))
    for action in (signs, other):
        with pytest.raises(ValidationError, match="Helen Marsh asked on 5 October 2022 at 9:30am"):
            ask_now(review=review, action=action, by=helen, now=at(5, 10, 29))
    ask_now(review=review, action=other, by=helen, now=at(5, 10, 30))


def test_action_ask_now_leaves_the_owner_to_be_asked(
    helen: User, review: Review, signs: Action
) -> None:
    ask_now(review=review, action=signs, by=helen, now=at(5, 9, 30))
    ask_now(review=review, by=helen, now=at(5, 9, 30))
    assert PlanEvent.objects.filter(kind=EventKind.ASKED_NOW).count() == 2


def test_action_ask_now_while_its_lead_is_away_asks_the_deputy(
    client: Client, helen: User, review: Review, signs: Action, rosemary: User
) -> None:
    AbsenceFactory.create(user=rosemary, deputy=UserFactory.create(full_name="Dee Deputy"))
    page = text(client.get(f"/reviews/{review.pk}/actions/{signs.pk}/ask-now/"))
    assert "Ask Dee Deputy now?" in page
    assert "Rosemary Hale is away." in page


@pytest.mark.parametrize(
    "change", [{"status": ActionStatus.CANCELLED}, {"lead_person": None}], ids=["over", "nobody"]
)
def test_action_ask_now_of_what_is_not_owed(
    client: Client, helen: User, review: Review, signs: Action, change: dict[str, object]
) -> None:
    Action.objects.filter(pk=signs.pk).update(**change)
    page = text(client.get(f"/reviews/{review.pk}/actions/{signs.pk}/ask-now/"))
    assert "Nothing is owed for this action at present" in page
    signs.refresh_from_db()
    with pytest.raises(ValidationError, match=NOTHING_OWED):
        ask_now(review=review, action=signs, by=helen, now=at(5, 9, 30))
    assert "Lead persons who have not said" not in text(client.get(f"/reviews/{review.pk}/"))
