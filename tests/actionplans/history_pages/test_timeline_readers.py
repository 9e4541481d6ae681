"""A plan's history as far as each may know it, and nothing of other plans."""

import pytest
from django.test import Client

from actionplans.models import (
    ActionPlan,
    EventKind,
    Rating,
    Reminder,
    ReminderState,
    Review,
    ReviewState,
    Stage,
)
from actionplans.reminders.tick import run_tick
from actionplans.services.events import record_event
from partners.models import User
from tests.actionplans.asking import NOW, answer, said_in_july
from tests.actionplans.history_pages.reading import entries, told
from tests.actionplans.reminding import at
from tests.factories import (
    ReviewFactory,
    UserFactory,
    board_member,
)
from tests.reading_files import csv_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def test_plan_history_gives_the_board_posts_and_no_mail(
    client: Client, plan: ActionPlan, story: None
) -> None:
    client.force_login(board_member())
    text = client.get(f"/action-plans/{plan.pk}/history/").content.decode()
    assert "Tom Ashby" not in text
    assert "Lea Lead" not in text
    assert "Mail “" not in text
    assert told(client, plan)[-1][0].startswith("Road Safety Officer, ")
    rows = csv_rows(client.get(f"/action-plans/{plan.pk}/history/?export=csv"))
    assert len(rows) == 6
    assert "Tom Ashby" not in str(rows)


def test_plan_history_gives_an_owner_their_own_mails(
    client: Client, plan: ActionPlan, story: None
) -> None:
    assert plan.owner is not None
    client.force_login(plan.owner)
    mails = entries(client, plan, kind="mails")
    assert [entry.said[0] for entry in mails] == [
        ("To", plan.owner.post_and_organisation),
        ("To", plan.owner.post_and_organisation),
    ]


def test_plan_history_tells_of_mails_that_were_not_needed(
    client: Client, helen: User, review: Review, plan: ActionPlan
) -> None:
    assert plan.owner is not None
    for recipient in (plan.owner, UserFactory.create()):
        Reminder.objects.create(
            round=review.round,
            recipient=recipient,
            stage=Stage.OVERDUE,
            state=ReminderState.SKIPPED,
            reason="Everything that this person owed is answered.",
            due_at=NOW,
        )
    (mail,) = entries(client, plan)
    assert mail.title == ("Mail “Overdue” for July to September 2022: not needed any more")
    assert mail.said == [
        ("To", "Tom Ashby"),
        ("", "Everything that this person owed is answered."),
    ]


def test_plan_history_tells_nothing_of_other_plans(
    client: Client, helen: User, review: Review, plan: ActionPlan
) -> None:
    other = ReviewFactory.create(round=review.round)
    said_in_july(other)
    Review.objects.filter(plan=plan).update(state=ReviewState.ACCEPTED)
    run_tick(now=at(5))
    assert Reminder.objects.exclude(stage=Stage.DIGEST).count() == 2
    assert told(client, plan) == []
    assert (
        "Nothing has happened yet"
        in client.get(f"/action-plans/{plan.pk}/history/").content.decode()
    )


def test_plan_history_of_a_hidden_plan_is_not_there(client: Client, plan: ActionPlan) -> None:
    ActionPlan.objects.filter(pk=plan.pk).update(is_restricted=True)
    client.force_login(board_member())
    for query in ("", "?export=csv"):
        assert client.get(f"/action-plans/{plan.pk}/history/{query}").status_code == 404


def test_plan_history_escapes_what_people_typed(
    client: Client, helen: User, review: Review, plan: ActionPlan
) -> None:
    answer(review, rating=Rating.RED, narrative="<img src=x>")
    record_event(
        plan=plan, kind=EventKind.PLAN_EDITED, by=helen, now=NOW, reason="<u>why</u>", new="<i>x"
    )
    page = client.get(f"/action-plans/{plan.pk}/history/").content.decode()
    assert "&lt;img src=x&gt;" in page
    for markup in ("<img src=x", "<u>why", "<i>x"):
        assert markup not in page
