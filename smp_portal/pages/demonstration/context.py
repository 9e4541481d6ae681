"""What the demonstration's bar shows on every page."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from smp_portal.foundation import clock


@dataclass(frozen=True)
class Bar:
    """The demonstration's time, and the page to come back to after a button was pressed."""

    now: datetime
    here: str


def bar(request: HttpRequest) -> Bar:
    return Bar(now=clock.now(), here=request.get_full_path())
