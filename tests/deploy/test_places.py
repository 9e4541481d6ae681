"""The embedded portal's secret and socket are its owner's alone."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.embedded.places import LONGEST_SOCKET_PATH, Places


def test_secret_key_is_kept_and_private(tmp_path: Path) -> None:
    places = Places(tmp_path)
    secret = places.secret_key()
    assert len(secret) == 64
    assert Places(tmp_path).secret_key() == secret
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A runtime folder as short as a system's own: pytest's are too deep for a socket."""
    with tempfile.TemporaryDirectory(prefix="rt-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


def test_socket_is_in_the_runtime_folder(tmp_path: Path, runtime: Path) -> None:
    path = Places(tmp_path).socket()
    assert path.parents[1] == runtime / "safer-melton-portal"
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_socket_differs_between_clones(tmp_path: Path, runtime: Path) -> None:
    assert Places(tmp_path / "a").socket() != Places(tmp_path / "b").socket()


def test_socket_path_is_short_in_a_deep_runtime_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("deep" * 25)
    deep.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    path = Places(deep).socket()
    assert len(str(path)) <= LONGEST_SOCKET_PATH
    path.parent.rmdir()
