"""Where GOV.UK Notify tells what became of a mail: only with the token, and without a trace of whom it was to."""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from actionplans.models import DeliveryReceipt
from actionplans.reminders.sending import send_due
from partners.models import User
from tests.actionplans.notify.notifying import use
from tests.actionplans.relay.relaying import mail_to
from tests.actionplans.reminding import at
from tests.factories import officer
from tests.notify_server import TOKEN, NotifyServer
from tests.reading_pages import page_of

pytestmark = pytest.mark.django_db

URL = "/notify/receipts/"


@pytest.fixture
def receipt(notify: NotifyServer, people: list[User]) -> dict[str, Any]:
    """What the service tells of the first person's mail."""
    send_due(now=at(5))
    return notify.receipt(mail_to(people[0]).message_id.strip("<>"), "permanent-failure")


def post(receipt: Any, *, token: str = f"Bearer {TOKEN}", client: Client | None = None) -> int:
    body = receipt if isinstance(receipt, (str, bytes)) else json.dumps(receipt)
    # A real browser's checks: Notify has no token against forged requests.
    client = client or Client(enforce_csrf_checks=True)
    response = client.post(
        URL, body, content_type="application/json", headers={"Authorization": token}
    )
    assert response.content == b"" or response.status_code == 404
    return response.status_code


def test_receipt_take(receipt: dict[str, Any], people: list[User]) -> None:
    assert post(receipt) == 204

    assert mail_to(people[0]).state == "FAILED"
    kept = DeliveryReceipt.objects.get()
    assert (str(kept.notify_id), kept.status) == (receipt["id"], "permanent-failure")
    assert kept.completed_at is not None
    assert kept.completed_at.isoformat() == "2022-10-05T08:02:00+00:00"
    assert post(receipt) == 204
    assert DeliveryReceipt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_receipt_take_by_a_real_request(
    receipt: dict[str, Any], people: list[User], notify: NotifyServer, live_server: LiveServer
) -> None:
    assert notify.post_receipt(live_server.url, receipt, token="another") == 401
    assert notify.post_receipt(live_server.url, receipt) == 204

    assert mail_to(people[0]).state == "FAILED"


@pytest.mark.parametrize("token", ["", TOKEN, "Bearer ", f"Bearer {TOKEN[:-1]}", "Bearer ünsinn"])
def test_receipt_take_without_the_token(receipt: dict[str, Any], token: str) -> None:
    assert post(receipt, token=token) == 401
    assert not DeliveryReceipt.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "{",
        "[]",
        "null",
        b"\xff",
        {"id": "7"},
        {"id": None},
        {"status": "sending"},
        {"status": ["delivered"]},
        {"completed_at": "soon"},
        {"reference": "r" * 1001},
    ],
    ids=repr,
)
def test_receipt_take_of_nonsense(receipt: dict[str, Any], wrong: Any) -> None:
    assert post(receipt | wrong if isinstance(wrong, dict) else wrong) == 400
    assert not DeliveryReceipt.objects.exists()


def test_receipt_take_of_a_mail_without_a_reference(receipt: dict[str, Any]) -> None:
    assert post(receipt | {"reference": None}) == 204
    assert not DeliveryReceipt.objects.exists()


def test_receipt_take_is_not_there_without_a_token_of_its_own(
    receipt: dict[str, Any], settings: Settings
) -> None:
    use(settings, url="http://127.0.0.1:1", receipts_token="")
    assert post(receipt, token="Bearer ") == 404


def test_receipt_take_goes_on_when_mail_goes_another_way(
    receipt: dict[str, Any], settings: Settings
) -> None:
    settings.MAIL_CHANNEL = "SMTP"
    assert post(receipt) == 204
    assert DeliveryReceipt.objects.count() == 1


def test_receipt_take_reads_nothing_out(client: Client) -> None:
    assert client.get(URL).status_code == 405


def test_receipt_take_logs_no_address(
    receipt: dict[str, Any], people: list[User], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.clear()
    caplog.set_level("DEBUG")
    post(receipt)
    post(receipt | {"id": "wrong"})
    assert "receipt came" in caplog.text
    assert people[0].email not in caplog.text


def test_receipt_is_shown_with_the_mail(
    receipt: dict[str, Any], people: list[User], client: Client
) -> None:
    mail = mail_to(people[0])
    client.force_login(officer())
    before = page_of(client, f"/reminders/{mail.pk}/")
    assert "<dt>Went through</dt><dd>GOV.UK Notify</dd>" in before
    post(receipt)

    page = page_of(client, f"/reminders/{mail.pk}/")

    assert "It could not be delivered.</b> GOV.UK Notify could not deliver it: there is no" in page
    assert f"/reminders/{mail.pk}/address-dead/" in page
    assert "GOV.UK Notify on attempt 1, " in page
    assert ": could not deliver: there is no such address" in page
    assert "Could not deliver: there is no such address" in page_of(client, "/reminders/")
    attention = page_of(client, "/reminders/attention/")
    assert "GOV.UK Notify could not deliver it: there is no such address." in attention
