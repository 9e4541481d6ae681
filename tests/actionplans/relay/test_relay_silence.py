"""A mail server that hangs, hangs up or is slow, at each step of the conversation."""

import time

import pytest
from pytest_django import Settings

from actionplans.models import AttemptPhase, MailChannel, Reminder, ReminderAttempt
from actionplans.reminders import smtp
from actionplans.reminders.sending import send_due
from partners.models import User
from tests.actionplans.relay.relaying import attempts, mail_to, say, states, use
from tests.actionplans.reminding import at
from tests.mail_server import HANG_UP, SILENCE, MailServer, greeting_with

pytestmark = pytest.mark.django_db

TIMED_OUT = "Connection unexpectedly closed: timed out"
BUSY = "421 4.3.2 Closing for a moment"


@pytest.fixture
def server(server: MailServer, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> MailServer:
    """A mail server that is waited for a second only."""
    settings.EMAIL_TIMEOUT = 1
    monkeypatch.setattr(smtp, "AFTER_DOT_SECONDS", 1)
    return server


@pytest.mark.parametrize(
    ("greeting", "reason"),
    [
        (b"", f"The mail server can’t be reached ({TIMED_OUT})."),
        (b"421 Too busy\r\n", "The mail server takes no mail now (421 Too busy)."),
    ],
)
def test_send_to_a_relay_that_greets_with_nothing_useful_pauses_mail(
    settings: Settings, people: list[User], greeting: bytes, reason: str
) -> None:
    with greeting_with(greeting) as port:
        use(settings, port=port)
        settings.EMAIL_TIMEOUT = 1
        send_due(now=at(5))

    assert MailChannel.objects.get().reason == reason
    assert states() == ["PENDING", "PENDING", "PENDING"]
    assert set(Reminder.objects.values_list("attempt", flat=True)) == {0}


def test_send_to_a_relay_that_hangs_before_any_mail_pauses_mail(
    server: MailServer, people: list[User]
) -> None:
    say(server, "EHLO", SILENCE)

    send_due(now=at(5))

    assert MailChannel.objects.get().reason == f"The mail server can’t be reached ({TIMED_OUT})."
    assert states() == ["PENDING", "PENDING", "PENDING"]
    assert ReminderAttempt.objects.count() == 0


@pytest.mark.parametrize(
    ("step", "phase"),
    [("RCPT", AttemptPhase.RECIPIENT), ("DATA", AttemptPhase.DATA)],
)
def test_send_to_a_relay_that_hangs_before_the_text_tries_that_mail_again(
    server: MailServer, people: list[User], step: str, phase: AttemptPhase
) -> None:
    say(server, step, SILENCE, to=people[0])

    send_due(now=at(5))

    mail = mail_to(people[0])
    assert (mail.copies, mail.may_have_arrived_twice) == (0, False)
    assert attempts(mail) == [(1, phase, None)]
    assert states() == ["RETRY", "SENT", "SENT"]
    assert server.connections == 2
    server.says = {}
    send_due(now=at(5, 9, 5))
    assert server.copies == {person.email: 1 for person in people}


def test_send_to_a_relay_that_hangs_at_the_sender_tries_every_mail_again(
    server: MailServer, people: list[User]
) -> None:
    say(server, "MAIL", SILENCE)

    send_due(now=at(5))

    assert states() == ["RETRY", "RETRY", "RETRY"]
    server.says = {}
    send_due(now=at(5, 9, 5))
    assert server.copies == {person.email: 1 for person in people}


@pytest.mark.parametrize(
    ("step", "end", "arrived"),
    [("DOT", SILENCE, 1), ("DOT", HANG_UP, 1), ("WORD", SILENCE, 2), ("WORD", HANG_UP, 2)],
)
def test_send_to_a_relay_without_a_last_word_is_marked_and_sent_once_more(
    server: MailServer, people: list[User], step: str, end: str, arrived: int
) -> None:
    say(server, step, end, to=people[0])

    send_due(now=at(5))

    mail = mail_to(people[0])
    assert (mail.state, mail.copies, mail.may_have_arrived_twice) == ("RETRY", 1, True)
    assert attempts(mail) == [(1, AttemptPhase.AFTER_DOT, None)]
    assert states() == ["RETRY", "SENT", "SENT"]
    server.says = {}
    send_due(now=at(5, 9, 5))
    assert mail_to(people[0]).state == "SENT"
    assert server.copies[people[0].email] == arrived


@pytest.mark.parametrize("step", ["DATA", "DOT"])
def test_send_takes_a_new_line_when_the_relay_closes_one_at_the_text(
    server: MailServer, people: list[User], step: str
) -> None:
    say(server, step, BUSY, to=people[1])

    send_due(now=at(5))

    mail = mail_to(people[1])
    assert (mail.copies, mail.may_have_arrived_twice) == (0, False)
    assert attempts(mail) == [(1, AttemptPhase.DATA, 421)]
    assert states() == ["SENT", "RETRY", "SENT"]
    assert server.connections == 2


def test_send_to_a_slow_relay_hands_each_mail_over_once(
    server: MailServer, people: list[User]
) -> None:
    for step in ("EHLO", "MAIL", "RCPT", "DATA", "WORD"):
        server.says[step] = lambda _address: time.sleep(0.2)

    send_due(now=at(5))

    assert states() == ["SENT", "SENT", "SENT"]
    assert server.copies == {person.email: 1 for person in people}
    assert server.connections == 1
