"""What becomes of a mail by what a real mail server says, at each step of the conversation."""

import pytest

from actionplans.models import (
    AttemptPhase,
    FrameworkSettings,
    ReminderState,
)
from actionplans.reminders.sending import send_due
from actionplans.reminders.stages import next_sending_time
from partners.models import User
from tests.actionplans.relay.relaying import attempts, mail_to, say, states
from tests.actionplans.reminding import at
from tests.mail_server import (
    HANG_UP,
    MailServer,
)

pytestmark = pytest.mark.django_db


def test_send_hands_each_mail_over_once_on_one_connection(
    server: MailServer, people: list[User]
) -> None:
    sent = send_due(now=at(5))

    assert sent.states == {ReminderState.SENT: 3}
    assert server.copies == {person.email: 1 for person in people}
    assert server.connections == 1
    mail = mail_to(people[0])
    assert (mail.state, mail.sent_at, mail.copies, mail.attempt) == ("SENT", at(5), 1, 1)
    assert attempts(mail) == [(1, AttemptPhase.ACCEPTED, 250)]
    assert mail.message_id == f"<reminder-{mail.pk}-1@testserver>"
    assert mail.message_id in {arrived["Message-ID"] for arrived in server.mails}


def test_send_again_sends_nothing(server: MailServer, people: list[User]) -> None:
    send_due(now=at(5))

    assert send_due(now=at(5, 9, 1)).states == {}
    assert len(server.mails) == 3


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "DOT"])
def test_send_later_tries_again_with_growing_pauses(
    server: MailServer, people: list[User], step: str
) -> None:
    say(server, step, "451 4.7.1 Greylisted, come back", to=people[0])
    if step == "MAIL":
        say(server, step, "451 4.7.1 Greylisted, come back")

    send_due(now=at(5))

    mail = mail_to(people[0])
    assert (mail.state, mail.retry_at, mail.copies) == ("RETRY", at(5, 9, 5), 0)
    assert mail.may_have_arrived_twice is False
    assert mail.reason == (
        "The mail server does not take it yet: 451 4.7.1 Greylisted, come back. "
        "It is tried again on 5 October 2022 at 9:05am."
    )
    send_due(now=at(5, 9, 5))
    assert mail_to(people[0]).retry_at == at(5, 9, 15)
    server.says = {}
    send_due(now=at(5, 9, 15))
    assert states() == ["SENT", "SENT", "SENT"]
    assert mail_to(people[0]).copies == 1
    assert server.copies == {person.email: 1 for person in people}


def test_send_gives_up_after_48_hours(server: MailServer, people: list[User]) -> None:
    say(server, "RCPT", "452 4.2.2 Mailbox full", to=people[0])
    moment = at(5)
    while mail_to(people[0]).state in {"PENDING", "RETRY"}:
        send_due(now=moment)
        moment = next_sending_time(mail_to(people[0]).retry_at or moment, FrameworkSettings())

    mail = mail_to(people[0])
    assert (mail.state, mail.retry_at, mail.copies) == ("DEAD", None, 0)
    assert mail.reason == "Given up after 48 hours. The last word was: 452 4.2.2 Mailbox full"
    assert mail.attempts.latest("at").at == at(7)


@pytest.mark.parametrize("step", ["RCPT", "DATA", "DOT"])
def test_send_refused_for_good_is_not_tried_again(
    server: MailServer, people: list[User], step: str
) -> None:
    say(server, step, "550 5.1.1 No such person here", to=people[0])

    send_due(now=at(5))

    mail = mail_to(people[0])
    assert (mail.state, mail.copies) == ("FAILED", 0)
    assert mail.reason == "The mail server refused it: 550 5.1.1 No such person here"
    assert states() == ["FAILED", "SENT", "SENT"]
    send_due(now=at(5, 12))
    assert server.copies == {person.email: 1 for person in people[1:]}


def test_send_keeps_no_address_that_the_relay_repeats(
    server: MailServer, people: list[User]
) -> None:
    say(server, "RCPT", f"550 <{people[0].email}> is unknown", to=people[0])

    send_due(now=at(5))

    assert mail_to(people[0]).attempts.get().words == "<[address]> is unknown"


def test_send_after_a_break_before_the_end_of_the_text_marks_nothing(
    server: MailServer, people: list[User]
) -> None:
    say(server, "RCPT", HANG_UP, to=people[0])

    send_due(now=at(5))

    mail = mail_to(people[0])
    assert (mail.state, mail.copies, mail.may_have_arrived_twice) == ("RETRY", 0, False)
    assert attempts(mail) == [(1, AttemptPhase.RECIPIENT, None)]
    assert states() == ["RETRY", "SENT", "SENT"]
    assert server.connections == 2


def test_send_after_a_break_after_the_dot_is_marked_and_sent_once_more(
    server: MailServer, people: list[User]
) -> None:
    say(server, "WORD", HANG_UP, to=people[0])

    send_due(now=at(5))

    mail = mail_to(people[0])
    assert (mail.state, mail.copies, mail.may_have_arrived_twice) == ("RETRY", 1, True)
    assert attempts(mail) == [(1, AttemptPhase.AFTER_DOT, None)]
    server.says = {}
    send_due(now=at(5, 9, 5))
    mail = mail_to(people[0])
    assert (mail.state, mail.copies, mail.may_have_arrived_twice) == ("SENT", 2, True)
    assert server.copies[people[0].email] == 2


def test_send_still_unknown_is_for_an_officer(server: MailServer, people: list[User]) -> None:
    say(server, "WORD", HANG_UP, to=people[0])

    send_due(now=at(5))
    send_due(now=at(5, 9, 5))
    send_due(now=at(5, 12))

    mail = mail_to(people[0])
    assert (mail.state, mail.copies, mail.may_have_arrived_twice) == ("UNCERTAIN", 2, True)
    assert server.copies[people[0].email] == 2
    assert states() == ["UNCERTAIN", "SENT", "SENT"]


def test_send_takes_a_new_connection_when_the_relay_closes_one(
    server: MailServer, people: list[User]
) -> None:
    say(server, "RCPT", "421 4.7.0 Too many mails on this line", to=people[1])

    send_due(now=at(5))

    assert states() == ["SENT", "RETRY", "SENT"]
    assert server.connections == 2


def test_send_goes_on_after_a_mail_that_cannot_be_put_together(
    server: MailServer, people: list[User]
) -> None:
    User.objects.filter(pk=people[0].pk).update(email="one@example.org, two@example.org")

    send_due(now=at(5))

    mail = mail_to(people[0])
    assert states() == ["RETRY", "SENT", "SENT"]
    assert attempts(mail) == [(1, AttemptPhase.BUILD, None)]
    assert mail.reason == (
        "It could not be put together: ValueError. It is tried again on 5 October 2022 at 9:05am."
    )


def test_send_text_with_a_line_that_begins_with_a_dot_arrives_whole(
    server: MailServer, people: list[User]
) -> None:
    FrameworkSettings.objects.create(team_name=".The team")
    User.objects.filter(pk=people[0].pk).update(full_name="Áine A’Court")

    send_due(now=at(5))

    arrived = next(mail for mail in server.mails if mail["To"] == people[0].email)
    body = arrived.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert text.startswith("Dear Áine A’Court,")
    assert ".The team" in text.splitlines()
