"""When GOV.UK Notify takes no mail at all, all mail waits, costs no attempt, and goes on by itself."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from actionplans.models import ChannelEvent, MailChannel, Reminder, ReminderAttempt
from actionplans.queries.mail_channel import read_channel
from actionplans.reminders.channel import pause_channel
from actionplans.reminders.sending import send_due
from actionplans.services.channel import pause_mail, resume_mail
from partners.models import User
from tests.actionplans.notify.notifying import say, use
from tests.actionplans.relay.relaying import states
from tests.actionplans.reminding import at
from tests.factories import officer
from tests.mail_server import free_port
from tests.notify_server import KEY, Answer, NotifyServer, problem, running_notify_server

pytestmark = pytest.mark.django_db

WAITING = ["PENDING", "PENDING", "PENDING"]
NO_TEMPLATE = problem(400, "Template not found")


def nothing_was_spent() -> bool:
    """Whether all mails wait as if none had been tried."""
    spent = set(Reminder.objects.values_list("attempt", "copies", "may_have_arrived_twice"))
    return spent == {(0, 0, False)} and not ReminderAttempt.objects.exists()


def test_send_to_a_service_that_is_down_pauses_mail(settings: Settings, people: list[User]) -> None:
    port = free_port()
    use(settings, url=f"http://127.0.0.1:{port}")

    send_due(now=at(5))
    send_due(now=at(5, 9, 1))

    channel = MailChannel.objects.get()
    assert (channel.name, channel.paused_at) == ("NOTIFY", at(5))
    assert channel.reason == "GOV.UK Notify can’t be reached (no connection)."
    assert (states(), nothing_was_spent()) == (WAITING, True)
    with running_notify_server(port=port) as notify:
        send_due(now=at(5, 9, 2))
    assert (read_channel().paused_at, read_channel().reason) == (None, "")
    assert notify.copies == {person.email: 1 for person in people}


@pytest.mark.parametrize(
    ("details", "reason"),
    [
        (
            {"api_key": KEY[:-1] + "0"},
            "GOV.UK Notify refuses the portal’s key (Invalid token: API key not found).",
        ),
        (
            {"template_id": "00000000-2222-4333-8444-555555555555"},
            "GOV.UK Notify refuses the portal’s template or settings (404 No result found).",
        ),
    ],
)
def test_send_with_settings_that_the_service_refuses_pauses_mail(
    notify: NotifyServer,
    people: list[User],
    settings: Settings,
    details: dict[str, str],
    reason: str,
) -> None:
    use(settings, url=notify.url, **details)

    send_due(now=at(5))

    assert read_channel().reason == reason
    assert (states(), nothing_was_spent()) == (WAITING, True)
    assert notify.requests["EMAIL"] == 0


@pytest.mark.parametrize(
    "template",
    [
        {"subject": "Your update", "body": "((body))"},
        {"subject": "((subject))", "body": "Dear ((name))"},
    ],
)
def test_send_with_a_template_that_leaves_the_mail_out_pauses_mail(
    notify: NotifyServer, people: list[User], template: dict[str, str]
) -> None:
    notify.template = template

    send_due(now=at(5))

    assert read_channel().reason == (
        "GOV.UK Notify’s template does not hold the mail: its subject must be ((subject)) "
        "and its message ((body))."
    )
    assert notify.requests["EMAIL"] == 0


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (NO_TEMPLATE, "refuses the portal’s template or settings (400 Template not found)."),
        (
            problem(400, "Missing personalisation: body"),
            "refuses the portal’s template or settings (400 Missing personalisation: body).",
        ),
        (problem(403, "Clock", "AuthError"), "refuses the portal’s key (Clock)."),
        (
            problem(500, "Internal server error", "Exception"),
            "takes no mail now (500 Internal server error).",
        ),
        ((503, {"message": "Down", "result": "error"}), "takes no mail now (503 Down)."),
    ],
    ids=lambda case: str(case[0]) if isinstance(case, tuple) else "",
)
def test_send_refused_for_every_mail_spends_none(
    notify: NotifyServer, people: list[User], answer: Answer, reason: str
) -> None:
    say(notify, "READ", answer)

    send_due(now=at(5))

    assert read_channel().reason == f"GOV.UK Notify {reason}"
    assert (states(), nothing_was_spent()) == (WAITING, True)
    assert notify.requests["EMAIL"] == 1


@pytest.mark.parametrize(
    "answer",
    [
        (502, b"<html>Bad gateway</html>"),
        (504, b""),
        (500, b"Oops"),
        (301, b""),
        (200, b"<html>Welcome"),
    ],
    ids=lambda answer: str(answer[0]),
)
def test_send_answered_by_a_gateway_marks_one_mail_and_keeps_the_rest(
    notify: NotifyServer, people: list[User], answer: Answer
) -> None:
    say(notify, "WORD", answer)

    send_due(now=at(5))

    assert sorted(states()) == ["PENDING", "PENDING", "RETRY"]
    mail = Reminder.objects.get(state="RETRY")
    assert (mail.copies, mail.may_have_arrived_twice) == (1, True)
    assert read_channel().reason.startswith("GOV.UK Notify takes no mail now (")
    assert notify.requests["EMAIL"] == 1


def test_send_refused_only_at_sending_is_tried_less_and_less_often(
    notify: NotifyServer, people: list[User]
) -> None:
    say(notify, "READ", NO_TEMPLATE)
    every_minute = [at(5, 9, minute) for minute in range(40)]
    tries = []
    for moment in [*every_minute, at(5, 10, 14), at(5, 10, 15), at(5, 11, 14), at(5, 11, 15)]:
        before = notify.requests["EMAIL"]
        send_due(now=moment)
        tries += [moment] * (notify.requests["EMAIL"] - before)

    assert tries[:4] == [at(5), at(5, 9, 5), at(5, 9, 15), at(5, 9, 35)]
    assert tries[4:] == [at(5, 10, 15), at(5, 11, 15)]
    assert read_channel().paused_at == at(5)
    assert read_channel().try_again_at == at(5, 12, 15)
    assert list(ChannelEvent.objects.values_list("kind", flat=True)) == ["PAUSED"]
    assert (states(), nothing_was_spent()) == (WAITING, True)
    notify.says = {}
    send_due(now=at(5, 12, 15))
    assert states() == ["SENT", "SENT", "SENT"]
    channel = MailChannel.objects.get()
    assert (channel.paused_at, channel.try_again_at, channel.refused_in_a_row) == (None, None, 0)
    assert ChannelEvent.objects.first().reason == "GOV.UK Notify takes mail again."  # type: ignore[union-attr]


def test_several_senders_that_are_refused_at_once_count_as_one(notify: NotifyServer) -> None:
    for second in (0, 1):
        moment = at(5) + timedelta(seconds=second)
        pause_channel(reason="No template.", now=moment, at_sending=True)

    channel = MailChannel.objects.get()
    assert (channel.refused_in_a_row, channel.try_again_at) == (1, at(5, 9, 5))


def test_what_fails_to_connect_while_it_is_waited_for_changes_no_wait(
    notify: NotifyServer, people: list[User]
) -> None:
    say(notify, "READ", NO_TEMPLATE)
    send_due(now=at(5))
    say(notify, "TEMPLATE", problem(403, "Clock", "AuthError"))

    send_due(now=at(5, 9, 5))
    assert read_channel().reason == "GOV.UK Notify refuses the portal’s key (Clock)."
    notify.says = {}
    send_due(now=at(5, 9, 6))

    assert states() == ["SENT", "SENT", "SENT"]


def test_pause_of_what_was_refused_at_sending_lasts_the_night(
    notify: NotifyServer, people: list[User]
) -> None:
    say(notify, "READ", NO_TEMPLATE)
    send_due(now=at(5, 17, 58))

    send_due(now=at(5, 20))
    assert read_channel().paused_at == at(5, 17, 58)
    notify.says = {}
    send_due(now=at(6))

    assert (read_channel().paused_at, states()) == (None, ["SENT", "SENT", "SENT"])


def test_pause_by_an_officer_takes_over_one_that_waits(
    notify: NotifyServer, people: list[User]
) -> None:
    say(notify, "READ", NO_TEMPLATE)
    send_due(now=at(5))

    assert pause_mail(reason="I put the template right.", by=officer(), now=at(5, 9, 1))
    send_due(now=at(5, 9, 5))
    assert notify.requests["EMAIL"] == 1
    resume_mail(by=officer(), now=at(5, 9, 6))
    notify.says = {}
    send_due(now=at(5, 9, 6))

    assert states() == ["SENT", "SENT", "SENT"]


def test_pause_by_an_officer_outlasts_a_change_of_the_way(
    notify: NotifyServer, people: list[User], settings: Settings
) -> None:
    helen = officer()
    settings.MAIL_CHANNEL = "SMTP"
    assert pause_mail(reason="We move house.", by=helen, now=at(5))
    settings.MAIL_CHANNEL = "NOTIFY"

    send_due(now=at(5))

    assert (read_channel().paused_by, states()) == (helen, WAITING)
    assert not pause_mail(reason="Again.", by=helen, now=at(5))
    assert resume_mail(by=helen, now=at(5))
    assert not resume_mail(by=helen, now=at(5))
    send_due(now=at(5))
    assert states() == ["SENT", "SENT", "SENT"]


def test_pause_of_the_other_way_keeps_nothing_back(
    notify: NotifyServer, people: list[User]
) -> None:
    MailChannel.objects.create(name="SMTP", paused_at=at(4), reason="The mail server is away.")

    send_due(now=at(5))

    assert states() == ["SENT", "SENT", "SENT"]
    assert read_channel().paused_at is None
