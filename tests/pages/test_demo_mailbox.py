"""The demonstration's mail, read as it came, however odd it is."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from actionplans.models import Reminder, ReminderState, Stage, WorkerHeartbeat
from smp_portal.foundation import clock
from smp_portal.foundation.working_days import LONDON
from smp_portal.pages.demonstration.links import linked
from smp_portal.pages.demonstration.mailbox import find_mail, read_mails
from tests.factories import ReviewRoundFactory, UserFactory

pytestmark = pytest.mark.django_db

MORNING = datetime(2022, 10, 6, 9, tzinfo=LONDON)


@pytest.fixture
def box(settings: Settings, tmp_path: Path) -> Path:
    settings.DEMO = True
    settings.DEMO_MAILDIR = tmp_path
    clock.move_to(MORNING)
    WorkerHeartbeat.objects.create(at=MORNING)
    (tmp_path / "new").mkdir()
    return tmp_path / "new"


def put(box: Path, key: str, raw: bytes, *, age: int = 0) -> None:
    (box / key).write_bytes(raw)
    then = datetime.now(tz=UTC).timestamp() - age
    os.utime(box / key, (then, then))


def test_demo_mailbox_empty(box: Path, client: Client) -> None:
    page = client.get(reverse("pages:demo_mailbox")).content.decode()
    assert "No mail yet." in page
    assert "data-look-again" not in page


def test_demo_mailbox_without_a_folder(box: Path, settings: Settings) -> None:
    settings.DEMO_MAILDIR = box / "nowhere"
    assert read_mails() == []


def test_demo_mailbox_newest_first(box: Path, client: Client) -> None:
    put(box, "1.a", b"Subject: First\nTo: a@example.org\n\nOne", age=60)
    put(box, "2.b", b"Subject: Second\nTo: b@example.org\n\nTwo", age=1)
    assert [(mail.subject, mail.to) for mail in read_mails()] == [
        ("Second", "b@example.org"),
        ("First", "a@example.org"),
    ]
    page = client.get(reverse("pages:demo_mailbox")).content.decode()
    assert page.index("Second") < page.index("First")
    assert "2 mails, the newest first." in page


def test_demo_mailbox_while_the_clock_has_just_moved(box: Path, client: Client) -> None:
    clock.move_to(MORNING + timedelta(days=1))
    page = client.get(reverse("pages:demo_mailbox")).content.decode()
    assert "The worker is sending…" in page
    assert 'data-look-again="2"' in page
    WorkerHeartbeat.objects.update(at=MORNING + timedelta(days=1, seconds=1))
    assert "The worker is sending" not in client.get(reverse("pages:demo_mailbox")).content.decode()


def test_demo_mailbox_while_a_mail_waits(box: Path, client: Client) -> None:
    waiting = Reminder.objects.create(
        round=ReviewRoundFactory.create(),
        recipient=UserFactory.create(),
        stage=Stage.OPENED,
        due_at=MORNING - timedelta(minutes=1),
    )
    assert "The worker is sending" in client.get(reverse("pages:demo_mailbox")).content.decode()
    waiting.state = ReminderState.SKIPPED
    waiting.save()
    assert "The worker is sending" not in client.get(reverse("pages:demo_mailbox")).content.decode()


def test_demo_mailbox_tells_the_storys_time(box: Path, client: Client) -> None:
    Reminder.objects.create(
        round=ReviewRoundFactory.create(),
        recipient=UserFactory.create(),
        stage=Stage.OPENED,
        due_at=MORNING,
        state=ReminderState.SENT,
        sent_at=datetime(2022, 10, 3, 9, tzinfo=LONDON),
        message_id="<reminder-1-1@localhost>",
    )
    put(box, "1.a", b"Subject: Told\nMessage-ID: <reminder-1-1@localhost>\n\nOne", age=600)
    put(box, "2.b", b"Subject: Code\n\nTwo", age=-5)
    put(box, "3.c", b"Subject: Old code\n\nThree", age=600)
    page = client.get(reverse("pages:demo_mailbox")).content.decode()
    assert page.count("3 October 2022 at 9:00am") == 1
    assert page.count("6 October 2022 at 9:00am") == 2  # the bar's, and the code's
    assert page.count("Before the clock was moved") == 1


def test_demo_mail_links_only_into_this_portal(box: Path, client: Client) -> None:
    put(
        box,
        "1.a",
        b"Subject: Links\nContent-Type: text/plain; charset=utf-8\n\n"
        b"Answer: http://testserver/r/abc_D-1/. Not http://testserver.example.com/x\n<script>",
    )
    page = client.get(reverse("pages:demo_mail", args=["1.a"])).content.decode()
    assert '<a class="govuk-link" href="http://testserver/r/abc_D-1/">' in page
    assert page.count("example.com") == 1
    assert "&lt;script&gt;" in page


def test_demo_mail_that_is_not_there(box: Path, client: Client) -> None:
    assert client.get("/demo/mailbox/none/").status_code == 404
    assert client.get("/demo/mailbox/..%2Fsecret/").status_code == 404
    assert find_mail("../secret") is None


@pytest.mark.parametrize(
    ("raw", "subject", "text"),
    [
        (b"", "No subject", ""),
        (b"no header at all", "No subject", "no header at all"),
        (b"Subject: =?utf-8?q?caf=C3=A9?=\n\nx", "café", "x"),
        (
            b"Subject: \xff\xfe\n\nbytes \xff",
            "\N{REPLACEMENT CHARACTER}" * 2,
            "bytes \N{REPLACEMENT CHARACTER}",
        ),
        (b"Content-Type: text/plain; charset=nonsense\n\nodd", "No subject", "odd"),
        (b"Content-Type: application/pdf\n\n%PDF", "No subject", "This mail has no text."),
        (
            b"Content-Type: multipart/mixed; boundary=x\n\nnothing",
            "No subject",
            "This mail has no text.",
        ),
        (
            b"Content-Type: text/html; charset=utf-8\n\n<p>Dear <b>Tom</b></p>",
            "No subject",
            "Dear Tom",
        ),
    ],
)
def test_demo_mail_odd(box: Path, client: Client, raw: bytes, subject: str, text: str) -> None:
    put(box, "1.a:2,S", raw)
    (mail,) = read_mails()
    assert (mail.key, mail.subject, mail.text) == ("1.a", subject, text)
    assert client.get(reverse("pages:demo_mail", args=[mail.key])).status_code == 200


def test_linked_keeps_the_full_stop_outside() -> None:
    assert linked("See http://here/a/.", base="http://here") == (
        'See <a class="govuk-link" href="http://here/a/">http://here/a/</a>.'
    )
