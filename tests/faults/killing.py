"""A process that ends itself as a machine that fails would, at a place that the test chooses."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def killed_before(statement: str, count: int) -> Iterator[None]:
    """Be killed just before a statement that begins so is run for the so-manieth time; not at all without words."""
    left = count

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal left
        if statement and sql.startswith(statement):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield
