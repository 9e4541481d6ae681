"""What officers read above every page when mail does not go out."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from actionplans.models import FrameworkSettings, MailChannel, WorkerHeartbeat
from actionplans.queries.mail_state import mail_trouble, team_and_trouble
from tests.actionplans.reminding import at
from tests.factories import officer, owner

pytestmark = pytest.mark.django_db


def test_mail_trouble_none_while_the_worker_looks() -> None:
    WorkerHeartbeat.objects.create(at=at(5))
    MailChannel.objects.create(name="SMTP")

    with CaptureQueriesContext(connection) as asked:
        assert mail_trouble(now=at(5, 9, 5)) is None
    assert len(asked) == 1


def test_mail_trouble_five_minutes_after_the_last_look() -> None:
    WorkerHeartbeat.objects.create(at=at(5, 8, 54))

    assert mail_trouble(now=at(5)) == (
        "No mail goes out: the worker has not looked since 5 October 2022 at 8:54am."
    )


def test_mail_trouble_before_the_first_look() -> None:
    assert mail_trouble(now=at(5)) == (
        "No mail goes out: the worker has never looked for what is due."
    )


def test_mail_trouble_while_mail_is_paused() -> None:
    WorkerHeartbeat.objects.create(at=at(5))
    MailChannel.objects.create(name="SMTP", paused_at=at(5), reason="The mail server is away.")

    assert mail_trouble(now=at(5, 9, 1)) == (
        "Mail through the mail server is paused since 5 October 2022 at 9:00am: The mail server is away. "
        "Nothing is lost, it waits."
    )


def test_team_and_trouble_read_in_one_query() -> None:
    FrameworkSettings.objects.create(team_telephone="01632 960999")
    WorkerHeartbeat.objects.create(at=at(5))
    MailChannel.objects.create(name="SMTP")

    with CaptureQueriesContext(connection) as asked:
        team, trouble = team_and_trouble(now=at(5, 9, 5))
    assert (len(asked), team.team_telephone, trouble) == (1, "01632 960999", None)


@pytest.mark.parametrize("is_saved", [True, False])
def test_team_and_trouble_say_what_keeps_mail_in(*, is_saved: bool) -> None:
    if is_saved:
        FrameworkSettings.objects.create()
    team, trouble = team_and_trouble(now=at(5))
    assert team.team_telephone == "01632 960001"
    assert trouble == "No mail goes out: the worker has never looked for what is due."

    WorkerHeartbeat.objects.create(at=at(5, 8, 54))
    assert team_and_trouble(now=at(5))[1] == (
        "No mail goes out: the worker has not looked since 5 October 2022 at 8:54am."
    )
    assert team_and_trouble(now=at(5, 8, 59))[1] is None

    MailChannel.objects.create(name="SMTP", paused_at=at(4), reason="The mail server is away.")
    assert team_and_trouble(now=at(5, 8, 59))[1] == (
        "Mail through the mail server is paused since 4 October 2022 at 9:00am: The mail server is away. "
        "Nothing is lost, it waits."
    )


def test_mail_trouble_is_told_to_officers_alone(client: Client) -> None:
    told = "No mail goes out: the worker has never looked for what is due."
    client.force_login(officer())
    assert told in client.get("/reminders/").content.decode()

    client.force_login(owner())
    assert told not in client.get("/reminders/").content.decode()


def test_mail_trouble_names_the_way_that_is_paused(settings: Settings) -> None:
    settings.MAIL_CHANNEL = "NOTIFY"
    WorkerHeartbeat.objects.create(at=at(5))
    MailChannel.objects.create(name="SMTP", paused_at=at(4), reason="The mail server is away.")
    assert mail_trouble(now=at(5, 9, 1)) is None

    MailChannel.objects.create(name="NOTIFY", paused_at=at(5), reason="No template.")
    assert mail_trouble(now=at(5, 9, 1)) == (
        "Mail through GOV.UK Notify is paused since 5 October 2022 at 9:00am: No template. "
        "Nothing is lost, it waits."
    )
