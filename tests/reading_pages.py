"""What a page is made of, as far as the tests of all pages ask."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

from django.test import Client


@dataclass
class Page:
    """One page as somebody got it, with the number of queries that it took."""

    url: str
    status: int
    html: str
    queries: int

    @cached_property
    def parts(self) -> "Parts":
        parts = Parts()
        parts.feed(self.html)
        return parts


@dataclass
class Parts(HTMLParser):
    """A page taken apart."""

    title: str = ""
    headings: int = 0
    links: list[str] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    inline: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tests ask of this element."""
        given = {name: value or "" for name, value in attrs}
        # An SVG has a title of its own.
        self._inside = tag if tag != "title" or not self.title else ""
        self.headings += tag == "h1"
        if "id" in given:
            self.ids[given["id"]] += 1
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(f"<{tag}>")
        self.inline += [
            f"<{tag} {name}>" for name in given if name == "style" or name.startswith("on")
        ]
        if "javascript:" in given.get("href", ""):
            self.inline.append(f"<{tag} href=javascript:>")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser names it
        """Leave an element."""
        self._inside = ""

    def handle_data(self, data: str) -> None:
        """Read the page's title."""
        if self._inside == "title":
            self.title += data


def page_of(client: Client, url: str) -> str:
    """A page as somebody reads it, in one line."""
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())
