"""What the worker is asked to do for pages that span the apps."""

import structlog
from celery import shared_task
from kombu.exceptions import OperationalError

from smp_portal.foundation import clock
from smp_portal.pages.board_packs.making import look_for_packs

log = structlog.get_logger(__name__)


@shared_task(name="smp_portal.pages.tasks.board_pack_look")  # type: ignore[untyped-decorator]
def board_pack_look() -> None:
    """Make the files of the packs that wait; the rows decide which those are."""
    look_for_packs(now=clock.now())


def ask_worker_for_packs() -> None:
    """Have the worker look now rather than within a minute; without a broker it looks when it is back."""
    try:
        board_pack_look.delay()
    except OperationalError:
        log.warning("worker could not be asked to make a pack; its next look finds it")
