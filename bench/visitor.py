"""A visitor who asks for pages over one line that stays open, with a watch in the hand."""

import http.client
import time
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlencode

HOST = "portal.example.org"


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many seconds the last of it was there."""

    status: int
    body: str
    seconds: float

    @property
    def filled_in(self) -> dict[str, str]:
        """What a browser would send if somebody pressed the form's button now."""
        form = _Form()
        form.feed(self.body)
        return form.values


class _Form(HTMLParser):
    """Reads what the boxes of a page hold."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "input" and self._is_sent(named):
            self.values[named["name"]] = named.get("value", "on")
        elif tag == "select":
            self.select = named["name"]
        elif tag == "option" and "selected" in named:
            self.values[self.select] = named["value"]

    def _is_sent(self, box: dict[str, str]) -> bool:
        return "name" in box and (box.get("type") not in {"checkbox", "radio"} or "checked" in box)


class Visitor:
    """One signed-in person's browser, as far as a server can see it."""

    def __init__(self, port: int, session: str) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = {"sessionid": session}

    def ask(self, path: str, values: dict[str, str] | None = None) -> Answer:
        """Ask for a page, or send a form; anew where the server hung up in between."""
        try:
            return self._ask(path, values)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.line.close()
            return self._ask(path, values)

    def _ask(self, path: str, values: dict[str, str] | None) -> Answer:
        body = None if values is None else urlencode(values)
        began = time.perf_counter()
        self.line.request("GET" if body is None else "POST", path, body, self._headers(path))
        response = self.line.getresponse()
        text = response.read()
        seconds = time.perf_counter() - began
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, text.decode(), seconds)

    def _headers(self, path: str) -> dict[str, str]:
        return {
            "Host": HOST,
            "X-Forwarded-Proto": "https",
            "Referer": f"https://{HOST}{path}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
