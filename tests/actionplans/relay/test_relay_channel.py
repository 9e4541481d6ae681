"""When the mail server takes no mail at all, all mail waits and costs no attempt."""

import pytest
from pytest_django import Settings

from actionplans.models import (
    MailChannel,
    Reminder,
    ReminderAttempt,
)
from actionplans.reminders.sending import send_due
from partners.models import User
from tests.actionplans.relay.relaying import say, states, use
from tests.actionplans.reminding import at
from tests.mail_server import (
    MailServer,
    free_port,
    refuse_sign_in,
    running_mail_server,
)

pytestmark = pytest.mark.django_db


def test_send_to_a_relay_that_is_down_pauses_mail_and_costs_no_attempt(
    settings: Settings, people: list[User]
) -> None:
    port = free_port()
    use(settings, port=port)

    send_due(now=at(5))
    send_due(now=at(5, 9, 1))

    channel = MailChannel.objects.get()
    assert channel.paused_at == at(5)
    assert channel.reason == "The mail server can’t be reached (Connection refused)."
    assert states() == ["PENDING", "PENDING", "PENDING"]
    assert set(Reminder.objects.values_list("attempt", flat=True)) == {0}
    with running_mail_server(port=port) as server:
        send_due(now=at(5, 9, 2))
    channel = MailChannel.objects.get()
    assert (channel.paused_at, channel.reason) == (None, "")
    assert server.copies == {person.email: 1 for person in people}


def test_send_reopens_the_channel_in_the_evening_too(
    server: MailServer, people: list[User]
) -> None:
    MailChannel.objects.create(name="SMTP", paused_at=at(5), reason="It was down.")

    send_due(now=at(5, 20))

    assert MailChannel.objects.get().paused_at is None
    assert server.mails == []


def test_send_respects_a_pause_by_an_officer(server: MailServer, people: list[User]) -> None:
    MailChannel.objects.create(
        name="SMTP", paused_at=at(5), paused_by=people[0], reason="We move house."
    )

    send_due(now=at(5))

    assert server.connections == 0
    assert states() == ["PENDING", "PENDING", "PENDING"]
    assert MailChannel.objects.get().reason == "We move house."


def test_send_pauses_where_the_sign_in_is_refused(settings: Settings, people: list[User]) -> None:
    options = {"authenticator": refuse_sign_in, "auth_require_tls": False}
    with running_mail_server(**options) as server:
        use(settings, port=server.port)
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "portal", "wrong"
        send_due(now=at(5))

    assert MailChannel.objects.get().reason == (
        "The mail server refuses the portal’s sign-in "
        "(535 5.7.8 Authentication credentials invalid)."
    )
    assert states() == ["PENDING", "PENDING", "PENDING"]
    assert ReminderAttempt.objects.count() == 0


def test_send_pauses_where_encryption_is_missing(
    server: MailServer, settings: Settings, people: list[User]
) -> None:
    settings.EMAIL_USE_TLS = True

    send_due(now=at(5))

    assert MailChannel.objects.get().reason == (
        "The mail server can’t be reached (STARTTLS extension not supported by server.)."
    )
    assert states() == ["PENDING", "PENDING", "PENDING"]


def test_send_pauses_where_the_portals_own_address_is_refused(
    server: MailServer, people: list[User]
) -> None:
    say(server, "MAIL", "553 5.7.1 Not your address")

    send_due(now=at(5))
    send_due(now=at(5, 9, 1))

    channel = MailChannel.objects.get()
    assert channel.paused_at == at(5)
    assert channel.reason == (
        "The mail server refuses mail from the portal’s own address (553 5.7.1 Not your address)."
    )
    assert states() == ["PENDING", "PENDING", "PENDING"]
    assert set(Reminder.objects.values_list("attempt", flat=True)) == {0}
    server.says = {}
    send_due(now=at(5, 9, 5))
    assert states() == ["SENT", "SENT", "SENT"]
