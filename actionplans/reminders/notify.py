"""GOV.UK Notify as a way for mail to go out: one request a mail, and what each answer to it means."""

from collections.abc import Callable
from typing import Any

import requests
from django.core.mail import EmailMessage
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from actionplans.models import AttemptPhase
from actionplans.reminders.relay import HandedOver, Outcome, RelayUnavailable
from smp_portal.foundation.mail_way import NotifyAccount

_CREATED = 201
_BAD_REQUEST = 400
_FORBIDDEN = 403
_TOO_MANY = 429
_FAILED = 500
# Answers by which the service itself says that it has done nothing. What a gateway says in its place leaves that open.
_NOTHING_DONE = (500, 503)
# What a 400 speaks of where another mail may well be taken.
_ABOUT_THIS_MAIL = ("email_address", "this recipient", "too long", "longer than")
_WRONG_TEMPLATE = (
    "GOV.UK Notify’s template does not hold the mail: its subject must be ((subject)) "
    "and its message ((body))."
)


class NotifyRelay:
    """The service, asked through its own client, which keeps one connection for many requests."""

    def __init__(self, account: NotifyAccount) -> None:
        self._account = account
        self._client: NotificationsAPIClient | None = None

    @property
    def is_open(self) -> bool:
        return self._client is not None

    def open(self) -> None:
        """Ask for the template: it tries the way, the key and the template, and sends nothing."""
        if self.is_open:
            return
        account = self._account
        client = NotificationsAPIClient(account.api_key, account.base_url, account.timeout)
        # Whoever sends a request elsewhere is not the service.
        client.request_session.max_redirects = 0
        try:
            _check(client.get_template(account.template_id))
        except APIError as error:
            client.request_session.close()
            raise RelayUnavailable(_why_unavailable(error)) from error
        self._client = client

    def try_sender(self, address: str) -> None:
        """The service has a sender of its own, and no word on it before a mail."""

    def hand_over(
        self, message: EmailMessage, *, before_text: Callable[[], bool]
    ) -> HandedOver | None:
        client = self._client
        if client is None:
            raise RelayUnavailable("GOV.UK Notify was not asked yet.")
        if not before_text():
            return None
        try:
            taken = client.send_email_notification(
                email_address=message.to[0],
                template_id=self._account.template_id,
                personalisation={"subject": message.subject, "body": message.body},
                reference=message.extra_headers["Message-ID"].strip("<>"),
                email_reply_to_id=self._account.reply_to_id or None,
            )
        except APIError as error:
            return _refused(error) if _was_answered(error) else _unanswered(error)
        return HandedOver(AttemptPhase.ACCEPTED, _CREATED, f"Taken as {taken['id']}")

    def close(self) -> None:
        if self._client is not None:
            self._client.request_session.close()
            self._client = None


def _check(template: dict[str, Any]) -> None:
    """RelayUnavailable where the template would leave a mail's own words out."""
    if "((subject))" not in template["subject"] or "((body))" not in template["body"]:
        raise RelayUnavailable(_WRONG_TEMPLATE)


def _unanswered(error: APIError) -> HandedOver:
    """What no answer means: nothing, where no connection came about; otherwise the mail may be on its way."""
    if _never_connected(error.__cause__):
        why, outcome = _why_unavailable(error), Outcome.NO_MAIL_AT_ALL
        return HandedOver(AttemptPhase.CONNECT, None, _broke(error), outcome, why)
    return HandedOver(AttemptPhase.AFTER_DOT, None, _broke(error), Outcome.UNKNOWN)


def _refused(error: APIError) -> HandedOver:
    """What an answer other than yes means, from the one mail over all mail to what leaves it open."""
    code, words = error.status_code, _words(error)
    if code == _CREATED:
        return HandedOver(AttemptPhase.ACCEPTED, code, "Taken, without a number")
    if code == _TOO_MANY:
        return HandedOver(AttemptPhase.DATA, code, words, Outcome.NOT_NOW)
    if code == _BAD_REQUEST and any(part in words for part in _ABOUT_THIS_MAIL):
        return HandedOver(AttemptPhase.DATA, code, words, Outcome.NEVER)
    why = _why_unavailable(error)
    if _has_done_nothing(error):
        return HandedOver(AttemptPhase.DATA, code, words, Outcome.NO_MAIL_AT_ALL, why)
    return HandedOver(AttemptPhase.AFTER_DOT, code, words, Outcome.UNKNOWN, why)


def _has_done_nothing(error: APIError) -> bool:
    code: int = error.status_code
    if code in _NOTHING_DONE:
        return _is_the_services_own(error)
    return _BAD_REQUEST <= code < _FAILED


def _why_unavailable(error: APIError) -> str:
    """What keeps every mail from going out, in an officer's words."""
    if not _was_answered(error):
        return f"GOV.UK Notify can’t be reached ({_broke(error)})."
    code, words = error.status_code, _words(error)
    if code == _FORBIDDEN:
        return f"GOV.UK Notify refuses the portal’s key ({words})."
    if _BAD_REQUEST <= code < _FAILED:
        return f"GOV.UK Notify refuses the portal’s template or settings ({code} {words})."
    return f"GOV.UK Notify takes no mail now ({code} {words})."


def _was_answered(error: APIError) -> bool:
    # A response of an error counts as false itself, and its code is made up where there is none.
    return error.response is not None


def _never_connected(cause: BaseException | None) -> bool:
    """Whether it is certain that not one word of the request went out."""
    told = cause.args[0] if cause and cause.args else None
    reason = getattr(told, "reason", told)
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)


def _broke(error: APIError) -> str:
    cause = error.__cause__
    if isinstance(cause, requests.Timeout):
        return "no word in time"
    if isinstance(cause, requests.exceptions.SSLError):
        return "its certificate or encryption is not accepted"
    return "no connection" if _never_connected(cause) else "the line broke"


def _is_the_services_own(error: APIError) -> bool:
    """Whether the service itself answered, in its own form, and not a gateway before it."""
    if error.response is None:
        return False
    try:
        said = error.response.json()
    except ValueError:
        return False
    return isinstance(said, dict) and bool(said.get("errors") or said.get("message"))


def _words(error: APIError) -> str:
    """What the service said, in one line."""
    if not _is_the_services_own(error):
        return "without a word of its own"
    said = error.message
    if isinstance(said, list):
        return "; ".join(str(one.get("message", "")) for one in said)
    return str(said)
