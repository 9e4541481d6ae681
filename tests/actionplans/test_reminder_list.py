"""The mail record: officers see all of it, everybody else their own."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans.models import Reminder, ReminderState, Review, Stage
from actionplans.reminders.tick import run_tick
from partners.models import User
from tests.actionplans.reminding import ask_of, at, owner_of
from tests.factories import UserFactory, administrator, board_member, officer

pytestmark = pytest.mark.django_db

URL = "/reminders/"


@pytest.fixture
def reviews() -> list[Review]:
    """Three people who each got a mail on Wednesday 5 October, the earlier one covered by it."""
    reviews = ask_of(3)
    for review, name in zip(reviews, ["Tom Ashby", "Ann Lee", "Priya Shah"], strict=True):
        User.objects.filter(pk=owner_of(review).pk).update(full_name=name)
    run_tick(now=at(5))
    return reviews


def page_for(client: Client, user: User, **query: str | int) -> str:
    client.force_login(user)
    response = client.get(URL, query)
    assert response.status_code == 200
    return response.content.decode()


def test_reminder_list_asks_for_a_sign_in(client: Client) -> None:
    response = client.get(URL)

    assert (response.status_code, response["Location"]) == (
        302,
        "/accounts/login/?next=/reminders/",
    )


@pytest.mark.parametrize("make", [officer, administrator])
def test_reminder_list_shows_the_team_every_mail(
    client: Client, reviews: list[Review], make: object
) -> None:
    assert callable(make)
    page = page_for(client, make())

    assert "6 mails" in page
    assert page.count('<span class="cards__value">Ann Lee</span>') == 2
    assert "Sent" in page
    assert "5 October 2022 at 9:00am" in page
    assert "It fell due before the mail “Due soon”, which says the same and more." in page
    assert f'<li>{reviews[0].plan}<span class="cards__note">No answer</span></li>' in page


def test_reminder_list_shows_others_their_own(client: Client, reviews: list[Review]) -> None:
    page = page_for(client, owner_of(reviews[0]))

    assert "2 mails" in page
    assert "Tom Ashby" in page
    assert "Ann Lee" not in page


def test_reminder_list_shows_the_board_nothing_of_others(
    client: Client, reviews: list[Review]
) -> None:
    page = page_for(client, board_member())

    assert "No mail yet" in page
    assert "Ann Lee" not in page


def test_reminder_list_is_not_there_for_an_unknown_role(client: Client) -> None:
    client.force_login(UserFactory.create(role="SOMETHING"))

    assert client.get(URL).status_code == 404


def test_reminder_list_changes_nothing(client: Client, reviews: list[Review]) -> None:
    client.force_login(officer())

    assert client.post(URL).status_code == 405
    assert Reminder.objects.filter(state=ReminderState.SENT).count() == 3


def test_reminder_list_narrows_by_state_person_round_and_reason(
    client: Client, reviews: list[Review]
) -> None:
    helen = officer()
    ann = owner_of(reviews[1])

    assert "3 mails" in page_for(client, helen, state="SENT")
    assert "2 mails" in page_for(client, helen, person=ann.pk)
    assert "3 mails" in page_for(client, helen, stage="OPENED")
    assert "6 mails" in page_for(client, helen, round=reviews[0].round.pk)
    assert "1 mail<" in page_for(client, helen, state="SENT", person=ann.pk)
    assert "No mail matches" in page_for(client, helen, state="FAILED")


def test_reminder_list_offers_others_no_names_to_choose_from(
    client: Client, reviews: list[Review]
) -> None:
    page = page_for(client, owner_of(reviews[0]), person=owner_of(reviews[1]).pk)

    assert "Ann Lee" not in page
    assert "Priya Shah" not in page


def test_reminder_list_says_what_may_have_arrived_twice(
    client: Client, reviews: list[Review]
) -> None:
    Reminder.objects.filter(stage=Stage.DUE).update(may_have_arrived_twice=True)

    assert page_for(client, officer()).count("May have arrived twice") == 3


def test_reminder_list_asks_the_database_the_same_for_one_and_for_thirty(client: Client) -> None:
    helen = officer()
    reviews = ask_of(1)
    run_tick(now=at(3))
    client.force_login(helen)
    client.get(reverse("actionplans:reminder_list"))

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(URL)
        return len(asked)

    for_one = queries()
    for _ in range(29):
        Reminder.objects.create(
            round=reviews[0].round,
            recipient=UserFactory.create(),
            stage=Stage.OPENED,
            due_at=at(3),
        )

    assert queries() == for_one == 13
