"""The demonstration's mail system: what was handed to it lies in a folder, and nothing leaves this machine."""

import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from pathlib import Path

from django.conf import settings
from django.utils.html import strip_tags

_FOLDERS = ("new", "cur")
_PARSER = BytesParser(policy=email.policy.default)


@dataclass(frozen=True)
class Mail:
    """One mail as its recipient sees it; `arrived_at` is by this machine's clock, not the demonstration's."""

    key: str
    to: str
    sender: str
    subject: str
    message_id: str
    text: str
    arrived_at: datetime


def read_mails() -> list[Mail]:
    """Every mail, the newest first."""
    mails = [mail for path in _files() if (mail := _read(path))]
    return sorted(mails, key=lambda mail: (mail.arrived_at, mail.key), reverse=True)


def find_mail(key: str) -> Mail | None:
    """One mail by its key, if it is there."""
    path = next((path for path in _files() if _key(path) == key), None)
    return _read(path) if path else None


def empty_mailbox() -> None:
    """Throw every mail away."""
    for path in _files():
        path.unlink(missing_ok=True)


def _files() -> Iterator[Path]:
    for name in _FOLDERS:
        folder = Path(settings.DEMO_MAILDIR) / name
        if folder.is_dir():
            yield from (path for path in folder.iterdir() if path.is_file())


def _key(path: Path) -> str:
    # What follows the colon changes when a mail program looks at the mail.
    return path.name.partition(":")[0]


def _read(path: Path) -> Mail | None:
    try:
        raw, changed = path.read_bytes(), path.stat().st_mtime
    except FileNotFoundError:
        return None
    message = _PARSER.parsebytes(raw)
    return Mail(
        key=_key(path),
        to=_header(message, "To") or _header(message, "X-RcptTo") or "nobody named",
        sender=_header(message, "From"),
        subject=_header(message, "Subject") or "No subject",
        message_id=_header(message, "Message-ID"),
        text=_text(message),
        arrived_at=datetime.fromtimestamp(changed, tz=UTC),
    )


def _header(message: EmailMessage, name: str) -> str:
    return _clean(str(message.get(name, "")))


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return "This mail has no text."
    words = _decoded(body)
    return strip_tags(words) if body.get_content_type() == "text/html" else words


def _decoded(part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    try:
        words = raw.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:
        words = raw.decode("utf-8", "replace")
    return _clean(words).strip()


def _clean(words: str) -> str:
    # Bytes that are no text in any known encoding would stop the page from being written.
    return words.encode("utf-8", "replace").decode()
