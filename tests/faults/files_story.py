"""What a process of a test about files of answers does."""

import json
import os
from collections.abc import Callable
from datetime import datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smp_portal.settings")
django.setup()

# What follows needs the settings to be there.
from consultations.models import Answer, Response, ResponseFile  # noqa: E402
from consultations.response_files.keeping import start_loading  # noqa: E402
from consultations.response_files.loading import look_for_files  # noqa: E402
from tests.consultations.response_files.files import added, row, written  # noqa: E402
from tests.faults.killing import killed_before  # noqa: E402


def make(number: str) -> None:
    """A file of so many answers that waits for the worker."""
    start_loading(file=added(written(*[row()] * int(number))))


def look(moment: str, statement: str = "", count: str = "1") -> None:
    """Look for files at this moment; be killed just before a statement is run for the so-manieth time."""
    with killed_before(statement, int(count)):
        look_for_files(now=datetime.fromisoformat(moment))


def tell() -> None:
    """The file as it is written down, and what was loaded."""
    file = ResponseFile.objects.get()
    told = {"state": file.state, "taken": file.taken_count, "rows": len(file.rows)}
    loaded = {"responses": Response.objects.count(), "answers": Answer.objects.count()}
    print(json.dumps(told | loaded))  # noqa: T201 - the test reads it


DEEDS: dict[str, Callable[..., None]] = {deed.__name__: deed for deed in (make, look, tell)}
