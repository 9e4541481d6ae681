"""Every page is open to those to whom the table in tests/access opens it, and to nobody else."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django import DjangoDbBlocker, Settings

from partners.models import User
from tests.access import TABLE, demonstration
from tests.access.reading import KINDS, Cell, Row
from tests.access.routes import every_route
from tests.world import NOW, World, build_world, kept_for_the_module, tell_the_time

pytestmark = pytest.mark.django_db

REFUSED = ("options", "put", "patch", "delete")
# What signing in and counting its tries writes.
NOT_THE_PORTALS = {"django_session", "portal_cache"}
CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


Visit = Callable[[str], Client]


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, redis_url: str
) -> Iterator[World]:
    with (
        kept_for_the_module(django_db_blocker),
        override_settings(REDIS_URL=redis_url),
        time_machine.travel(NOW, tick=False),
    ):
        yield build_world()


@pytest.fixture(scope="module")
def cookies(world: World) -> dict[str, dict[str, str]]:
    """What the browser of each kind of person holds."""
    found = {}
    for kind, person in world.people.items():
        client = Client()
        if person is not None:
            client.force_login(person)
        found[kind] = {name: morsel.value for name, morsel in client.cookies.items()}
    return found


@pytest.fixture
def visit(cookies: dict[str, dict[str, str]]) -> Visit:
    """A browser in which this kind of person has signed in."""
    client = Client()

    def browser(kind: str) -> Client:
        client.cookies = SimpleCookie(cookies[kind])
        return client

    return browser


def url_of(row: Row, world: World) -> str:
    return reverse(row.route, kwargs=world.places[row.at])


def send(client: Client, method: str, url: str, **more: Any) -> HttpResponse:
    response: HttpResponse = getattr(client, method)(url, **more)
    return response


@contextmanager
def changes_noted() -> Iterator[list[str]]:
    """Every statement that changes a row of the portal's own."""
    noted: list[str] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(CHANGES) and not any(name in sql for name in NOT_THE_PORTALS):
            noted.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield noted


def all_that_is_kept() -> dict[str, tuple[int, str]]:
    """For each table how many rows it has, and what they come to."""
    tables = set(connection.introspection.table_names()) - NOT_THE_PORTALS
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows = sorted(map(repr, cursor.fetchall()))
            found[table] = len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("row", TABLE, ids=str)
def test_page_is_open_as_the_table_says(row: Row, kind: str, world: World, visit: Visit) -> None:
    url, cell = url_of(row, world), row.cells[kind]
    with changes_noted() as changes:
        read = visit(kind).get(url)
    assert changes == []
    with changes_noted() as changes:
        sent = visit(kind).post(url)
    assert Cell(read.status_code, sent.status_code) == cell
    if cell.sending != HTTPStatus.FOUND:
        assert changes == []


def test_signed_out_readers_are_asked_to_sign_in(world: World, visit: Visit) -> None:
    asked = [row for row in TABLE if row.cells["public"] == Cell(302, 403)]
    assert len(asked) > 20
    for row in asked:
        url = url_of(row, world)
        to_sign_in = f"/accounts/login/?{urlencode({'next': url}, safe='/')}"
        assert visit("public").get(url)["Location"] == to_sign_in


def test_somebody_who_left_is_signed_out_everywhere(world: World, visit: Visit) -> None:
    User.objects.update(is_active=False)
    for row in TABLE:
        if row.at.startswith(("link", "lead_link")):
            continue
        url = url_of(row, world)
        found = Cell(visit("officer").get(url).status_code, visit("officer").post(url).status_code)
        assert (str(row), found) == (str(row), row.cells["public"])


def refusals(reading: int) -> set[int]:
    """How a method that no page has is answered: as such, or as a page that this person may not see."""
    return {HTTPStatus.METHOD_NOT_ALLOWED} | ({reading} - {HTTPStatus.OK})


def place_of(route: str, kind: str) -> Row:
    """Where a kind of person reads a page of this route, or where they may not."""
    rows = [row for row in TABLE if row.route == route]
    return next((row for row in rows if row.cells[kind].reading == HTTPStatus.OK), rows[0])


@pytest.mark.parametrize("kind", KINDS)
def test_only_sending_changes_anything(kind: str, world: World, visit: Visit) -> None:
    before = all_that_is_kept()
    for route in sorted({row.route for row in TABLE}):
        row = place_of(route, kind)
        url, reading = url_of(row, world), row.cells[kind].reading
        visit(kind).get(url)
        head = visit(kind).head(url)
        assert (route, head.status_code, head.content) == (route, reading, b"")
        others = {method: send(visit(kind), method, url).status_code for method in REFUSED}
        assert set(others.values()) <= refusals(reading), (route, others)
    assert all_that_is_kept() == before


@pytest.mark.parametrize("kind", ["public", "owner", "officer", "unknown"])
def test_every_answer_says_how_it_may_be_used(kind: str, world: World, visit: Visit) -> None:
    for row in TABLE:
        headers = visit(kind).get(url_of(row, world)).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        private = row.route.startswith("actionplans:link_")
        assert headers["Referrer-Policy"] == ("no-referrer" if private else "same-origin")
        if private or kind != "public":
            assert "no-store" in headers["Cache-Control"], row


def test_nothing_is_left_to_go_back_to_after_signing_out(world: World, visit: Visit) -> None:
    page = visit("officer").get("/action-plans/")
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    visit("officer").post("/accounts/logout/")
    assert visit("officer").get("/action-plans/").status_code == HTTPStatus.FOUND


def test_table_names_every_route_and_no_other() -> None:
    routes = every_route()
    assert sorted({row.route for row in TABLE}) == sorted(routes)
    of_the_demonstration = [route for route in routes if route.startswith("pages:demo_")]
    assert [row.route for row in demonstration.TABLE] == of_the_demonstration


def test_table_speaks_of_every_kind_of_person(world: World) -> None:
    assert {tuple(row.cells) for row in TABLE} == {KINDS}
    assert tuple(world.people) == KINDS
    lines = [(row.route, row.at) for row in TABLE]
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("row", demonstration.TABLE, ids=str)
def test_demonstration_is_open_to_this_machine(
    row: Row, world: World, visit: Visit, settings: Settings, tmp_path: Path
) -> None:
    settings.DEMO, settings.DEMO_MAILDIR = True, tmp_path
    tell_the_time()
    found = {}
    url = url_of(row, world)
    for column in row.cells:
        kind, address = ("officer", "192.0.2.7") if column == "elsewhere" else (column, "127.0.0.1")
        # PostgreSQL empties no table of rows that it has still to check.
        connection.check_constraints()
        read = visit(kind).get(url, REMOTE_ADDR=address)
        sent = visit(kind).post(url, REMOTE_ADDR=address)
        found[column] = Cell(read.status_code, sent.status_code)
    assert found == row.cells
