"""Where the embedded portal keeps its things: all under var/, but for the broker's socket."""

import hashlib
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_SOCKET_PATH = 103  # bytes that fit on Linux and on macOS


@dataclass(frozen=True)
class Places:
    var: Path

    @property
    def database(self) -> Path:
        return self.var / "portal.sqlite3"

    @property
    def mail(self) -> Path:
        return self.var / "mail"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def run(self) -> Path:
        return self.var / "run"

    @property
    def records(self) -> Path:
        return self.run / "processes.json"

    @property
    def lock(self) -> Path:
        return self.run / "lock"

    @property
    def environment(self) -> Path:
        return self.run / "environment"

    def make(self) -> None:
        for folder in (self.logs, self.run):
            folder.mkdir(parents=True, exist_ok=True)
        self.run.chmod(0o700)

    def secret_key(self) -> str:
        """The portal's secret, made on the first run and readable by its owner only."""
        path = self.var / "secret-key"
        if not path.exists():
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
        return path.read_text()

    def socket(self) -> Path:
        """The broker's socket, in a short folder of this person's own that other people cannot enter."""
        name = hashlib.sha256(os.fsencode(self.var)).hexdigest()[:12]
        folder = _runtime_folder() / name
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder / "broker.sock"


def _runtime_folder() -> Path:
    name = "safer-melton-portal"
    given = Path(os.environ.get("XDG_RUNTIME_DIR") or "/nowhere")
    short = len(os.fsencode(given / name / "123456789012" / "broker.sock")) <= LONGEST_SOCKET_PATH
    if short and os.access(given, os.W_OK):
        return _own_folder(given / name)
    return _own_folder(Path("/tmp") / f"{name}-{os.getuid()}")  # noqa: S108 - checked to be one's own


def _own_folder(folder: Path) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        return Path(tempfile.mkdtemp(prefix="smp-"))
    folder.chmod(0o700)
    return folder
