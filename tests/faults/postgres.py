"""A PostgreSQL of a test's own, which it may break."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from tests.mail_server import free_port


def find_programs() -> Path | None:
    """Where this machine keeps the programs of its newest PostgreSQL."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)
    )
    return found[-1] if found else None


class Postgres:
    """A server that listens on a socket in its own folder, and keeps what it has said is kept."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder, self.port = programs, folder, free_port()

    @property
    def url(self) -> str:
        return f"postgres://postgres@{quote(str(self.folder), safe='')}:{self.port}/portal"

    def make(self) -> None:
        options = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self._run("initdb", "-D", f"{self.folder}/data", *options)
        self.control("start", "-l", f"{self.folder}/log", "-o", self._settings())
        self._run("createdb", *self._here(), "portal")

    def control(self, *words: str) -> None:
        """Start, stop or restart it, and come back when that is done."""
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-s", *words)

    def fill(self, url: str) -> None:
        """Take over the tables and rows of another database."""
        dumped = subprocess.check_output([self.programs / "pg_dump", "--no-owner", url])
        command = [str(self.programs / "psql"), "-q", "-v", "ON_ERROR_STOP=1", self.url]
        subprocess.run(command, input=dumped, stdout=subprocess.DEVNULL, check=True)

    def _here(self) -> tuple[str, ...]:
        return ("-h", str(self.folder), "-p", str(self.port), "-U", "postgres")

    def _settings(self) -> str:
        return f"-k {self.folder} -p {self.port} -c listen_addresses="

    def _run(self, program: str, *words: str) -> None:
        # It refuses to be root: root gives it to the person that Debian makes for it.
        before = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        command = [*before, str(self.programs / program), *words]
        subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, check=True)


@contextmanager
def running_postgres(programs: Path) -> Iterator[Postgres]:
    """A server that runs until the block ends, and leaves nothing behind."""
    # A socket's path is limited to 107 bytes, and the server's own person must be let in.
    folder = Path(tempfile.mkdtemp(prefix="portal-postgres-"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    server = Postgres(programs, folder)
    try:
        server.make()
        yield server
    finally:
        server.control("-m", "immediate", "stop")
        shutil.rmtree(folder)
