"""Every page that the access table opens, for every kind of person, in a real browser: on a desk and on a phone."""

import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, ConsoleMessage, Page, Route
from pytest_django import DjangoDbBlocker, Settings

from partners.models import User
from tests.access import TABLE, demonstration
from tests.access.reading import KINDS, Row
from tests.journeys.people import AXE
from tests.world import NOW, World, build_world, kept_for_the_module, tell_the_time

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

# Only what is broken is written out: to write out the rest is most of the time that axe takes.
RUN_AXE = """axe.run({resultTypes: ["violations"]}).then(found => found.violations.map(
    broken => broken.id + ": " + broken.nodes.map(node => node.html).join(" | ")))"""
# Words in the letters that a browser takes where nobody told it which.
RUN_LETTERS = """[...document.body.querySelectorAll("*")].filter(
    one => getComputedStyle(one).fontFamily.startsWith('"Times')
        && [...one.childNodes].some(part => part.nodeType === Node.TEXT_NODE && part.data.trim())
).map(one => "in no letters of ours: " + one.outerHTML)"""
ADDRESS = "http://localhost"
WIDTHS = (1280, 390)
# What machines ask for, and a file.
NO_PAGES = {"pages:health", "consultations:response_file_report", "pages:pack_file"}
# What differs between two copies of one page without changing what it is made of: who reads it, words and numbers.
ONES_OWN = re.compile(r'<div class="smp-header__who">.*?</form>', re.DOTALL)
WORDS = re.compile(r'(?<=>)[^<]+(?=<)|(?<= href=")[^"]*|(?<= value=")[^"]*|\d+')
# The browser says so itself of a page that is refused or not there.
REFUSED = re.compile("status of 40[34]")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with kept_for_the_module(django_db_blocker):
        with time_machine.travel(NOW, tick=False):
            built = build_world()
        yield built


@pytest.fixture(scope="module")
def looked_at() -> set[str]:
    """What the pages that were looked at are made of: another person's or plan's page of the same has the same faults."""
    return set()


@dataclass
class Reader:
    """One kind of person at a browser whose every request the portal answers in this process."""

    client: Client
    page: Page
    looked_at: set[str]
    complaints: list[tuple[str, str]] = field(default_factory=list)
    ready: dict[str, HttpResponseBase] = field(default_factory=dict)

    def reads(self, url: str) -> HttpResponseBase:
        """Open a page, and look at it unless one that is made of the same was looked at before."""
        with time_machine.travel(NOW, tick=False):
            response = self.client.get(url)
        if not response.headers["Content-Type"].startswith("text/html"):
            self.complaints.append((url, "is no page"))
        made_of = WORDS.sub("", ONES_OWN.sub("", response.content.decode()))
        if made_of not in self.looked_at:
            self.looked_at.add(made_of)
            self.ready[url] = response
            self._looks_at(url)
        return response

    def _looks_at(self, url: str) -> None:
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            if width == WIDTHS[0]:
                self.page.goto(f"{ADDRESS}{url}")
            found = self.page.evaluate(RUN_AXE)
            found += self.page.evaluate(RUN_LETTERS)
            self.complaints += [(f"{url} at {width}", broken) for broken in found]
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self.complaints.append((f"{url} at {width}", f"is {wide} pixels wide"))

    def hears(self, message: ConsoleMessage) -> None:
        """Note what the browser has to complain of."""
        if message.type in {"error", "warning"} and not REFUSED.search(message.text):
            self.complaints.append((self.page.url, message.text))

    def answers(self, route: Route) -> None:
        """Give the browser what it asks for, without a server in between."""
        path = urlsplit(route.request.url).path
        if path in self.ready:
            response = self.ready[path]
            route.fulfill(
                status=response.status_code,
                headers=dict(response.headers),
                body=b"".join(response),
            )
        elif file := finders.find(path.removeprefix(f"/{settings.STATIC_URL.strip('/')}/")):
            kind = mimetypes.guess_type(file)[0]
            route.fulfill(body=Path(file).read_bytes(), content_type=kind)
        else:
            route.fulfill(status=HTTPStatus.GONE)


@pytest.fixture
def reader(browser: Browser, looked_at: set[str]) -> Iterator[Reader]:
    context = browser.new_context()
    context.add_init_script(path=AXE)
    found = Reader(Client(SERVER_NAME="localhost"), context.new_page(), looked_at)
    found.page.on("console", found.hears)
    found.page.on("pageerror", lambda error: found.complaints.append((found.page.url, str(error))))
    context.route("**/*", found.answers)
    yield found
    context.close()


def sign_in(reader: Reader, person: User | None) -> None:
    if person is not None:
        with time_machine.travel(NOW, tick=False):
            reader.client.force_login(person)


def url_of(row: Row, world: World) -> str:
    return reverse(row.route, kwargs=world.places[row.at])


def pages_of(kind: str) -> list[Row]:
    """Every page that this person reads, and the first of each kind that they don't."""
    rows = [row for row in TABLE if row.route not in NO_PAGES]
    read = [row for row in rows if row.cells[kind].reading == HTTPStatus.OK]
    refused = {
        row.cells[kind].reading: row
        for row in reversed(rows)
        if row.cells[kind].reading in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    }
    return [*read, *refused.values()]


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_shuts_nobody_out(kind: str, world: World, reader: Reader) -> None:
    sign_in(reader, world.people[kind])
    rows = pages_of(kind)
    found = {str(row): reader.reads(url_of(row, world)).status_code for row in rows}
    assert found == {str(row): row.cells[kind].reading for row in rows}
    assert reader.complaints == []


@pytest.mark.parametrize("kind", ["public", "officer"])
def test_every_page_of_the_demonstration_shuts_nobody_out(
    kind: str, world: World, reader: Reader, settings: Settings, tmp_path: Path
) -> None:
    settings.DEMO, settings.DEMO_MAILDIR = True, tmp_path
    with time_machine.travel(NOW, tick=False):
        tell_the_time()
    sign_in(reader, world.people[kind])
    rows = [row for row in demonstration.TABLE if row.cells[kind].reading == HTTPStatus.OK]
    assert rows
    for row in rows:
        assert reader.reads(url_of(row, world)).status_code == HTTPStatus.OK
    assert reader.complaints == []
