"""The web server never shows the demonstration to other machines, and isn’t slowed by what lives long."""

import gc
import runpy
from types import SimpleNamespace
from typing import Any

import pytest

from deploy.embedded.places import ROOT
from smp_portal import settings

CONFIG: dict[str, Any] = runpy.run_path(str(ROOT / "deploy" / "gunicorn.conf.py"))


def _start_on(*addresses: tuple[str, int] | str) -> None:
    CONFIG["on_starting"](SimpleNamespace(cfg=SimpleNamespace(address=list(addresses))))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.53", "::1", "localhost"])
def test_demonstration_starts_on_loopback(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setattr(settings, "DEMO", True)
    _start_on((host, 8000))


@pytest.mark.parametrize(
    "address", [("0.0.0.0", 8000), ("::", 8000), ("192.0.2.1", 80), "/run/portal.sock"]
)
def test_demonstration_is_refused_elsewhere(
    monkeypatch: pytest.MonkeyPatch, address: tuple[str, int] | str
) -> None:
    monkeypatch.setattr(settings, "DEMO", True)
    with pytest.raises(SystemExit, match="DEMO is on, and the server would listen on"):
        _start_on(("127.0.0.1", 8000), address)


def test_portal_in_service_starts_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMO", False)
    _start_on(("0.0.0.0", 8000))


def test_server_writes_no_line_for_each_request() -> None:
    assert CONFIG["accesslog"] is None


def test_worker_looks_rarely_for_dead_objects() -> None:
    before = gc.get_threshold()
    try:
        CONFIG["post_worker_init"](None)
        assert gc.get_threshold() == (50_000, 20, 20)
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
