"""The web server's settings, in the demonstration and in service: gunicorn -c deploy/gunicorn.conf.py smp_portal.wsgi."""

import gc
import ipaddress
import os
from typing import Any

bind = [f"127.0.0.1:{os.environ.get('PORT', '8000')}"]
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 30
graceful_timeout = 4
# Paths hold review links, and a link is a key: no line is written for each request.
accesslog = None
control_socket_disable = True
logconfig_dict = {
    "formatters": {"lines": {"()": "smp_portal.foundation.logs.LineFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"gunicorn.error": {"handlers": [], "level": "INFO", "propagate": True}},
}


def on_starting(server: Any) -> None:
    """Refuse to show the demonstration, where anyone may play anyone, to other machines."""
    from smp_portal.settings import DEMO

    elsewhere = [str(address) for address in server.cfg.address if not _is_loopback(address)]
    if DEMO and elsewhere:
        raise SystemExit(
            f"DEMO is on, and the server would listen on {', '.join(elsewhere)}. In the demonstration "
            "anyone may play anyone: bind to 127.0.0.1, or set DEMO=false."
        )


def post_worker_init(_: Any) -> None:
    """Look rarely for rings of dead objects: the dashboard makes a hundred thousand living ones at once.

    What is there before the first request stays, and is not looked at again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _is_loopback(address: Any) -> bool:
    if not isinstance(address, tuple):
        return False
    try:
        return address[0] == "localhost" or ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        return False
