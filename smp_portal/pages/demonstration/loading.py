"""Put the demonstration's story into a database, or begin it again."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from actionplans.models import WorkerHeartbeat
from partners.models import User
from priorities.plan_file import load_plan_file
from smp_portal.foundation import clock
from smp_portal.foundation.models import ClockShift
from smp_portal.foundation.working_days import LONDON
from smp_portal.pages.demonstration.mailbox import empty_mailbox
from smp_portal.pages.demonstration.story.telling import tell

# Wednesday, six quarters into the plan, two days after the round of July to September opened.
FIRST_MORNING = datetime(2022, 10, 5, 9, 30, tzinfo=LONDON)
_PLAN = Path("priorities", "plans", "melton-2021-2024.toml")


class CannotLoad(Exception):
    """The demonstration can't go into this database; the words say why."""


def load_story() -> bool:
    """Put the story into an empty database; says whether it had to, for it may be there already."""
    if not settings.DEMO:
        raise CannotLoad(
            "This is not the demonstration. Set DEMO=true, with a database of its own."
        )
    if ClockShift.objects.exists():
        return False
    if User.objects.exists():
        raise CannotLoad(
            "This database holds people whom the demonstration has not made. Give it one of its own."
        )
    _write()
    return True


def start_again() -> None:
    """Forget everything, mails too, and tell the story from its first morning."""
    if not settings.DEMO or not ClockShift.objects.exists():
        raise CannotLoad("Only the demonstration's own database is emptied.")
    with transaction.atomic():
        call_command("flush", interactive=False, verbosity=0)
        _write()
    empty_mailbox()


@transaction.atomic
def _write() -> None:
    load_plan_file((settings.BASE_DIR / _PLAN).read_text(encoding="utf-8"))
    tell(until=FIRST_MORNING)
    WorkerHeartbeat.objects.create(at=FIRST_MORNING)
    clock.move_to(FIRST_MORNING)
