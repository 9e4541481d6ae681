"""What a process of a test about board packs does."""

import json
import os
from collections.abc import Callable
from datetime import datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smp_portal.settings")
django.setup()

# What follows needs the settings to be there.
from actionplans.models import BoardPack, PackFile  # noqa: E402
from smp_portal.pages.board_packs.making import look_for_packs  # noqa: E402
from tests.faults.killing import killed_before  # noqa: E402
from tests.pages.board_packs.packs import draft, freeze, plan_that_asks  # noqa: E402


def make() -> None:
    """A pack that waits for the worker."""
    plan_that_asks()
    freeze(draft())


def look(moment: str, statement: str = "", count: str = "1") -> None:
    """Look for packs at this moment; be killed just before a statement is run for the so-manieth time."""
    with killed_before(statement, int(count)):
        look_for_packs(now=datetime.fromisoformat(moment))


def tell() -> None:
    """The pack as it is written down, and the sums of its files."""
    pack = BoardPack.objects.get()
    sums = {file.kind: file.sha256 for file in PackFile.objects.order_by("pk")}
    told = {"state": pack.state, "tries": pack.tries, "files": sums}
    print(json.dumps(told))  # noqa: T201 - the test reads it


DEEDS: dict[str, Callable[..., None]] = {deed.__name__: deed for deed in (make, look, tell)}
