"""What becomes of a mail by what GOV.UK Notify says to it."""

import pytest
from pytest_django import Settings

from actionplans.models import AttemptPhase, Reminder, ReminderState
from actionplans.reminders.sending import send_due
from partners.models import User
from tests.actionplans.notify.notifying import say, use
from tests.actionplans.relay.relaying import attempts, mail_to, states
from tests.actionplans.reminding import at
from tests.notify_server import HANG_UP, SILENCE, TEMPLATE, Answer, NotifyServer, problem

pytestmark = pytest.mark.django_db

TEAM_ONLY = "Can’t send to this recipient using a team-only API key"


def test_send_hands_each_mail_over_once(notify: NotifyServer, people: list[User]) -> None:
    sent = send_due(now=at(5))

    assert sent.states == {ReminderState.SENT: 3}
    assert notify.copies == {person.email: 1 for person in people}
    assert notify.requests == {"TEMPLATE": 1, "EMAIL": 3}
    mail = mail_to(people[0])
    assert (mail.state, mail.sent_at, mail.copies, mail.attempt) == ("SENT", at(5), 1, 1)
    assert mail.channel == "NOTIFY"
    assert attempts(mail) == [(1, AttemptPhase.ACCEPTED, 201)]
    taken = next(one for one in notify.taken if one["email_address"] == people[0].email)
    assert taken["reference"] == f"reminder-{mail.pk}-1@testserver"
    assert mail.message_id == f"<{taken['reference']}>"
    assert mail.attempts.get().words == f"Taken as {notify.ids[taken['reference']]}"
    assert (taken["template_id"], "email_reply_to_id" in taken) == (TEMPLATE, False)


def test_send_says_where_answers_go(
    notify: NotifyServer, people: list[User], settings: Settings
) -> None:
    use(settings, url=notify.url, reply_to_id="77777777-2222-4333-8444-555555555555")

    send_due(now=at(5))

    replies = {mail["email_reply_to_id"] for mail in notify.taken}
    assert replies == {"77777777-2222-4333-8444-555555555555"}


def test_send_by_the_mail_server_says_so(people: list[User]) -> None:
    send_due(now=at(5))

    assert set(Reminder.objects.filter(stage="DUE").values_list("channel", flat=True)) == {"SMTP"}


@pytest.mark.parametrize(
    "words",
    [
        "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds",
        "Exceeded send limits (50) for today",
    ],
)
def test_send_over_the_limit_is_tried_again(
    notify: NotifyServer, people: list[User], words: str
) -> None:
    say(notify, "READ", problem(429, words, "RateLimitError"), to=people[0])

    send_due(now=at(5))

    mail = mail_to(people[0])
    assert (mail.state, mail.retry_at, mail.copies) == ("RETRY", at(5, 9, 5), 0)
    assert mail.may_have_arrived_twice is False
    assert attempts(mail) == [(1, AttemptPhase.DATA, 429)]
    assert mail.reason == (
        f"GOV.UK Notify does not take it yet: 429 {words}. "
        "It is tried again on 5 October 2022 at 9:05am."
    )
    notify.says = {}
    send_due(now=at(5, 9, 5))
    assert states() == ["SENT", "SENT", "SENT"]
    assert notify.copies == {person.email: 1 for person in people}


@pytest.mark.parametrize(
    "answer",
    [
        problem(400, TEAM_ONLY),
        problem(400, "email_address Not a valid email address", "ValidationError"),
        problem(400, "Emails cannot be longer than 2000000 bytes."),
        problem(400, "Can’t send to this recipient when service is in trial mode"),
    ],
    ids=lambda answer: answer[1]["errors"][0]["message"][:30],
)
def test_send_refused_for_one_person_goes_on(
    notify: NotifyServer, people: list[User], answer: Answer
) -> None:
    say(notify, "READ", answer, to=people[0])

    send_due(now=at(5))

    mail = mail_to(people[0])
    assert (mail.state, mail.copies) == ("FAILED", 0)
    assert mail.reason.startswith("GOV.UK Notify refused it: 400 ")
    assert states() == ["FAILED", "SENT", "SENT"]
    send_due(now=at(5, 12))
    assert notify.requests["EMAIL"] == 3


def test_send_to_what_is_no_address_could_not_be_delivered(
    notify: NotifyServer, people: list[User]
) -> None:
    User.objects.filter(pk=people[0].pk).update(email="one@example.org, two@example.org")

    send_due(now=at(5))

    assert mail_to(people[0]).reason == (
        "GOV.UK Notify refused it: 400 email_address Not a valid email address"
    )
    assert states() == ["FAILED", "SENT", "SENT"]


def test_send_keeps_no_address_that_the_service_repeats(
    notify: NotifyServer, people: list[User]
) -> None:
    words = f"email_address {people[0].email} is not valid"
    say(notify, "READ", problem(400, words), to=people[0])

    send_due(now=at(5))

    assert mail_to(people[0]).attempts.get().words == "email_address [address] is not valid"


@pytest.mark.parametrize(
    ("step", "end", "arrived"),
    [("READ", HANG_UP, 1), ("READ", SILENCE, 1), ("WORD", HANG_UP, 2), ("WORD", SILENCE, 2)],
)
def test_send_without_an_answer_is_marked_and_sent_once_more(
    notify: NotifyServer, people: list[User], step: str, end: str, arrived: int
) -> None:
    say(notify, step, end, to=people[0])

    send_due(now=at(5))

    mail = mail_to(people[0])
    assert (mail.state, mail.copies, mail.may_have_arrived_twice) == ("RETRY", 1, True)
    assert attempts(mail) == [(1, AttemptPhase.AFTER_DOT, None)]
    said = "the line broke" if end == HANG_UP else "no word in time"
    assert mail.reason == (
        f"GOV.UK Notify’s word never came ({said}). "
        "It is sent once more on 5 October 2022 at 9:05am."
    )
    assert states() == ["RETRY", "SENT", "SENT"]
    notify.says = {}
    send_due(now=at(5, 9, 5))
    mail = mail_to(people[0])
    assert (mail.state, mail.copies, mail.may_have_arrived_twice) == ("SENT", 2, True)
    assert notify.copies[people[0].email] == arrived


def test_send_still_without_an_answer_is_for_an_officer(
    notify: NotifyServer, people: list[User]
) -> None:
    say(notify, "WORD", HANG_UP, to=people[0])

    send_due(now=at(5))
    send_due(now=at(5, 9, 5))
    send_due(now=at(5, 12))

    mail = mail_to(people[0])
    assert (mail.state, mail.copies, mail.may_have_arrived_twice) == ("UNCERTAIN", 2, True)
    assert mail.reason == (
        "Handed over more than once without GOV.UK Notify’s word: ask whether it arrived "
        "(the line broke)."
    )
    assert notify.copies[people[0].email] == 2


@pytest.mark.parametrize("body", [b"<html>", b"{"])
def test_send_answered_with_yes_and_no_sense_was_taken(
    notify: NotifyServer, people: list[User], body: bytes
) -> None:
    say(notify, "WORD", (201, body), to=people[0])

    send_due(now=at(5))

    assert states() == ["SENT", "SENT", "SENT"]
    assert mail_to(people[0]).attempts.get().words == "Taken, without a number"
