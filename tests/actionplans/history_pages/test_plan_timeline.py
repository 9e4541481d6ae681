"""A plan's whole history: every change, answer and mail in one line of time."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from actionplans.models import (
    Action,
    ActionPlan,
    DecisionKind,
    EventKind,
    Reminder,
    Review,
    Stage,
)
from actionplans.services.events import record_event
from actionplans.services.reviews import decide_review
from partners.models import User
from tests.actionplans.asking import NOW, answer
from tests.actionplans.history_pages.reading import entries, later, told
from tests.factories import (
    ActionFactory,
    UserFactory,
    officer,
)
from tests.reading_files import csv_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


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


def test_plan_history_ends_with_the_day_that_is_asked_for(
    client: Client, plan: ActionPlan, story: None
) -> None:
    everything = entries(client, plan)
    days = sorted({timezone.localdate(entry.at) for entry in everything})
    assert len(days) > 1
    for day in days:
        shown = entries(client, plan, until=day.isoformat())
        assert [entry.at for entry in shown] == [
            entry.at for entry in everything if timezone.localdate(entry.at) <= day
        ]
    assert entries(client, plan, until="2020-01-01") == []
    for nonsense in ("x", "", "2022-02-30"):
        assert len(entries(client, plan, until=nonsense)) == len(everything)


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
