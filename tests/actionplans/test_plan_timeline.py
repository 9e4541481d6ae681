"""A plan's whole history: every change, answer and mail in one line of time, as far as each may know it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actionplans.models import (
    Action,
    ActionPlan,
    ActionStatus,
    DecisionKind,
    EventKind,
    Rating,
    Reminder,
    ReminderState,
    Review,
    ReviewState,
    Stage,
    Via,
)
from actionplans.reminders.tick import run_tick
from actionplans.services.actions import redate_action
from actionplans.services.events import record_event
from actionplans.services.given import ActionGiven
from actionplans.services.reviews import decide_review, record_not_mine, update_action
from partners.models import User
from tests.actionplans.asking import NOW, answer, road_safety, said_in_july
from tests.actionplans.reminding import at
from tests.factories import (
    ActionFactory,
    ReviewFactory,
    UserFactory,
    board_member,
    officer,
)
from tests.reading_files import csv_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

Entries = list[tuple[str, str]]


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


def entries(client: Client, plan: ActionPlan, **narrowed: Any) -> list[Any]:
    response = client.get(f"/action-plans/{plan.pk}/history/", narrowed)
    assert response.status_code == 200
    return list(response.context["page"])


def told(client: Client, plan: ActionPlan, **narrowed: Any) -> Entries:
    """Who did what, from top to bottom."""
    return [(entry.who, entry.title) for entry in entries(client, plan, **narrowed)]


def later(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


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


def test_plan_history_tells_everything_newest_first(
    client: Client, plan: ActionPlan, story: None
) -> None:
    assert told(client, plan) == [
        ("Lea Lead", "“This isn’t mine”"),
        ("Helen Marsh", "Date moved"),
        ("Lea Lead", "Status changed"),
        ("Helen Marsh", "Returned: answer for July to September 2022"),
        ("Tom Ashby", "Answer for July to September 2022"),
        ("The portal", "Mail “Due soon” for July to September 2022: sent"),
        ("The portal", "Mail “Due soon” for July to September 2022: sent"),
        (
            "The portal",
            "Mail “Round opened” for July to September 2022: covered by another mail",
        ),
        (
            "The portal",
            "Mail “Round opened” for July to September 2022: covered by another mail",
        ),
    ]


def test_plan_history_says_it_in_words(client: Client, plan: ActionPlan, story: None) -> None:
    not_mine, moved, update, returned, said, mail, *_ = entries(client, plan)
    assert not_mine.said == [("", "Ask the clerk")]
    assert [str(change) for change in moved.changes] == [
        "Due date: 2 September 2022 → 4 November 2022"
    ]
    assert (moved.said, str(moved.action)) == ([("", "Banners late")], "2.1 Watch")
    assert [str(change) for change in update.changes] == [
        "Status: Not started → In progress",
        "Progress: 0% → 40%",
    ]
    assert (update.said, update.via) == ([("", "Six villages")], "by link")
    assert returned.said == [("", "Which villages?")]
    assert (said.rating, said.said[0]) == ("AMBER", ("", "Two trained."))
    assert mail.said[0][0] == "To"


@pytest.mark.parametrize(
    ("narrowed", "titles"),
    [
        ({"kind": "changes"}, ["Date moved"]),
        (
            {"kind": "answers"},
            [
                "“This isn’t mine”",
                "Status changed",
                "Returned: answer for July to September 2022",
                "Answer for July to September 2022",
            ],
        ),
        ({"kind": "nonsense", "action": "999999"}, None),
        ({"kind": "'; drop", "action": "x"}, None),
    ],
)
def test_plan_history_narrows_to_a_kind(
    client: Client,
    plan: ActionPlan,
    story: None,
    narrowed: dict[str, str],
    titles: list[str] | None,
) -> None:
    everything = [title for _, title in told(client, plan)]
    assert [title for _, title in told(client, plan, **narrowed)] == (titles or everything)


def test_plan_history_narrows_to_an_action_and_the_mails_that_name_it(
    client: Client, plan: ActionPlan, watch: Action, story: None
) -> None:
    assert told(client, plan, action=watch.pk) == [
        ("Helen Marsh", "Date moved"),
        ("Lea Lead", "Status changed"),
        ("The portal", "Mail “Due soon” for July to September 2022: sent"),
    ]


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
    assert Reminder.objects.count() == 2
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


def test_plan_history_as_a_file(client: Client, plan: ActionPlan, story: None) -> None:
    response = client.get(f"/action-plans/{plan.pk}/history/?export=csv&kind=changes")
    assert response["Content-Disposition"] == (
        'attachment; filename="history-of-road-safety-2022-10-05.csv"'
    )
    headings, row = csv_rows(response)
    assert dict(zip(headings, row, strict=True)) == {
        "When": "2022-10-05 10:40",
        "Kind": "Changes",
        "What": "Date moved",
        "Action or measure": "2.1 Watch",
        "Rating": "",
        "Changes": "Due date: 2 September 2022 → 4 November 2022",
        "Words": "Banners late",
        "Who": "Helen Marsh",
        "For whom": "",
        "How": "",
    }


def test_plan_history_goes_on_after_fifty(client: Client, helen: User, plan: ActionPlan) -> None:
    for number in range(52):
        record_event(
            plan=plan,
            kind=EventKind.PLAN_EDITED,
            by=helen,
            now=datetime(2022, 10, 1, 9, number, tzinfo=UTC),
            field="title",
            new=f"Title {number}",
        )
    (_, last) = entries(client, plan, page=2)
    assert last.changes[0].new == "Title 0"
    page = client.get(f"/action-plans/{plan.pk}/history/?kind=changes").content.decode()
    assert "?kind=changes&amp;page=2" in page
    assert "52 entries" in page


@pytest.mark.parametrize("count", [1, 30])
def test_plan_history_is_quick_however_long_it_is(
    client: Client,
    helen: User,
    review: Review,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for number in range(count):
        said = answer(review, now=later(2 * number))
        decide_review(
            review=review, answer=said, kind=DecisionKind.RETURN, by=helen, now=said.at, reason="?"
        )
        lead = UserFactory.create()
        action = ActionFactory.create(plan=review.plan, lead_person=lead)
        record_event(
            plan=review.plan, kind=EventKind.ACTION_ADDED, by=officer(), now=NOW, action=action
        )
        Reminder.objects.create(round=review.round, recipient=lead, stage=Stage.DUE, due_at=NOW)
    with django_assert_num_queries(13):
        client.get(f"/action-plans/{review.plan_id}/history/")
