"""The conversation with the mail server, step by step, so that it is known how far a mail came."""

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from actionplans.models import AttemptPhase
from actionplans.reminders.relay import HandedOver, Outcome, RelayUnavailable

# A relay may look through a whole text before it takes it over: asking too early is what makes second copies.
AFTER_DOT_SECONDS = 60

_OK = 250
_GO_AHEAD = 354
_CLOSING = 421
_REFUSED = 500
_LINE_END = re.compile(rb"\r\n|\r|\n")
_LINE_BEGINS_WITH_DOT = re.compile(rb"(?m)^\.")


class SmtpRelay:
    """A mail server, asked through the connection that Django makes, TLS and sign-in included."""

    def __init__(self, backend: EmailBackend) -> None:
        self.backend = backend

    @property
    def is_open(self) -> bool:
        return self.backend.connection is not None

    def open(self) -> None:
        if self.is_open:
            return
        try:
            self.backend.open()
            self._connection.ehlo_or_helo_if_needed()
        except OSError as error:  # every smtplib and TLS error is one
            self.close()
            raise RelayUnavailable(why_unavailable(error)) from error

    def try_sender(self, address: str) -> None:
        connection = self._connection
        try:
            code, words = connection.mail(_written(address))
            connection.rset()
        except OSError as error:
            self.close()
            raise RelayUnavailable(why_unavailable(error)) from error
        if code >= _REFUSED:
            raise RelayUnavailable(sender_refused(code, _read(words)))

    def hand_over(
        self, message: EmailMessage, *, before_text: Callable[[], bool]
    ) -> HandedOver | None:
        conversation = _Conversation(self._connection, message)
        try:
            handed = conversation.hold(before_text)
            if handed is None or (handed.code not in {_OK, _CLOSING}):
                self._connection.rset()
        except OSError as error:
            self.close()
            return conversation.handed or HandedOver(conversation.phase, None, _said(error))
        if handed is not None and handed.code == _CLOSING:
            self.close()
        return handed

    def close(self) -> None:
        with suppress(OSError):
            self.backend.close()

    @property
    def _connection(self) -> smtplib.SMTP:
        connection = self.backend.connection
        if connection is None:
            raise RelayUnavailable("The mail server was not asked yet.")
        return connection


class _Conversation:
    """One mail's way through the relay; `phase` and `handed` tell how far it came if the line breaks."""

    def __init__(self, connection: smtplib.SMTP, message: EmailMessage) -> None:
        self.connection = connection
        self.sender = _written(message.from_email)
        self.recipient = _written(message.to[0])
        self.text = _LINE_END.sub(b"\r\n", message.message().as_bytes())
        self.phase = AttemptPhase.SENDER
        self.handed: HandedOver | None = None

    def hold(self, before_text: Callable[[], bool]) -> HandedOver | None:
        code, words = self.connection.mail(self.sender, self._options())
        if code >= _REFUSED:
            return self._refused(code, words, no_more=sender_refused(code, _read(words)))
        if code != _OK:
            return self._refused(code, words)
        self.phase = AttemptPhase.RECIPIENT
        code, words = self.connection.rcpt(self.recipient)
        if code not in {250, 251}:
            return self._refused(code, words)
        return self._text() if before_text() else None

    def _text(self) -> HandedOver:
        self.phase = AttemptPhase.DATA
        code, words = self.connection.docmd("data")
        if code != _GO_AHEAD:
            return self._refused(code, words)
        # The dot that ends the text is the last thing sent: a line that breaks here leaves the text without it.
        self.connection.send(_with_dot(self.text))
        self.phase = AttemptPhase.AFTER_DOT
        code, words = self._last_word()
        if code != _OK:
            self.phase = AttemptPhase.DATA
            return self._refused(code, words)
        self.handed = HandedOver(AttemptPhase.ACCEPTED, code, _read(words))
        return self.handed

    def _last_word(self) -> tuple[int, bytes]:
        line = self.connection.sock
        patience = line.gettimeout() if line else None
        if line and patience is not None:
            line.settimeout(max(patience, AFTER_DOT_SECONDS))
        answer = self.connection.getreply()
        if self.connection.sock:
            self.connection.sock.settimeout(patience)
        return answer

    def _refused(self, code: int, words: bytes, *, no_more: str = "") -> HandedOver:
        outcome = Outcome.NO_MAIL_AT_ALL if no_more else None
        self.handed = HandedOver(self.phase, code, _read(words), outcome, no_more)
        return self.handed

    def _options(self) -> list[str]:
        has_size = self.connection.does_esmtp and self.connection.has_extn("size")
        return [f"size={len(self.text)}"] if has_size else []


class OtherRelay:
    """Any other of Django's mail backends: it takes a mail or raises, and says no more."""

    def __init__(self, backend: BaseEmailBackend) -> None:
        self.backend = backend

    @property
    def is_open(self) -> bool:
        """These don't say, so each mail is looked for before it is opened."""
        return False

    def open(self) -> None:
        self.backend.open()

    def try_sender(self, address: str) -> None:
        """These have nothing to refuse a sender with."""

    def hand_over(
        self, message: EmailMessage, *, before_text: Callable[[], bool]
    ) -> HandedOver | None:
        if not before_text():
            return None
        try:
            taken = self.backend.send_messages([message])
        except OSError as error:
            return HandedOver(AttemptPhase.AFTER_DOT, None, _said(error))
        return HandedOver(AttemptPhase.ACCEPTED if taken else AttemptPhase.DATA)

    def close(self) -> None:
        with suppress(OSError):
            self.backend.close()


def why_unavailable(error: OSError) -> str:
    """What keeps every mail from going out, in an officer's words."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"The mail server refuses the portal’s sign-in ({_said(error)})."
    if isinstance(error, ssl.SSLError):
        return f"The mail server’s certificate or encryption is not accepted ({_said(error)})."
    if isinstance(error, smtplib.SMTPResponseException):
        return f"The mail server takes no mail now ({_said(error)})."
    return f"The mail server can’t be reached ({_said(error)})."


def sender_refused(code: int, words: str) -> str:
    """What an officer reads when the relay takes no mail from the portal's own address."""
    return f"The mail server refuses mail from the portal’s own address ({code} {words})."


def _said(error: OSError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_read(error.smtp_error)}"
    return error.strerror or str(error) or type(error).__name__


def _read(words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return " ".join(text.split())


def _with_dot(text: bytes) -> bytes:
    quoted = _LINE_BEGINS_WITH_DOT.sub(b"..", text)
    return quoted + (b"" if quoted.endswith(b"\r\n") else b"\r\n") + b".\r\n"


# Every mail has the same sender.
@lru_cache(maxsize=100)
def _written(address: str) -> str:
    """An address as the relay reads it; ValueError where it can't be written so."""
    written: str = sanitize_address(address, "utf-8")
    written.encode("ascii")
    return written
