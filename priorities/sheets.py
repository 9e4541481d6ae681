"""The columns of the list of priorities as a file."""

from collections.abc import Iterable

from priorities.models import Priority
from smp_portal.foundation.lists import Column

PRIORITY_COLUMNS = [
    Column[Priority]("Number", lambda priority: priority.number),
    Column[Priority]("Priority", lambda priority: priority.title),
    Column[Priority]("Status", lambda priority: priority.get_status_display()),
    Column[Priority]("What we want to achieve", lambda priority: priority.what_we_want),
    Column[Priority]("How we will work", lambda priority: priority.how_we_will_work),
    Column[Priority]("Why it is one", lambda priority: _lines(priority.reasons.all())),
    Column[Priority](
        "Serves the county’s", lambda priority: _lines(priority.county_priorities.all())
    ),
    Column[Priority]("Meets the pressures", lambda priority: _lines(priority.themes.all())),
    Column[Priority]("Aims", lambda priority: _lines(priority.aims.all())),
]


def _lines(things: Iterable[object]) -> str:
    return "\n".join(map(str, things))
