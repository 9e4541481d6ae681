"""What must be well for the portal to keep its promises."""

from dataclasses import dataclass
from datetime import datetime

import redis
from django.conf import settings
from django.db import Error

from actionplans.models import MailChannel, WorkerHeartbeat
from actionplans.queries.mail_state import is_late
from actionplans.reminders.ways import way_in_use

OK = "ok"
_PATIENCE = 2


@dataclass(frozen=True)
class Health:
    """How each part does, in words that name no machine and no person."""

    database: str
    broker: str
    worker: str
    mail: str

    @property
    def is_well(self) -> bool:
        return {self.database, self.broker, self.worker, self.mail} == {OK}


def read_health(*, now: datetime) -> Health:
    """Ask each part; a part that fails is named, and never brings the page down."""
    broker = _broker()
    try:
        return Health(database=OK, broker=broker, worker=_worker(now=now), mail=_mail())
    except Error:
        return Health("can’t be reached", broker, "not known", "not known")


def _broker() -> str:
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=_PATIENCE, socket_timeout=_PATIENCE
        ) as client:
            client.ping()
    except (redis.RedisError, OSError):
        return "can’t be reached"
    return OK


def _worker(*, now: datetime) -> str:
    heartbeat = WorkerHeartbeat.objects.first()
    if heartbeat is None:
        return "has never looked for what is due"
    if is_late(heartbeat.at, now=now):
        return f"has not looked since {heartbeat.at.isoformat(timespec='seconds')}"
    return OK


def _mail() -> str:
    paused = MailChannel.objects.in_the_way(way_in_use()).first()
    return f"paused ({paused.get_name_display()})" if paused else OK
