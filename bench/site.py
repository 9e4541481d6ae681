"""The portal as in service with a synthetic partnership of one size, and the bare site on the same database."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

import psycopg

from bench.visitor import HOST, Visitor

SETTINGS = {
    "ALLOWED_HOSTS": HOST,
    "DEBUG": "false",
    "DEMO": "false",
    "LOG_LEVEL": "WARNING",
    "PORTAL_BASE_URL": f"https://{HOST}",
    "SECRET_KEY": "only-for-a-bench-and-long-enough-to-satisfy-every-check-of-django",
    "WEB_CONCURRENCY": "2",
}


@dataclass(frozen=True)
class Site:
    """Two servers on one database, a visitor for each, and somebody who asks the database alone."""

    scale: float
    portal: Visitor
    bare: Visitor
    plan: int
    past: str
    size: str
    database: "subprocess.Popen[str]"

    def capture(self, name: str, path: str, values: dict[str, str] | None) -> int:
        """How many questions a page asks the database; they are kept under its name."""
        return int(_tell(self.database, do="capture", name=name, path=path, values=values))

    def replay(self, name: str) -> float:
        """How many seconds the database alone takes for them."""
        return float(_tell(self.database, do="replay", name=name))

    def change(self) -> None:
        """Write to the database, as somebody does all the time."""
        _tell(self.database, do="change")


@contextmanager
def open_site(scale: float) -> Iterator[Site]:
    """A database with the partnership in it, two servers on it; none of them is left afterwards."""
    with ExitStack() as stack:
        url = stack.enter_context(_database(f"bench_{os.getpid()}_{scale:g}".replace(".", "_")))
        environment = {**os.environ, **SETTINGS, "DATABASE_URL": url}
        for words in (
            ["manage.py", "migrate", "--verbosity", "0"],
            ["manage.py", "createcachetable"],
        ):
            subprocess.run([sys.executable, *words], env=environment, check=True)
        print(f"Building the partnership at scale {scale:g} ...", file=sys.stderr)
        subprocess.run(
            [sys.executable, "-m", "bench.partnership", f"{scale:g}"], env=environment, check=True
        )
        portal = stack.enter_context(_server("smp_portal.wsgi", environment))
        bare = stack.enter_context(_server("bench.bare.app", environment))
        asker = stack.enter_context(_asker(environment))
        facts = json.loads(_line(asker))
        yield Site(
            scale,
            Visitor(portal, facts["portal"]),
            Visitor(bare, facts["bare"]),
            facts["plan"],
            facts["past"],
            facts["size"],
            asker,
        )


@contextmanager
def _database(name: str) -> Iterator[str]:
    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _server(application: str, environment: dict[str, str]) -> Iterator[int]:
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", application]
    # What it logs is written as in service, and thrown away.
    with subprocess.Popen(
        command, env=environment | {"PORT": str(port)}, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _wait_for(port, server)
            yield port
        finally:
            server.terminate()


@contextmanager
def _asker(environment: dict[str, str]) -> "Iterator[subprocess.Popen[str]]":
    command = [sys.executable, "-m", "bench.page_sql"]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as asker:
        yield asker
        assert asker.stdin
        asker.stdin.close()


def _tell(asker: "subprocess.Popen[str]", **wanted: Any) -> Any:
    assert asker.stdin
    print(json.dumps(wanted), file=asker.stdin, flush=True)
    return json.loads(_line(asker))


def _line(asker: "subprocess.Popen[str]") -> str:
    assert asker.stdout
    return asker.stdout.readline() or sys.exit("The process that asks the database has ended.")


def _free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    # The port is open before there is anybody to answer.
    while server.poll() is None:
        with suppress(OSError, HTTPException):
            if Visitor(port, "").ask("/").status:
                return
        time.sleep(0.1)
    sys.exit("A server did not start: run it alone to see why.")
