"""Noticing that yesterday's backup was restored, so that what went out since does not go out again unasked.

Each look is counted in the database, and the count is kept in a file outside of it as well. A database with fewer
looks than the file has gone back in time.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import structlog
from django.conf import settings
from django.db.models import F

from actionplans.models import WorkerHeartbeat
from actionplans.reminders.channel import pause_until_confirmed
from smp_portal.foundation.words import date_and_time

log = structlog.get_logger(__name__)

# A sender without a mark of its own trusts a database that another one has looked at within this time.
_LIVELY = timedelta(minutes=15)

_GONE_BACK = (
    "The database is older than the mails that went out from it: it ends on {when}. "
    "A backup seems to have been restored."
)
_UNKNOWN = (
    "This sender does not know this database, and nobody has looked at it since {when}. "
    "It may be a restored backup."
)


@dataclass(frozen=True)
class _Mark:
    """What this sender knows of the database that it last sent from."""

    database: UUID
    looks: int


def pause_if_restored(*, now: datetime) -> bool:
    """Pause all mail until an officer has looked, where the database seems to be a restored backup."""
    # The file before the row: in a living database the row is never behind the file.
    mark = _read()
    heartbeat = WorkerHeartbeat.objects.first()
    if heartbeat is None or heartbeat.looks == 0:
        return False
    words = _why_not_trusted(heartbeat, mark, now=now)
    if words:
        pause_until_confirmed(reason=words.format(when=date_and_time(heartbeat.at)), now=now)
        # Only now: a process that dies in between notices it again.
        _keep(_Mark(heartbeat.database, heartbeat.looks))
    return bool(words)


def count_look(*, now: datetime) -> None:
    """Note that a look was completed: when, in the database, and how many, beside it as well."""
    WorkerHeartbeat.objects.get_or_create(id=1, defaults={"at": now})
    WorkerHeartbeat.objects.update(at=now, looks=F("looks") + 1)
    heartbeat = WorkerHeartbeat.objects.get()
    _keep(_Mark(heartbeat.database, heartbeat.looks))


def _why_not_trusted(heartbeat: WorkerHeartbeat, mark: _Mark | None, *, now: datetime) -> str:
    if mark is None or mark.database != heartbeat.database:
        return _UNKNOWN if now - heartbeat.at > _LIVELY else ""
    return _GONE_BACK if heartbeat.looks < mark.looks else ""


def _read() -> _Mark | None:
    try:
        database, looks = settings.SENDER_MARK.read_text().split()
        return _Mark(UUID(database), int(looks))
    except (OSError, ValueError):
        return None


def _keep(mark: _Mark) -> None:
    path: Path = settings.SENDER_MARK
    beside = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(f"{mark.database} {mark.looks}\n")
        beside.replace(path)
    except OSError as error:
        # Mail goes out without it; only a restored backup would not be noticed here.
        log.warning("the sender's mark can't be kept", path=str(path), error=error.strerror)
