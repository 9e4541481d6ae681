"""The portal's account with GOV.UK Notify, and what the service is told to say."""

from typing import Any

from pytest_django import Settings

from partners.models import User
from smp_portal.foundation.mail_way import NotifyAccount
from tests.notify_server import KEY, TEMPLATE, TOKEN, Answer, NotifyServer


def use(settings: Settings, *, url: str, **details: Any) -> None:
    """Have reminders go out by the service at this address."""
    known: dict[str, Any] = {
        "api_key": KEY,
        "template_id": TEMPLATE,
        "receipts_token": TOKEN,
        "reply_to_id": "",
        "base_url": url,
        "timeout": 1,
    }
    settings.MAIL_CHANNEL = "NOTIFY"
    settings.NOTIFY = NotifyAccount(**known | details)


def say(notify: NotifyServer, step: str, answer: Answer, *, to: User | None = None) -> None:
    """Have the service answer so at a step, to everybody or to one."""
    notify.says[step] = lambda address: answer if to is None or address == to.email else None
