"""What the worker is asked to do with files of answers."""

import structlog
from celery import shared_task
from kombu.exceptions import OperationalError

from consultations.response_files.loading import look_for_files
from smp_portal.foundation import clock

log = structlog.get_logger(__name__)


@shared_task(name="consultations.tasks.response_file_look")  # type: ignore[untyped-decorator]
def response_file_look() -> None:
    """Load the files that wait; the rows decide which those are."""
    look_for_files(now=clock.now())


def ask_worker_to_look() -> None:
    """Have the worker look now rather than within a minute; without a broker it looks when it is back."""
    try:
        response_file_look.delay()
    except OperationalError:
        log.warning("worker could not be asked to load a file of answers; its next look finds it")
