"""2,000 people owe 2,000 reviews: how fast two senders tell them, beside loops that do nothing but send.

make bench-reminders runs it on the PostgreSQL that DATABASE_URL names, otherwise on SQLite.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

MANY, FEW = 2000, 200
SENDERS = 2

SETTINGS = {
    "ALLOWED_HOSTS": "portal.example.org",
    "DEBUG": "false",
    "DEMO": "false",
    "LOG_LEVEL": "INFO",
    "PORTAL_BASE_URL": "https://portal.example.org",
    "SECRET_KEY": "only-for-a-bench-and-long-enough-to-satisfy-every-check-of-django",
}


def main() -> None:
    """Run it all, check that each person got one mail, and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        few = _run(FEW, Path(folder))
        many = _run(MANY, Path(folder), beside=True)
    _print(few, many)


def _run(number: int, folder: Path, *, beside: bool = False) -> dict[str, Any]:
    with _database(f"bench_{os.getpid()}_{number}", folder) as url:
        environment = {**os.environ, **SETTINGS, "DATABASE_URL": url}
        _python(environment, "manage.py", "migrate", "--verbosity", "0")
        _story(environment, "make", str(number))
        found: dict[str, Any] = {"plan": _story(environment, "plan")}
        if beside:
            found["raw"] = _raw(environment, number, folder)
            found["again"] = _raw(environment, number, folder, "again")
        with _sink(folder, number) as port:
            found["senders"], found["seconds"] = _send(environment, port)
        if beside:
            # Before and after: who else is at work on the machine slows both.
            found["raw"] = (found["raw"] + _raw(environment, number, folder)) / 2
        states = _story(environment, "tell")
        if states != {"SENT": number}:
            sys.exit(f"Not every mail was sent: {states}")
        return found | {"number": number}


def _send(environment: dict[str, str], port: int) -> tuple[list[dict[str, Any]], float]:
    senders = [
        _sender(environment | {"EMAIL_URL": f"smtp://127.0.0.1:{port}"}) for _ in range(SENDERS)
    ]
    for sender in senders:
        assert sender.stdout
        sender.stdout.readline()
    # All of them are ready: whatever a process takes to begin is no part of it.
    began = time.perf_counter()
    for sender in senders:
        assert sender.stdin
        sender.stdin.write(b"begin\n")
        sender.stdin.flush()
    told = [json.loads(sender.communicate()[0]) for sender in senders]
    return told, time.perf_counter() - began


def _sender(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """A process that says when it is ready, and sends when it is told to; its logs are written, and thrown away."""
    return subprocess.Popen(
        [sys.executable, "-m", "bench.story", "send"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _raw(environment: dict[str, str], number: int, folder: Path, *how: str) -> float:
    with _sink(folder, number) as port:
        return float(_story(environment, "raw", str(port), *how)["seconds"])


@contextmanager
def _sink(folder: Path, number: int) -> Iterator[int]:
    """A mail server that must have been handed one mail for each person by the end."""
    counts = folder / "counts.json"
    command = [sys.executable, "-m", "bench.sink", str(counts)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as sink:
        assert sink.stdout
        assert sink.stdin
        yield int(sink.stdout.readline())
        sink.stdin.close()
        sink.wait()
    taken = json.loads(counts.read_text(encoding="utf-8"))
    if len(taken) != number or set(taken.values()) != {1}:
        sys.exit(f"{number} people should have had one mail each: {len(taken)} had some.")


@contextmanager
def _database(name: str, folder: Path) -> Iterator[str]:
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _story(environment: dict[str, str], *words: str) -> Any:
    return json.loads(_python(environment, "-m", "bench.story", *words))


def _python(environment: dict[str, str], *words: str) -> str:
    return subprocess.check_output([sys.executable, *words], env=environment, text=True)


def _print(few: dict[str, Any], many: dict[str, Any]) -> None:
    number = many["number"]
    rate, raw, again = (number / many[name] for name in ("seconds", "raw", "again"))
    kind = "PostgreSQL" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "SQLite"
    print(f"{number:,} people, {number:,} mails of text and HTML, on {kind}")
    print(f"  {SENDERS} senders                        {rate:7.0f} mails a second")
    print(
        f"  raw loop, one connection         {raw:7.0f}    the senders reach {rate / raw:.2f} of it"
    )
    print(
        f"  raw loop, a connection each      {again:7.0f}    the senders reach {rate / again:.2f} of it"
    )
    print(f"  planning them took {many['plan']['seconds']:.1f} s")
    for run in (few, many):
        peaks = ", ".join(f"{sender['megabytes']:.0f}" for sender in run["senders"])
        print(f"  at {run['number']:5,} mails a sender's memory peaks at {peaks} MB", end="")
        print(f", the planner's at {run['plan']['megabytes']:.0f} MB")
    _print_parts(many)


def _print_parts(many: dict[str, Any]) -> None:
    total = sum(sender["seconds"] for sender in many["senders"])
    parts = {
        name: sum(sender["parts"][name] for sender in many["senders"])
        for name in many["senders"][0]["parts"]
    }
    # The copy is counted in the middle of the conversation with the mail server.
    parts["smtp"] -= parts["copy"]
    parts["rest"] = total - sum(parts.values())
    each = 1000 / many["number"]
    print("  where a sender's time goes, in ms for each mail:")
    for name, seconds in sorted(parts.items(), key=lambda part: -part[1]):
        print(f"    {name:8} {seconds * each:5.2f}   {seconds / total:4.0%}")


if __name__ == "__main__":
    main()
