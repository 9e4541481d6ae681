"""A real mail server for tests: it keeps what it is handed, and breaks where it is told to."""

import asyncio
import email.policy
import logging
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session, syntax

_PARSER = BytesParser(policy=email.policy.default)

# It writes down every line of every conversation, which is most of what a long run costs.
logging.getLogger("mail.log").setLevel(logging.WARNING)


HANG_UP = "the line breaks without a word"
SILENCE = "the line stays open, and no word comes"


class MailServer:
    """What arrived, and what it says at each step: a text, HANG_UP, SILENCE, or nothing out of the way."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.says: dict[str, Callable[[str], str | None]] = {}
        self.connections = 0
        self.port = 0

    @property
    def copies(self) -> Counter[str]:
        """How many mails each address was handed."""
        return Counter(self.recipients)

    def answer(self, step: str, address: str) -> str | None:
        say = self.says.get(step)
        return say(address) if say else None

    def take(self, envelope: Envelope) -> None:
        self.recipients += envelope.rcpt_tos
        self.mails.append(_PARSER.parsebytes(envelope.original_content or b""))


class _Handler:
    """What happens at each step of a conversation; the names are aiosmtpd's."""

    def __init__(self, server: MailServer) -> None:
        self.server = server

    async def handle_EHLO(  # noqa: N802
        self, _line: SMTP, session: Session, _envelope: Envelope, host: str, answers: list[str]
    ) -> list[str]:
        self.server.connections += 1
        await _kept_waiting(self.server.answer("EHLO", host))
        session.host_name = host
        return answers

    async def handle_MAIL(  # noqa: N802
        self, line: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.server.answer("MAIL", address) or "250 OK"
        if answer.startswith("250"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return await _said(line, answer)

    async def handle_RCPT(  # noqa: N802
        self, line: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self.server.answer("RCPT", address) or "250 OK"
        if answer.startswith("25"):
            envelope.rcpt_tos.append(address)
        return await _said(line, answer)

    async def handle_DATA(  # noqa: N802
        self, line: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        answer = self.server.answer("DOT", envelope.rcpt_tos[0]) or "250 OK, queued"
        if answer.startswith("250"):
            self.server.take(envelope)
        # What it says may differ from what it has done: that is how second copies come about.
        return await _said(line, self.server.answer("WORD", envelope.rcpt_tos[0]) or answer)


class _Line(SMTP):
    """One connection, which may also break between the word to go ahead and the end of the text."""

    @syntax("DATA")
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        envelope = self.envelope
        to = envelope.rcpt_tos[0] if envelope and envelope.rcpt_tos else ""
        answer = self.event_handler.server.answer("DATA", to)
        await _kept_waiting(answer)
        if answer == HANG_UP:
            await self.push("354 Go ahead")
            break_line(self)
        elif answer:
            await self.push(answer)
        else:
            await super().smtp_DATA(arg)


async def _said(line: SMTP, answer: str) -> str:
    await _kept_waiting(answer)
    if answer == HANG_UP:
        break_line(line)
    return answer


async def _kept_waiting(answer: str | None) -> None:
    """Say nothing until the other side gives up, which ends this."""
    if answer == SILENCE:
        await asyncio.Event().wait()


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Line(self.handler, **self.SMTP_kwargs)


def break_line(line: SMTP) -> None:
    """End a connection at once, as a failing network does."""
    transport: Any = line.transport
    transport.abort()


@contextmanager
def running_mail_server(**options: Any) -> Iterator[MailServer]:
    """A mail server on a free port of this machine until the block ends."""
    server = MailServer()
    server.port = options.pop("port", 0) or free_port()
    controller = _Controller(_Handler(server), hostname="127.0.0.1", port=server.port, **options)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


@contextmanager
def greeting_with(words: bytes) -> Iterator[int]:
    """A port whose callers hear these words, and no other; none at all where they are empty."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def greet() -> None:
            with suppress(OSError), ExitStack() as callers:
                while True:
                    caller, _ = listening.accept()
                    callers.enter_context(caller).sendall(words)

        thread = threading.Thread(target=greet)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
    thread.join()


def free_port() -> int:
    """A port on which nothing listens at this moment."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def refuse_sign_in(*_: Any) -> AuthResult:
    """An authenticator that lets nobody in."""
    return AuthResult(success=False, handled=False)
