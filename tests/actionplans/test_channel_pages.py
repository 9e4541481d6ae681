"""Officers hold mail back and let it go again; each pause is kept, and none of theirs ends by itself."""

from collections.abc import Sequence

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from pytest_django import Settings

from actionplans.models import ChannelEvent, MailChannel, Reminder, ReminderState, Review
from actionplans.queries.mail_channel import read_channel
from actionplans.reminders.channel import (
    pause_channel,
    pause_until_confirmed,
    reopen_channel,
)
from actionplans.reminders.tick import run_tick
from actionplans.services.channel import pause_mail, resume_mail
from partners.models import User
from tests.actionplans.reminding import ask, ask_of, at, due_mail
from tests.factories import administrator, officer
from tests.reading_pages import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]

NOW = at(5, 10)
WRONG = "The dates are wrong"


def events() -> list[tuple[str, str, str | None]]:
    rows = ChannelEvent.objects.order_by("pk")
    return list(rows.values_list("kind", "reason", "by__full_name"))


def send(client: Client, url: str, **fields: str) -> str:
    response = client.post(url, fields, follow=True)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_channel_pause_holds_every_mail_back(
    client: Client, helen: User, mailoutbox: list[object]
) -> None:
    ask()
    assert "Mail through the mail server is not paused." in page_of(client, "/reminders/pause/")
    told = send(client, "/reminders/pause/", reason=WRONG)

    assert "Mail is paused: nothing goes out until you resume it" in told
    assert events() == [("PAUSED", WRONG, "Helen Marsh")]
    assert run_tick(now=NOW).sent == 0
    assert run_tick(now=at(6)).sent == 0
    assert mailoutbox == []
    assert read_channel().reason == WRONG


def test_channel_pause_wants_a_reason(client: Client, helen: User) -> None:
    assert "Enter why no mail should go out" in send(client, "/reminders/pause/", reason=" ")
    assert events() == []


def test_channel_pause_of_two_officers_tells_the_second(client: Client, helen: User) -> None:
    send(client, "/reminders/pause/", reason=WRONG)
    client.force_login(administrator())
    told = send(client, "/reminders/pause/", reason="Another")
    assert f"Mail is paused already, by Helen Marsh: {WRONG}. Nothing was changed" in told
    assert events() == [("PAUSED", WRONG, "Helen Marsh")]


def test_channel_pause_takes_the_portals_own_over(client: Client, helen: User) -> None:
    pause_channel(reason="The mail server is away.", now=at(5))
    send(client, "/reminders/pause/", reason=WRONG)
    pause_channel(reason="The mail server is away.", now=NOW)
    reopen_channel(now=NOW)
    assert (read_channel().paused_by, read_channel().reason) == (helen, WRONG)
    assert events() == [
        ("PAUSED", "The mail server is away.", None),
        ("PAUSED", WRONG, "Helen Marsh"),
    ]


def test_channel_pause_is_told_above_every_page(client: Client, helen: User) -> None:
    run_tick(now=NOW)
    send(client, "/reminders/pause/", reason=WRONG)
    assert (
        "Mail through the mail server is paused since 5 October 2022 at 10:00am by Helen Marsh: The dates are wrong. "
        "Nothing is lost, it waits."
    ) in page_of(client, "/dashboard/")


def test_channel_resume_shows_what_would_go_out_and_lets_it(
    client: Client, helen: User, mailoutbox: list[object]
) -> None:
    reviews = ask_of(12)
    send(client, "/reminders/pause/", reason=WRONG)
    run_tick(now=NOW)
    page = page_of(client, "/reminders/resume/")
    assert "12 mails would go out" in page
    assert page.count("due soon, July to September 2022</li>") == 10
    assert "and 2 more" in page
    assert mailoutbox == []

    assert "Mail goes out again" in send(client, "/reminders/resume/")

    assert events()[1:] == [("RESUMED", "", "Helen Marsh")]
    assert run_tick(now=NOW).sent == len(reviews)


def test_channel_resume_twice_is_done_once(client: Client, helen: User) -> None:
    send(client, "/reminders/pause/", reason=WRONG)
    send(client, "/reminders/resume/")
    assert "somebody else let it go out again" in send(client, "/reminders/resume/")
    assert len(events()) == 2


def test_channel_resume_leaves_the_portals_own_pause(client: Client, helen: User) -> None:
    pause_channel(reason="The mail server is away.", now=at(5))
    assert "It tries again every minute and goes on by itself." in page_of(
        client, "/reminders/resume/"
    )
    send(client, "/reminders/resume/")
    assert read_channel().paused_at == at(5)


def test_portal_notes_its_own_pauses_once_and_their_end() -> None:
    for minute in range(3):
        pause_channel(reason="The mail server is away.", now=at(5, 9, minute))
    reopen_channel(now=NOW)
    reopen_channel(now=NOW)
    assert events() == [
        ("PAUSED", "The mail server is away.", None),
        ("RESUMED", "The mail server takes mail again.", None),
    ]


def restored() -> tuple[Review, Reminder]:
    review = ask()
    mail = due_mail(review)
    pause_until_confirmed(reason="A backup seems to have been restored.", now=NOW)
    return review, mail


def test_channel_resume_after_a_restore_asks_to_look_first(client: Client, helen: User) -> None:
    restored()
    page = page_of(client, "/reminders/resume/")
    assert "1 mail would go out" in page
    told = send(client, "/reminders/resume/", what="go_again")
    assert "Look at what would go out, then tick the box" in told
    told = send(client, "/reminders/resume/", looked="on")
    assert "Choose whether these mails had gone out already" in told
    assert read_channel().needs_confirming
    assert events() == [("PAUSED", "A backup seems to have been restored.", None)]


@pytest.mark.parametrize(
    ("what", "state", "sent"),
    [("go_again", ReminderState.SENT, 1), ("went_out", ReminderState.UNCERTAIN, 0)],
)
def test_channel_resume_after_a_restore_does_as_the_officer_says(
    client: Client, helen: User, what: str, state: ReminderState, sent: int
) -> None:
    _, mail = restored()
    assert "Mail goes out again" in send(client, "/reminders/resume/", what=what, looked="on")
    assert run_tick(now=at(5, 10, 1)).sent == sent
    mail.refresh_from_db()
    assert mail.state == state


def test_channel_pause_of_an_officer_after_a_restore_changes_nothing(helen: User) -> None:
    restored()
    assert pause_mail(reason=WRONG, by=helen, now=NOW) is False
    assert resume_mail(by=helen, now=NOW) is False
    assert MailChannel.objects.get().needs_confirming


class PausingBackend(EmailBackend):
    """A mail backend during whose first mail an officer pauses the rest."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        pause_mail(reason=WRONG, by=officer(), now=NOW)
        return super().send_messages(messages)


def test_pause_holds_the_rest_of_a_run_back(settings: Settings, mailoutbox: list[object]) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.PausingBackend"
    ask_of(3)

    assert run_tick(now=NOW).sent == 1
    assert Reminder.objects.filter(state=ReminderState.PENDING).count() == 2
