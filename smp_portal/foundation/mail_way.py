"""Which way reminders go out, and what GOV.UK Notify has to be told for it, as the environment says."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env

_WAYS = ("smtp", "notify")
_PUBLIC = "https://api.notifications.service.gov.uk"
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_SHORTEST_TOKEN = 32

_KEY = "NOTIFY_API_KEY is not a key of GOV.UK Notify: copy the whole key, which is a name and two long numbers with hyphens between."
_TEMPLATE = (
    "NOTIFY_TEMPLATE_ID is not a template’s ID: copy it from the template’s page in GOV.UK Notify."
)
_RECEIPTS = "NOTIFY_RECEIPTS_TOKEN is empty: set it to the bearer token that you gave GOV.UK Notify for delivery receipts."
_REPLY_TO = "NOTIFY_REPLY_TO_ID is not an ID: copy that of the reply-to address in GOV.UK Notify, or leave it empty."
_TIMEOUT = "NOTIFY_TIMEOUT must be a number of seconds, 1 or more."
_BASE = "NOTIFY_BASE_URL must begin with https://: what goes there are addresses and review links."


@dataclass(frozen=True)
class NotifyAccount:
    """The portal's account with GOV.UK Notify; what is secret in it is never shown."""

    api_key: str = field(repr=False)
    template_id: str
    receipts_token: str = field(repr=False)
    reply_to_id: str
    base_url: str
    timeout: int


def read_mail_way(env: Env) -> tuple[str, NotifyAccount]:
    """The way, in capitals, and the account; ImproperlyConfigured, with what to do, where mail could not go out so."""
    way = env.str("MAIL_CHANNEL", "smtp").lower()
    account = NotifyAccount(
        api_key=env.str("NOTIFY_API_KEY", ""),
        template_id=env.str("NOTIFY_TEMPLATE_ID", ""),
        receipts_token=env.str("NOTIFY_RECEIPTS_TOKEN", ""),
        reply_to_id=env.str("NOTIFY_REPLY_TO_ID", ""),
        base_url=env.str("NOTIFY_BASE_URL", _PUBLIC).rstrip("/"),
        timeout=env.int("NOTIFY_TIMEOUT", 30),
    )
    wrong = _what_is_wrong(way, account)
    if wrong:
        raise ImproperlyConfigured(wrong)
    return way.upper(), account


def _what_is_wrong(way: str, account: NotifyAccount) -> str:
    """The first thing that keeps mail from going out, without repeating what may be a secret."""
    if way not in _WAYS:
        return "MAIL_CHANNEL names no way for mail to go out: set it to smtp or notify."
    if account.receipts_token and len(account.receipts_token) < _SHORTEST_TOKEN:
        return f"NOTIFY_RECEIPTS_TOKEN is too short to keep strangers out: set it to {_SHORTEST_TOKEN} random characters or more."
    return _what_notify_lacks(account) if way == "notify" else ""


def _what_notify_lacks(account: NotifyAccount) -> str:
    demands = {
        _KEY: re.fullmatch(rf".+-{_UUID}-{_UUID}", account.api_key),
        _TEMPLATE: re.fullmatch(_UUID, account.template_id),
        _RECEIPTS: account.receipts_token,
        _REPLY_TO: re.fullmatch(f"(?:{_UUID})?", account.reply_to_id),
        _TIMEOUT: account.timeout >= 1,
        _BASE: _is_safe(account.base_url),
    }
    return next((words for words, is_met in demands.items() if not is_met), "")


def _is_safe(url: str) -> bool:
    """Whether what is sent there can't be read on the way; on this machine there is no way to speak of."""
    parts = urlsplit(url)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname == "127.0.0.1")
    )
