"""GOV.UK Notify's API on this machine for tests: it keeps what it is sent, refuses and breaks where it is told to."""

import http.client
import json
import re
import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from notifications_python_client.authentication import decode_jwt_token, get_token_issuer
from notifications_python_client.errors import TokenError

SERVICE = "11111111-2222-4333-8444-555555555555"
SECRET = "99999999-2222-4333-8444-555555555555"
KEY = f"test-{SERVICE}-{SECRET}"
TEMPLATE = "66666666-2222-4333-8444-555555555555"
TOKEN = "the-token-that-receipts-come-with"

HANG_UP = "the line breaks without a word"
SILENCE = "the line stays open, and no word comes"

Answer = tuple[int, Any] | str | None


def problem(code: int, words: str, kind: str = "BadRequestError") -> tuple[int, Any]:
    """An error as the service words it."""
    return code, {"status_code": code, "errors": [{"error": kind, "message": words}]}


class NotifyServer:
    """What was taken, and what it says at each step: an answer, HANG_UP, SILENCE, or nothing out of the way.

    The steps: TEMPLATE, READ (before a mail is taken) and WORD (after it was).
    """

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.ids: dict[str, str] = {}
        self.says: dict[str, Callable[[str], Answer]] = {}
        self.template = {"subject": "((subject))", "body": "((body))"}
        self.requests: Counter[str] = Counter()
        self.port = 0
        self.ended = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def mails(self) -> list[dict[str, Any]]:
        """What arrived, under the name that the mail server of other tests has for it."""
        return self.taken

    @property
    def copies(self) -> Counter[str]:
        """How many mails each address was sent."""
        return Counter(mail["email_address"] for mail in self.taken)

    def answer(self, step: str, address: str = "") -> Answer:
        say = self.says.get(step)
        return say(address) if say else None

    def take(self, mail: dict[str, Any]) -> str:
        self.taken.append(mail)
        self.ids[mail["reference"]] = str(uuid4())
        return self.ids[mail["reference"]]

    def receipt(self, reference: str, status: str = "delivered", **details: Any) -> dict[str, Any]:
        """What the service tells of a mail that it took, as it tells it."""
        address = next(m["email_address"] for m in self.taken if m["reference"] == reference)
        return {
            "id": self.ids[reference],
            "reference": reference,
            "to": address,
            "status": status,
            "created_at": "2022-10-05T08:00:00.000000Z",
            "completed_at": "2022-10-05T08:02:00.000000Z",
            "sent_at": "2022-10-05T08:01:00.000000Z",
            "notification_type": "email",
            "template_id": TEMPLATE,
            "template_version": 1,
        } | details

    def post_receipt(self, portal: str, receipt: dict[str, Any], token: str = TOKEN) -> int:
        """Send a receipt to a portal that runs, and tell how it was answered."""
        parts = urlsplit(portal)
        line = http.client.HTTPConnection(parts.hostname or "", parts.port)
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        line.request("POST", "/notify/receipts/", json.dumps(receipt), headers)
        status = line.getresponse().status
        line.close()
        return status


class _Handler(BaseHTTPRequestHandler):
    """One connection; a client may keep it for many requests."""

    protocol_version = "HTTP/1.1"
    server: "_Server"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is http.server's
        """Nothing: what it was asked is counted."""

    def do_GET(self) -> None:
        notify = self.server.notify
        notify.requests["TEMPLATE"] += 1
        answer = notify.answer("TEMPLATE") or _token_trouble(self.headers)
        if answer is None and self.path != f"/v2/template/{TEMPLATE}":
            answer = problem(404, "No result found", "NoResultFound")
        self._say(answer or (200, {"id": TEMPLATE, "type": "email"} | notify.template))

    def do_POST(self) -> None:
        notify = self.server.notify
        notify.requests["EMAIL"] += 1
        mail = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = notify.answer("READ", mail["email_address"]) or _token_trouble(self.headers)
        if answer is None:
            answer = _mail_trouble(self.path, mail)
        if answer is None:
            answer = 201, {"id": notify.take(mail), "reference": mail["reference"]}
            # What it says may differ from what it has done: that is how second copies come about.
            answer = notify.answer("WORD", mail["email_address"]) or answer
        self._say(answer)

    def _say(self, answer: tuple[int, Any] | str) -> None:
        if answer == SILENCE:
            self.server.notify.ended.wait()
        if isinstance(answer, str):
            return self._break()
        code, said = answer
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def _break(self) -> None:
        """End the connection at once, as a failing network does."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    notify: NotifyServer


def _token_trouble(headers: Any) -> Answer:
    """What is wrong with the token that a request brought, its signature included."""
    token = headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        if get_token_issuer(token) != SERVICE:
            return problem(403, "Invalid token: service not found", "AuthError")
        decode_jwt_token(token, SECRET)
    except TokenError:
        return problem(403, "Invalid token: API key not found", "AuthError")
    return None


def _mail_trouble(path: str, mail: dict[str, Any]) -> Answer:
    """What the service refuses of a mail by itself."""
    if path != "/v2/notifications/email":
        return problem(404, "Not found", "NotFound")
    if not re.fullmatch(r"[^@\s,]+@[^@\s,]+\.\w+", mail["email_address"]):
        return problem(400, "email_address Not a valid email address", "ValidationError")
    if mail["template_id"] != TEMPLATE:
        return problem(400, "Template not found")
    missing = {"subject", "body"} - set(mail.get("personalisation", {}))
    return problem(400, f"Missing personalisation: {', '.join(missing)}") if missing else None


@contextmanager
def running_notify_server(*, port: int = 0) -> Iterator[NotifyServer]:
    """The service on a port of this machine until the block ends."""
    notify = NotifyServer()
    with _Server(("127.0.0.1", port), _Handler) as server:
        server.notify = notify
        notify.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield notify
        finally:
            notify.ended.set()
            server.shutdown()
            thread.join()
