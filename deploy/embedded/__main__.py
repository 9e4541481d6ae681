"""Run the embedded portal: python -m deploy.embedded --help says how."""

import argparse
import os
import shlex
import shutil
import signal
import sys
import time
from pathlib import Path

from deploy.embedded import parts
from deploy.embedded.database import is_prepared, mark_prepared
from deploy.embedded.parts import CannotStart
from deploy.embedded.places import ROOT, Places
from deploy.embedded.processes import clear_leftovers, tie_to_parent
from deploy.embedded.supervisor import Stopped, Supervisor, only_one

WHAT_TO_TRY = """
Ready: {address}

What to try first:
  1. "Play someone else", in the bar at the top: be Helen Marsh, the partnership officer.
  2. Open Action plans, then Road safety, which nobody owns: give it to Tom Ashby.
  3. "Next working morning", then "See the mail": open the link in Tom's mail, and answer as he would.
  4. Accept his answer as Helen Marsh, and see it on the dashboard as a member of the board.

Ctrl-C stops everything and keeps the data; make demo-reset starts afresh. Logs: {logs}
"""


def main() -> int:
    options = _options()
    # A parent that is killed cannot pass Ctrl-C on: then this process stops in order.
    if options.tied:
        tie_to_parent(signal.SIGTERM)
    try:
        places = Places(options.var.resolve())
        places.make()
        if options.do == "run":
            run(places, options.servers)
        else:
            {"check": check, "reset": reset}[options.do](places)
    except CannotStart as trouble:
        print(f"\n{trouble}", file=sys.stderr, flush=True)
        return 1
    return 0


def check(places: Places) -> None:
    """Say at once what would keep the portal from starting, before anything is installed."""
    with only_one(places):
        _port()


def run(places: Places, servers: dict[str, str]) -> None:
    """Start the parts and watch them; `servers` are used instead of the folder's own database or broker."""
    with only_one(places):
        for leftover in clear_leftovers(places.records):
            _say(f"Stopped the {leftover.name} that an earlier run left behind.")
        port, mail_port, path = _port(), parts.free_port(), places.socket()
        environment = parts.environment(
            os.environ, places, port=port, mail_port=mail_port, path=path
        )
        environment.update(servers)
        _keep(places.environment, environment)
        supervisor = Supervisor(places, environment)
        try:
            if "REDIS_URL" not in servers:
                supervisor.start_and_wait_for(parts.broker(places, path))
            kept = places.database if "DATABASE_URL" not in servers else None
            _start(supervisor, kept, port=port, mail_port=mail_port)
            address = environment["PORTAL_BASE_URL"]
            _say(WHAT_TO_TRY.format(address=f"{address}/", logs=places.logs))
            supervisor.watch()
        except Stopped:
            _say("\nStopping …")
        finally:
            supervisor.stop()
            shutil.rmtree(path.parent, ignore_errors=True)
        _say("Stopped. The data is kept.")


def _start(supervisor: Supervisor, kept: Path | None, *, port: int, mail_port: int) -> None:
    began = time.monotonic()
    places = supervisor.places
    _say("Starting the broker, the mail system and the worker …")
    beside = [parts.mail(places, mail_port), parts.worker(places), parts.web(port)]
    for part in beside[:2]:
        supervisor.start(part)
    if not kept or not is_prepared(kept):
        _say("Preparing the database and the demonstration …")
        supervisor.run_to_its_end(parts.preparation())
    if kept:
        mark_prepared(kept)
    _say("Starting the web server …")
    supervisor.start(beside[2])
    supervisor.wait_for(*beside)
    # The first thing that it asks of the worker can wait for a page to be served.
    supervisor.start(parts.beat(places))
    _say(f"All parts run, after {time.monotonic() - began:.1f} seconds.")


def reset(places: Places) -> None:
    """Forget the demonstration's data, so that the next run begins afresh."""
    with only_one(places):
        clear_leftovers(places.records)
        for name in ("", "-wal", "-shm", "-journal"):
            Path(f"{places.database}{name}").unlink(missing_ok=True)
        shutil.rmtree(places.mail, ignore_errors=True)
        for schedule in places.run.glob("schedule*"):
            schedule.unlink()
    _say("The demonstration is forgotten: the next make run begins afresh.")


def _port() -> int:
    words = os.environ.get("PORT") or "8000"
    if not words.isdigit() or not 1 <= int(words) <= 65535:  # noqa: PLR2004 - the last port there is
        raise CannotStart(f"PORT is {words}: give a number such as 8001.")
    if parts.port_is_taken(int(words)):
        raise CannotStart(
            f"Port {words} is taken by another program: choose another one, such as "
            f"make run PORT={int(words) + 1}"
        )
    return int(words)


def _keep(path: Path, environment: dict[str, str]) -> None:
    """Leave what a command needs to reach the running portal, for `make manage`."""
    own = {name: value for name, value in environment.items() if os.environ.get(name) != value}
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.writelines(f"export {name}={shlex.quote(value)}\n" for name, value in own.items())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m deploy.embedded", description=__doc__)
    parser.add_argument("do", choices=["check", "run", "reset"])
    parser.add_argument("--var", type=Path, default=ROOT / "var", help="where the data is kept")
    parser.add_argument("--tied", action="store_true", help="stop when the parent is gone")
    parser.add_argument("--database", help="a server's database instead of the folder's own")
    parser.add_argument("--broker", help="a Redis server instead of one of the portal's own")
    options = parser.parse_args()
    named = {"DATABASE_URL": options.database, "REDIS_URL": options.broker}
    options.servers = {name: url for name, url in named.items() if url}
    return options


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main())
