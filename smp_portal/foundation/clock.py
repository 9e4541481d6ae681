"""The portal's one clock: real time, or in the demonstration the time of its story."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from smp_portal.foundation.models import ClockShift

_held: ContextVar[timedelta | None] = ContextVar("held_clock_shift", default=None)


def now() -> datetime:
    """This moment, aware."""
    return timezone.now() + _shift()


def today() -> date:
    """This day in London."""
    return timezone.localdate(now())


@contextmanager
def held() -> Iterator[None]:
    """Read the demonstration's shift once, for a page that asks for the time more than once."""
    token = _held.set(_shift())
    try:
        yield
    finally:
        _held.reset(token)


def move_to(moment: datetime) -> None:
    """Set the demonstration's clock to a moment, from which it runs on."""
    if not settings.DEMO:
        raise RuntimeError("The clock moves only in the demonstration.")
    shift = moment - timezone.now()
    ClockShift.objects.update_or_create(id=1, defaults={"shift": shift, "moved_at": moment})
    if _held.get() is not None:
        _held.set(shift)


def _shift() -> timedelta:
    if not settings.DEMO:
        return timedelta()
    held_shift = _held.get()
    if held_shift is not None:
        return held_shift
    row = ClockShift.objects.first()
    return row.shift if row else timedelta()
