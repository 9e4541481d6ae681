"""Walking through the portal as one person, and what may be wrong with the pages that they find."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin

from django.conf import settings
from django.db import connection
from django.test import Client

from tests.reading_pages import Page

MOST_QUERIES = 15
NAMED = re.compile(r"(Error: )?\w.+ – Safer Melton (portal|Partnership)")

Complaints = list[tuple[str, Any]]


@dataclass
class Walk:
    """All that one person finds: the pages of every route, and those that lie behind their links."""

    client: Client
    entered: dict[str, Page] = field(default_factory=dict)
    followed: dict[str, Page] = field(default_factory=dict)

    def page(self, url: str) -> Page:
        """One page, opened once."""
        return self.entered.get(url) or self.followed.get(url) or self._open(url)

    def _open(self, url: str) -> Page:
        count = 0
        # SQLite is asked once in a process whether it knows JSON.
        assert connection.features.supports_json_field

        def counted(execute: Any, sql: str, *more: Any) -> Any:
            nonlocal count
            # In service nobody asks the database what time it is.
            count += "foundation_clockshift" not in sql
            return execute(sql, *more)

        with connection.execute_wrapper(counted):
            response = self.client.get(url)
        if response.get("Content-Disposition", "").startswith("attachment"):
            # A list as a file leads nowhere.
            return Page(url, response.status_code, "", count)
        return Page(url, response.status_code, response.content.decode(), count)

    def enter(self, urls: list[str]) -> None:
        """Open these, and then whatever they lead to."""
        self.entered = {url: self._open(url) for url in urls}
        waiting = list(self.entered.values())
        while waiting:
            for url in inside(waiting.pop()):
                # Personal links open the same to everybody: who holds one walks them.
                known = url in self.entered or url in self.followed or url.startswith("/r/")
                if not known:
                    self.followed[url] = self._open(url)
                    waiting.append(self.followed[url])

    @property
    def pages(self) -> list[Page]:
        """Every page that was read, without files and without what was refused or led elsewhere."""
        found = [*self.entered.values(), *self.followed.values()]
        return [page for page in found if page.status == 200 and page.html]


def inside(page: Page) -> list[str]:
    """Where the links of a page lead within the portal."""
    targets = [urljoin(page.url, link) for link in page.parts.links]
    targets = [target.removeprefix(settings.PORTAL_BASE_URL) for target in targets]
    return [urldefrag(target).url for target in targets if target.startswith("/")]


def neither_shown_nor_refused(walk: Walk) -> Complaints:
    expected = {200, 302, 403, 404}
    return [
        (page.url, page.status) for page in walk.entered.values() if page.status not in expected
    ]


def links_that_lead_nowhere(walk: Walk) -> Complaints:
    ways = [(page.url, url) for page in walk.pages for url in inside(page)]
    return [way for way in ways if walk.page(way[1]).status >= 400]


def links_to_places_that_are_not_there(walk: Walk) -> Complaints:
    lost: Complaints = []
    for page in walk.pages:
        for link in page.parts.links:
            url, place = urldefrag(urljoin(page.url, link))
            target = walk.page(url) if place and url.startswith("/") else None
            if target and target.status == 200 and place not in target.parts.ids:
                lost.append((page.url, link))
    return lost


def too_many_queries(walk: Walk) -> Complaints:
    return [(page.url, page.queries) for page in walk.pages if page.queries > MOST_QUERIES]


def not_named(walk: Walk) -> Complaints:
    # A browser shows a line's end as a space, as it does everywhere.
    titles = [(page.url, " ".join(page.parts.title.split())) for page in walk.pages]
    return [(url, title) for url, title in titles if not NAMED.fullmatch(title)]


def not_one_heading(walk: Walk) -> Complaints:
    pages = walk.pages
    return [(page.url, page.parts.headings) for page in pages if page.parts.headings != 1]


def script_or_style_inside(walk: Walk) -> Complaints:
    return [(page.url, page.parts.inline) for page in walk.pages if page.parts.inline]


def place_named_twice(walk: Walk) -> Complaints:
    return [
        (page.url, name)
        for page in walk.pages
        for name, times in page.parts.ids.items()
        if times > 1
    ]


CHECKS = (
    neither_shown_nor_refused,
    links_that_lead_nowhere,
    links_to_places_that_are_not_there,
    too_many_queries,
    not_named,
    not_one_heading,
    script_or_style_inside,
    place_named_twice,
)
